"""However a run ends, none of its processes stays, not even a grandchild in a session of its own."""

import fcntl
import os
import pty
import signal
import subprocess
import termios
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.throwaway_servers import free_port

REPOSITORY = Path(__file__).resolve().parents[2]
BOOTSTRAP_PYTHON = REPOSITORY / ".build" / "tools" / "bin" / "python"
LITTLE_SERVICE = Path(__file__).with_name("little_service.py")
PATIENCE_SECONDS = 20.0


def eventually(condition: Callable[[], bool]) -> bool:
    """Whether the condition comes true before patience runs out."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


def is_alive(pid: int) -> bool:
    """Whether a process of this id exists and is more than a zombie that nobody has collected."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout.strip()
    return bool(state) and not state.startswith("Z")


@dataclass
class LittleRun:
    """A run of two small programs, started by a stand-in for `make` on a terminal of its own."""

    folder: Path
    terminal: int = field(init=False)
    make: subprocess.Popen = field(init=False)

    def start(self, stubborn: bool = False) -> None:
        """Start it and wait until both programs and their children are there."""
        self.terminal, side = pty.openpty()
        ports = [str(free_port()), str(free_port())]
        makefile = self.folder / "Makefile"
        makefile.write_text(f"run:\n\t@{BOOTSTRAP_PYTHON} {LITTLE_SERVICE} {self.folder} {' '.join(ports)}\n")
        self.make = subprocess.Popen(
            ["make", "-s", "-f", makefile],
            stdin=side,
            stdout=(self.folder / "screen").open("wb"),
            stderr=subprocess.STDOUT,
            env={**os.environ, "STUBBORN": "yes" if stubborn else ""},
            start_new_session=True,
            preexec_fn=take_terminal,
        )
        os.close(side)
        assert eventually(lambda: "Not ready" in self.screen or self.screen.count(" is up") == 2), self.screen
        runner = subprocess.run(["pgrep", "-P", str(self.make.pid)], capture_output=True, text=True).stdout
        self.runner = int(runner)
        parts = [int(pid) for path in self.folder.glob("*.pids") for pid in path.read_text().split()]
        self.first_part = int((self.folder / "first.pids").read_text().split()[0])
        self.pids = [self.make.pid, self.runner, *parts]
        assert len(parts) == 4

    @property
    def screen(self) -> str:
        """What a person would see."""
        return (self.folder / "screen").read_text()

    def all_gone(self) -> bool:
        """Whether nothing of it is left."""
        self.make.poll()
        return not any(map(is_alive, self.pids))

    def press_ctrl_c(self) -> None:
        """As a person would: the terminal sends the signal to its whole foreground group."""
        os.write(self.terminal, b"\x03")

    def close_terminal(self) -> None:
        """As when a window is closed or a connection is lost."""
        os.close(self.terminal)
        self.terminal = -1


def take_terminal() -> None:
    """Make standard input the terminal of the new session, and hang-ups count even if the test run ignores them."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@pytest.fixture
def run(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[LittleRun]:
    """A started run; whatever a failing test leaves of it is killed."""
    little = LittleRun(tmp_path)
    little.start(getattr(request, "param", False))
    yield little
    for pid in little.pids:
        if is_alive(pid):
            os.kill(pid, signal.SIGKILL)
    if little.terminal >= 0:
        os.close(little.terminal)
    little.make.wait()


WAYS_TO_END: dict[str, Callable[[LittleRun], None]] = {
    "Ctrl-C": LittleRun.press_ctrl_c,
    "the terminal is closed": LittleRun.close_terminal,
    "the shell hangs up": lambda run: os.kill(run.runner, signal.SIGHUP),
    "make is asked to stop": lambda run: os.kill(run.make.pid, signal.SIGTERM),
    "make is killed": lambda run: os.kill(run.make.pid, signal.SIGKILL),
    "the runner is asked to stop": lambda run: os.kill(run.runner, signal.SIGTERM),
    "the runner is killed": lambda run: os.kill(run.runner, signal.SIGKILL),
    "a part is killed": lambda run: os.kill(run.first_part, signal.SIGKILL),
}


@pytest.mark.parametrize("way", WAYS_TO_END)
def test_no_process_is_left_when(way: str, run: LittleRun) -> None:
    WAYS_TO_END[way](run)
    assert eventually(run.all_gone), subprocess.run(["ps", "-ef"], capture_output=True, text=True).stdout


@pytest.mark.parametrize("run", [True], indirect=True, ids=["stubborn"])
def test_a_part_whose_children_hold_on_does_not_hold_up_the_end(run: LittleRun) -> None:
    run.press_ctrl_c()
    assert eventually(run.all_gone)
    assert "did not stop in time" in run.screen


def test_a_part_that_dies_is_named_with_the_end_of_its_log(run: LittleRun) -> None:
    os.kill(run.first_part, signal.SIGTERM)
    assert eventually(run.all_gone)
    assert "first stopped by itself" in run.screen
    assert "The end of " in run.screen
    assert run.make.wait(PATIENCE_SECONDS)


def test_warnings_of_a_part_reach_the_screen(run: LittleRun) -> None:
    assert "first: WARNING this line belongs on the screen" in run.screen
