"""`make data-check`."""

from tools.environments import WEB, prepare
from tools.proof.checks import Check, run_checks


def data_check() -> Check:
    """The data pipeline's own check of services_data."""
    return Check("data-check", [WEB.python, "-m", "directory_api.data_pipeline", "check"])


def main(_: list[str]) -> int:
    """Say whether services_data is right, and if not, where it is wrong."""
    prepare()
    return 1 if run_checks([data_check()]) else 0
