"""Style and types of all Python in the repository."""

from collections.abc import Iterator

from tools.environments import WEB, prepare
from tools.proof.checks import Check, run_checks

RUFF = [WEB.python, "-m", "ruff"]


def style_checks() -> Iterator[Check]:
    """Each style check, for `make check` and `make test`."""
    yield Check("ruff", [*RUFF, "check", "--output-format=concise", "."])
    yield Check("ruff-format", [*RUFF, "format", "--check", "."])
    yield Check("mypy", [WEB.python, "-m", "mypy"])


def main(arguments: list[str]) -> int:
    """`make check`; `make format` passes `--fix`."""
    prepare()
    if "--fix" in arguments:
        run_checks([Check("ruff-format", [*RUFF, "format", "."]), Check("ruff", [*RUFF, "check", "--fix", "-q", "."])])
        return 0
    return 1 if run_checks(list(style_checks())) else 0
