"""`make test-fast`: what can be tested without starting the whole system."""

from tools.environments import prepare
from tools.proof.suites import closing_lines, run_suites


def main(arguments: list[str]) -> int:
    """Further arguments go to pytest, in both Python worlds."""
    prepare()
    counts = run_suites(["-m", "not whole_system", *arguments])
    print(closing_lines(counts))
    return 1 if counts.failed else 0
