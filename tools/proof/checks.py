"""Commands that either agree with the tree or say what is wrong with it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools.bootstrap import REPOSITORY, SetupError
from tools.steps import run_logged, say


@dataclass(frozen=True)
class Check:
    """One command; its name is also that of its log."""

    name: str
    command: Sequence[object]
    folder: Path = REPOSITORY
    environment: dict[str, str] | None = field(default=None)

    def run(self) -> None:
        """Raises SetupError with the last lines of what it found."""
        run_logged(self.command, self.name, self.environment, self.folder)


def passes(name: str, run: Callable[[], object]) -> bool:
    """Run one check, print its line, and its findings if it fails."""
    started = time.monotonic()
    try:
        run()
    except SetupError as error:
        say(f"{name}: FAILED", time.monotonic() - started)
        print(error, flush=True)
        return False
    say(f"{name}: fine", time.monotonic() - started)
    return True


def run_checks(checks: Sequence[Check]) -> list[str]:
    """Run every check, even after one fails, and return the names of those that did."""
    return [check.name for check in checks if not passes(check.name, check.run)]
