"""What the parts print: all of it to a log file each, warnings and errors to the screen too."""

import re
from collections.abc import Callable
from io import FileIO
from pathlib import Path

from honcho.printer import Message

LOUD = re.compile(r"\b(WARNING|ERROR|CRITICAL|FATAL)\b|^\[(warning|error|critical) *\]|^\w*(Error|Exception): ")
STOPPED = re.compile(r"^(?P<part>\w+) stopped \(rc=(?P<code>-?\d+)\)$")
STARTED = re.compile(r"^\w+ started \(pid=\d+\)$")
SYSTEM = "system"


class Screen:
    """A printer for honcho. What honcho tells only here is kept: when all have started, and which stopped first.

    `when_started` is called once, after the last of `parts` parts has been started; `when_stopping` once, as soon as
    the first of them is told to stop.
    """

    width = 0  # honcho sets it; lines are not padded here

    def __init__(
        self, folder: Path, parts: int, when_started: Callable[[], None], when_stopping: Callable[[], None]
    ) -> None:
        self.folder = folder
        self.to_start = parts
        self.when_started = when_started
        self.when_stopping: Callable[[], None] | None = when_stopping
        self.logs: dict[str, FileIO] = {}
        self.first_stopped: tuple[str, int] | None = None

    def log_path(self, name: str) -> Path:
        """Where all that a part printed can be read."""
        return self.folder / f"{name}.log"

    def log(self, name: str, line: str) -> None:
        """Write a line to the part's log of this run, opened anew at its first line.

        Unbuffered, because honcho also writes from its signal handler, and a buffer may not be entered twice.
        """
        if name not in self.logs:
            self.logs[name] = self.log_path(name).open("wb", buffering=0)
        self.logs[name].write(f"{line}\n".encode())

    def write(self, message: Message) -> None:
        """One line of a part, or of honcho itself."""
        data = message.data
        line = (data.decode("utf-8", "replace") if isinstance(data, bytes) else data).rstrip()
        if message.name == SYSTEM:
            self.note(line)
            return
        self.log(message.name, line)
        if LOUD.search(line):
            print(f"  {message.name}: {line}", flush=True)

    def note(self, line: str) -> None:
        """One line of honcho's own."""
        self.log("run", line)
        stopped = STOPPED.match(line)
        if stopped and not self.first_stopped:
            self.first_stopped = stopped["part"], int(stopped["code"])
        if STARTED.match(line):
            self.to_start -= 1
            if self.to_start == 0:
                self.when_started()
        if self.when_stopping and line.startswith("sending "):
            self.when_stopping()
            self.when_stopping = None
