"""The steps of `make run`, in order."""

import os
import signal
import sys
import threading
import time

from honcho.manager import Manager

from tools.environments import WEB, prepare
from tools.guide_model import train_if_changed
from tools.run import lifeline
from tools.run.parts import Part, all_parts
from tools.run.ports import check_ports
from tools.run.readiness import NotReadyError, wait_until_ready
from tools.run.screen import Screen
from tools.settings import RunSettings
from tools.steps import last_lines, run_logged, step

READY_SECONDS = 180.0
LAST_RESORT_SECONDS = 8.0  # honcho itself kills after 5, unless no part stops at all
INTERRUPTED = {128 + signal.SIGINT, 128 + signal.SIGTERM}


def has_terminal() -> bool:
    """Whether standard input is a terminal that is still there."""
    try:
        return os.tcgetpgrp(sys.stdin.fileno()) > 0
    except (OSError, ValueError, AttributeError):
        return False


def end_when_left_alone(parent: int, on_terminal: bool) -> None:
    """End when the program that started this one is gone, or the terminal is.

    Killed, `make` could not say so; and a terminal tells only the first program on it, which may be `make`.
    """
    while os.getppid() == parent and (not on_terminal or has_terminal()):
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)


def give_up() -> None:
    """End at once, though a part has not stopped as asked: the lifeline then kills whatever is left."""
    print("A part did not stop in time and was killed.", file=sys.stderr, flush=True)
    os._exit(1)


def load_data(settings: RunSettings) -> None:
    """Build the database from services_data, which the loading refuses to do unless every check passes."""
    with step("Checked services_data and loaded the database"):
        run_logged([WEB.python, "-m", "directory_api.data_pipeline", "load"], "load-data", settings.environment)


def announce(parts: list[Part], settings: RunSettings) -> None:
    """Wait for the first answer and say where it is; ends the run if there is none."""
    try:
        wait_until_ready(parts, settings.address, READY_SECONDS)
    except NotReadyError as error:
        print(f"{error} What the parts said is in {settings.logs}.", file=sys.stderr, flush=True)
        os.kill(os.getpid(), signal.SIGTERM)
        return
    print(f"Ready: {settings.address}", flush=True)


def supervise(parts: list[Part], settings: RunSettings) -> int:
    """Run all parts until one ends or a signal comes, and return the exit code. One part's end is the end of all."""
    waiting = threading.Thread(target=announce, args=(parts, settings), daemon=True)
    last_resort = threading.Timer(LAST_RESORT_SECONDS, give_up)
    last_resort.daemon = True
    screen = Screen(settings.logs, len(parts), waiting.start, last_resort.start)  # honcho forks: no thread before
    manager = Manager(screen)
    for part in parts:
        environment = {**settings.environment, **part.environment, **lifeline.mark(), "PYTHONUNBUFFERED": "1"}
        manager.add_process(part.name, part.command, env=environment, cwd=str(part.folder))
    manager.loop()
    if manager.returncode in INTERRUPTED:
        print("Stopped.", flush=True)
        return int(manager.returncode)
    name, code = screen.first_stopped or ("a part", 1)
    log = screen.log_path(name)
    print(f"{name} stopped by itself (exit code {code}), so everything was stopped.", file=sys.stderr)
    print(f"The end of {log}:\n{last_lines(log)}", file=sys.stderr, flush=True)
    return 1


def leave_nothing_behind() -> None:
    """See to it that whatever ends this process, and however, ends all that it started."""
    lifeline.carry_mark()
    lifeline.hold()
    threading.Thread(target=end_when_left_alone, args=(os.getppid(), has_terminal()), daemon=True).start()
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))


def main(_: list[str]) -> int:
    """`make run`."""
    leave_nothing_behind()
    settings = RunSettings.read()
    check_ports(settings)
    settings.logs.mkdir(parents=True, exist_ok=True)
    prepare()
    load_data(settings)
    model = train_if_changed()
    return supervise(all_parts(settings, model), settings)
