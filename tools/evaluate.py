"""`make evaluate`: how well messages are read that nothing was tuned on."""

import os
import subprocess

from tools.bootstrap import REPOSITORY
from tools.environments import BOT, GUIDE, prepare


def main(_: list[str]) -> int:
    """Print the figures of tests/bot/evaluation, then every message that was read wrong."""
    prepare()
    command = [str(GUIDE.python), "-m", "tests.bot.evaluation.measure"]
    return subprocess.run(command, cwd=REPOSITORY, env={**os.environ, "PYTHONPATH": str(BOT)}, check=False).returncode
