"""Runs wrk, the load generator of Debian's package of that name."""

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tools.bootstrap import SetupError

SCRIPT = Path(__file__).with_name("varied.lua")
CONNECTIONS = 8
WARM_UP_SECONDS = 1
MOST_SECONDS = 60
MICROSECONDS = 1_000_000


@dataclass(frozen=True)
class Speed:
    """What one run of wrk showed. `p50` and `p95` are milliseconds."""

    per_second: float
    p50: float
    p95: float
    failed: int


def middle(speeds: Sequence[Speed]) -> Speed:
    """Of several runs the middle of each figure, and all that failed."""
    return Speed(
        median(one.per_second for one in speeds),
        median(one.p50 for one in speeds),
        median(one.p95 for one in speeds),
        sum(one.failed for one in speeds),
    )


def check_wrk() -> None:
    """Raise SetupError where wrk is missing."""
    if shutil.which("wrk") is None:
        raise SetupError("wrk is missing, and measures are taken with it. On Debian or Ubuntu: apt install wrk")


def measure(address: str, paths: Sequence[str], seconds: int, folder: Path, warm_up: bool) -> Speed:
    """Ask for the paths by chance, over a few connections, and return how fast answers came."""
    list_of_paths = folder / "paths.txt"
    list_of_paths.write_text("\n".join(paths) + "\n", encoding="utf-8")
    if warm_up:
        _run(address, list_of_paths, WARM_UP_SECONDS)
    speed = _run(address, list_of_paths, seconds)
    while not speed.per_second and seconds < MOST_SECONDS:
        seconds *= 4  # not one answer came in time
        speed = _run(address, list_of_paths, seconds)
    return speed


def _run(address: str, list_of_paths: Path, seconds: int) -> Speed:
    options = [
        "--threads",
        "1",
        "--connections",
        str(CONNECTIONS),
        "--duration",
        f"{seconds}s",
        "--timeout",
        f"{MOST_SECONDS}s",
    ]
    command = ["wrk", *options, "--script", str(SCRIPT), address, "--", str(list_of_paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    result = re.search(r"^RESULT (.+)$", done.stdout, re.MULTILINE)
    if result is None:
        raise SetupError(f"wrk did not measure {address}: {done.stdout[-500:]}{done.stderr[-500:]}")
    values = json.loads(result[1])
    per_second = values["requests"] / (values["microseconds"] / MICROSECONDS)
    return Speed(per_second, values["p50"] / 1000, values["p95"] / 1000, values["failed"])
