"""`make test`: style, types, data, the guide's training data, then every test that can run on this machine."""

import os
from concurrent.futures import ThreadPoolExecutor

from tools.data_check import data_check
from tools.environments import BOT, GUIDE, prepare
from tools.guide_model import QUIET, READ_BY_RASA, train_if_changed
from tools.proof.checks import Check, passes, run_checks
from tools.proof.style import style_checks
from tools.proof.suites import closing_lines, run_suites


def guide_checks() -> list[str]:
    """Rasa's own check of the guide's data, then a model for the tests; names of what failed."""
    validate = [GUIDE.python, "-m", "rasa", "data", "validate", "--fail-on-warnings"]
    what = ["--domain", "domain", "--data", *READ_BY_RASA, "--config", "config.yml"]
    failed = run_checks([Check("rasa-data-validate", [*validate, *what], BOT, {**os.environ, **QUIET})])
    return failed if passes("train", train_if_changed) else [*failed, "train"]


def main(_: list[str]) -> int:
    """Everything runs, whatever fails on the way. A failed check counts as one failure in the last line."""
    prepare()
    with ThreadPoolExecutor() as pool:
        guide = pool.submit(guide_checks)
        failed = run_checks([*style_checks(), data_check()]) + guide.result()
    counts = run_suites([])
    counts.failed += len(failed)
    print(closing_lines(counts))
    return 1 if counts.failed else 0
