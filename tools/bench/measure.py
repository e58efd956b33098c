"""`make bench`: the directory beside Datasette and beside an app that does nothing, at several sizes, in one run.

    make bench ARGS="--sizes 500"     a quick look
    make bench ARGS=--strict          fail where a goal is missed

Everything it makes lies in .build/bench. The services of all sizes run side by side, and each question is put to all of
them in turn, round after round, so that whatever else the machine does meanwhile falls on all alike.
"""

import argparse
import json
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from tools.bench.generate import REAL_DATA, SEED
from tools.bench.questions import Asker, Question
from tools.bench.servers import (
    BENCH,
    bare_server,
    datasette_server,
    directory_server,
    record_answers,
)
from tools.bench.table import Results, goals, markdown
from tools.bench.vocabulary import read_vocabulary
from tools.bench.wrk import check_wrk, measure
from tools.bootstrap import BUILD, alone, install
from tools.environments import WEB, prepare
from tools.steps import run_logged, step

FOLDER = BUILD / "bench"
SIZES = (500, 5_000, 50_000)
SECONDS, ROUNDS = 1, 7


def load(size: int, folder: Path) -> float:
    """Generate services and load them into a new database. Return the seconds that the load took."""
    run_logged([sys.executable, "-m", "tools.bench.generate", folder / "data", size], f"bench-generate-{size}")
    for old in folder.glob("directory.db*"):
        old.unlink()
    where = ["--data", folder / "data", "--database", f"sqlite:///{folder / 'directory.db'}"]
    started = time.monotonic()
    run_logged([WEB.python, "-m", "directory_api.data_pipeline", "load", *where], f"bench-load-{size}")
    return time.monotonic() - started


class Contest:
    """One size: its three services and what they are asked."""

    def __init__(self, size: int, folder: Path, stack: ExitStack) -> None:
        self.size = size
        self._folder = folder
        self.questions = Asker(folder / "directory.db", read_vocabulary(REAL_DATA), SEED).questions()
        self.directory = stack.enter_context(directory_server(folder / "directory.db", folder))
        self.directory.wait_until_ready(self.questions[0].ours[0])
        datasette = stack.enter_context(datasette_server(folder / "directory.db", folder))
        datasette.wait_until_ready("/-/versions.json")
        every_path = [path for question in self.questions for path in question.ours]
        bare = stack.enter_context(bare_server(record_answers(self.directory, every_path), folder))
        bare.wait_until_ready(every_path[0])
        self._servers = {"directory": self.directory, "bare": bare, "datasette": datasette}

    def put(self, question: Question, seconds: int, results: Results, warm_up: bool) -> None:
        """Put one question to each service, once."""
        for name, server in self._servers.items():
            if paths := question.datasette if name == "datasette" else question.ours:
                speed = measure(server.address, paths, seconds, self._folder, warm_up)
                results.add(question.name, self.size, name, speed)

    def show(self, question: Question, results: Results) -> None:
        """Print how fast each service answered."""
        for name in self._servers:
            if name != "datasette" or question.datasette:
                speed = results.middle(question.name, self.size, name)
                print(
                    f"  {self.size:>6} {question.name:<26} {name:<10} {speed.per_second:9.1f}/s  "
                    f"p95 {speed.p95:8.2f} ms{f'  {speed.failed} FAILED' if speed.failed else ''}",
                    flush=True,
                )


def run(sizes: list[int], seconds: int) -> Results:
    """Measure everything."""
    results = Results(sizes)
    for size in sizes:
        with step(f"Generated and loaded {size} services"):
            folder = FOLDER / str(size)
            folder.mkdir(parents=True, exist_ok=True)
            results.load_seconds[size] = load(size, folder)
    with ExitStack() as stack:
        contests = []
        for size in sizes:
            with step(f"Started three services for {size}"):
                contests.append(Contest(size, FOLDER / str(size), stack))
        for number, question in enumerate(contests[0].questions):
            results.questions.append(question)
            for turn in range(ROUNDS):
                for contest in contests:
                    contest.put(contest.questions[number], seconds, results, warm_up=turn == 0)
            for contest in contests:
                contest.show(contest.questions[number], results)
        for contest in contests:
            results.mebibytes[contest.size] = contest.directory.resident_mebibytes
    return results


def main(arguments: list[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many services")
    parser.add_argument("--seconds", type=int, default=SECONDS, help="of each round of a measurement")
    parser.add_argument("--strict", action="store_true", help="fail where a goal is missed")
    options = parser.parse_args(arguments)
    check_wrk()
    prepare()
    with alone():
        install(BENCH)
    results = run(sorted(options.sizes), options.seconds)
    reached = goals(results)
    text = markdown(results)
    (FOLDER / "table.md").write_text(text, encoding="utf-8")
    (FOLDER / "results.json").write_text(json.dumps(results.plain(), indent=1), encoding="utf-8")
    print(f"\n{text}")
    for goal in reached:
        print(goal)
    return 1 if options.strict and not all(goal.reached for goal in reached) else 0
