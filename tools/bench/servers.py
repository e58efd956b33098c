"""The three web services that are compared, each one process of uvicorn with the settings that `make run` uses."""

import os
import pickle
import sqlite3
import subprocess
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx
import psutil

from tools.bench.bare_app import Answers
from tools.bootstrap import BUILD, REPOSITORY, Environment, SetupError
from tools.environments import WEB
from tools.run.parts import directory_api
from tools.run.ports import is_taken
from tools.settings import LOOPBACK, RunSettings

BENCH = Environment(BUILD / "bench" / "environment", "3.12", REPOSITORY / "tools/bench/requirements.txt", REPOSITORY)
FIRST_PORT = 8940
START_SECONDS = 120.0
SQL_FOR_DATASETTE = Path(__file__).with_name("datasette_copy.sql")
MEBIBYTE = 2**20
OUR_APP = "directory_api.main:create_app"
HOP_BY_HOP = {"connection", "date", "server", "transfer-encoding"}  # uvicorn writes these itself


class Server:
    """One web service, from its start to its end."""

    def __init__(self, name: str, python: Path, app: str, settings: dict[str, str], log: Path) -> None:
        self.name = name
        port = next(port for port in range(FIRST_PORT, FIRST_PORT + 100) if not is_taken(port))
        self.address = f"http://{LOOPBACK}:{port}"
        ours = directory_api(RunSettings(port, port + 1, port + 2, log.parent, {}))
        command = [app if part == OUR_APP else str(part) for part in ours.arguments]
        command[0] = str(python)
        with log.open("wb") as output:
            environment = {**os.environ, **settings}
            self._process = subprocess.Popen(
                command, cwd=ours.folder, env=environment, stdout=output, stderr=subprocess.STDOUT
            )
        self._log = log

    def wait_until_ready(self, path: str) -> None:
        """Return once it answers; raises SetupError where it does not."""
        until = time.monotonic() + START_SECONDS
        with httpx.Client(timeout=START_SECONDS, trust_env=False) as client:
            while time.monotonic() < until and self._process.poll() is None:
                try:
                    if client.get(self.address + path).is_success:
                        return
                except httpx.TransportError:
                    pass
                time.sleep(0.2)
        raise SetupError(f"{self.name} does not answer. What it said: {self._log}")

    @property
    def resident_mebibytes(self) -> float:
        """Memory that it holds."""
        return float(psutil.Process(self._process.pid).memory_info().rss) / MEBIBYTE

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def directory_server(database: Path, folder: Path) -> Server:
    """The directory, as `make run` starts it."""
    settings = {"DATABASE_URL": f"sqlite:///{database}"}
    return Server("the directory", WEB.python, OUR_APP, settings, folder / "directory.log")


def datasette_server(database: Path, folder: Path) -> Server:
    """Datasette over a copy of the same database, with indexes and full text added for it."""
    copy = folder / "datasette" / "directory.db"  # the file's name is part of Datasette's addresses
    copy.parent.mkdir(exist_ok=True)
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.executescript(SQL_FOR_DATASETTE.read_text(encoding="utf-8"))
    app, settings = "tools.bench.datasette_app:create_app", {"BENCH_DATABASE": str(copy)}
    return Server("Datasette", BENCH.python, app, settings, folder / "datasette.log")


def bare_server(answers: Answers, folder: Path) -> Server:
    """The least a web service can do."""
    file = folder / "answers.pickle"
    file.write_bytes(pickle.dumps(answers))
    app = "tools.bench.bare_app:create_app"
    return Server("a bare app", WEB.python, app, {"BENCH_ANSWERS": str(file)}, folder / "bare.log")


def record_answers(server: Server, paths: Sequence[str]) -> Answers:
    """Ask for every path once and keep the answers. Raises SetupError for one that is not a success."""
    answers: Answers = {}
    with httpx.Client(
        base_url=server.address, headers={"Accept-Encoding": "identity"}, timeout=60, trust_env=False
    ) as web:
        for path in paths:
            reply = web.get(path)
            if not reply.is_success:
                raise SetupError(f"{server.name} answers {path} with {reply.status_code}: {reply.text[:200]}")
            headers = [(name, value) for name, value in reply.headers.raw if name.lower().decode() not in HOP_BY_HOP]
            answers[path.encode()] = (headers, reply.content)
    return answers
