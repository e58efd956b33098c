"""`make evaluate`: how well messages are understood that nothing was tuned on."""

import os
import subprocess

from tools.bootstrap import REPOSITORY
from tools.environments import BOT, GUIDE, prepare
from tools.guide_model import QUIET, train_if_changed


def main(arguments: list[str]) -> int:
    """Print the figures of tests/bot/evaluation, then every message that was read wrong."""
    prepare()
    command = [str(GUIDE.python), "-m", "tests.bot.evaluation", str(train_if_changed()), *arguments]
    environment = {**os.environ, **QUIET, "PYTHONPATH": str(BOT)}
    return subprocess.run(command, cwd=REPOSITORY, env=environment, check=False).returncode
