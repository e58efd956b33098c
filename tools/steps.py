"""One short line for each step, with the time it took; its output goes to a log file, shown only if it fails."""

import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tools.bootstrap import LOGS, REPOSITORY, SetupError

TAIL_LINES = 20


def say(title: str, seconds: float) -> None:
    """Print one finished step."""
    print(f"  {title:<58} {seconds:6.1f} s", flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Time the block and print its line once it has succeeded."""
    started = time.monotonic()
    yield
    say(title, time.monotonic() - started)


def last_lines(log: Path, count: int = TAIL_LINES) -> str:
    """The end of a log file, as it should be shown to a person."""
    return "\n".join(f"    {line}" for line in log.read_text(errors="replace").splitlines()[-count:])


def run_logged(
    command: Sequence[object],
    log_name: str,
    environment: Mapping[str, str] | None = None,
    folder: Path = REPOSITORY,
) -> str:
    """Run a command to its end and return what it printed, which also is in `.build/logs/<log_name>.log`.

    Raises SetupError with its last lines if it fails.
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{log_name}.log"
    with log.open("wb") as output:
        done = subprocess.run(list(map(str, command)), cwd=folder, env=environment, stdout=output, stderr=output)
    if done.returncode:
        relative = log.relative_to(REPOSITORY)
        raise SetupError(f"\n{log_name} failed (exit code {done.returncode}). From {relative}:\n{last_lines(log)}")
    return log.read_text(errors="replace")
