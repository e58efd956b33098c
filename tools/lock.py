"""`make lock`: pins every requirement with its hashes, without naming where packages come from.

What is tested is what runs: the lock of a test environment keeps to the versions of the one it extends.
"""

from pathlib import Path
from typing import NamedTuple

from tools.bootstrap import REPOSITORY, UV, uv_settings
from tools.steps import run_logged, step


class Lock(NamedTuple):
    """One lock file, made from the `.in` file beside it, for one Python, keeping to the versions in `follows`.

    `overrides` says what is put in place of requirements that packages declare.
    """

    lock: str
    python_version: str
    follows: str | None = None
    overrides: str | None = None


LOCKS = (
    Lock("tools/uv.txt", "3.9"),
    Lock("directory_api/requirements.txt", "3.12"),
    Lock("tests/requirements.txt", "3.12", "directory_api/requirements.txt"),
    Lock("tools/requirements.txt", "3.12", "tests/requirements.txt"),
    Lock("tools/bench/requirements.txt", "3.12", "tests/requirements.txt"),
    Lock("bot/requirements.txt", "3.10", overrides="bot/overrides.txt"),
    Lock("tests/bot/requirements.txt", "3.10", "bot/requirements.txt", "bot/overrides.txt"),
)


def compile_lock(lock: Lock, arguments: list[str]) -> None:
    """Resolve one; without `--upgrade` among the arguments the versions it has are kept."""
    source = Path(lock.lock).with_suffix(".in")
    shape = ["--universal", "--generate-hashes", "--no-header", "--no-emit-index-url", "--python-version"]
    follows = ["--constraint", lock.follows] if lock.follows else []
    overrides = ["--override", lock.overrides] if lock.overrides else []
    command = [UV, "pip", "compile", *shape, lock.python_version, *follows, *overrides, *arguments, source]
    run_logged([*command, "-o", lock.lock], "lock", uv_settings(), REPOSITORY)


def main(arguments: list[str]) -> int:
    """Each in turn: later ones follow earlier ones."""
    for lock in LOCKS:
        with step(lock.lock):
            compile_lock(lock, arguments)
    return 0
