"""Ends every process of a run when the run itself is gone, even if it was killed and could not tidy up.

The parts live in sessions of their own, so no signal of a terminal reaches them. A small process, in a session of its
own too, holds the reading end of a pipe; the run alone holds the writing end. When that closes, for whatever reason,
it kills all that carry the run's mark in their environment, which every descendant inherits.
"""

import contextlib
import os
import secrets
import subprocess
import sys
import time

import psutil

MARK = "VICTIM_SERVICES_RUN"
PASSES = 50
PAUSE_SECONDS = 0.1


def carry_mark() -> None:
    """Start this very program again with a mark of its own, unless it has it: only `exec` makes a mark visible."""
    if os.environ.get(MARK, "").split("-")[0] == str(os.getpid()):
        return
    os.environ[MARK] = f"{os.getpid()}-{secrets.token_hex(8)}"
    os.execv(sys.executable, sys.orig_argv)


def mark() -> dict[str, str]:
    """The mark, for the environment of a program that this run starts."""
    return {MARK: os.environ[MARK]}


def hold() -> None:
    """Start the lifeline for this process. Needs the mark."""
    reading, writing = os.pipe()
    subprocess.Popen(
        [sys.executable, "-m", "tools.run.lifeline", str(reading), os.environ[MARK]],
        pass_fds=[reading],
        env={name: value for name, value in os.environ.items() if name != MARK},
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(reading)
    os.register_at_fork(after_in_child=lambda: os.close(writing))


def carriers(mark: str) -> list[psutil.Process]:
    """Every process that carries the mark, apart from this one."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if process.pid != os.getpid() and process.environ().get(MARK) == mark:
                found.append(process)
    return found


def end_all(mark: str) -> None:
    """Kill until nothing is left: a process may have been starting another while it was killed."""
    for _ in range(PASSES):
        left = carriers(mark)
        if not left:
            return
        for process in left:
            with contextlib.suppress(psutil.Error):
                process.kill()
        time.sleep(PAUSE_SECONDS)


def main() -> None:
    """Wait for the pipe to close, then end all."""
    reading, mark = int(sys.argv[1]), sys.argv[2]
    while os.read(reading, 1):
        pass
    end_all(mark)


if __name__ == "__main__":
    main()
