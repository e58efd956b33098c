"""`make measure-run`: how long a start takes until the first answer, and how much memory each part then holds."""

import signal
import subprocess
import sys
import time

import psutil

from tools.bootstrap import REPOSITORY
from tools.steps import say

MEBIBYTE = 2**20
SETTLE_SECONDS = 2.0
PARTS = {"directory_api.main:create_app": "directory_api", "rasa_sdk": "action_server", "rasa": "rasa"}


def part_of(process: psutil.Process) -> str:
    """Which part a process belongs to, by its command."""
    words = process.cmdline()
    return next((part for word, part in PARTS.items() if word in words), "make run itself")


def own_memory(process: psutil.Process) -> int:
    """Bytes of memory that would be free without it: shared pages count by their share where the system tells."""
    memory = process.memory_full_info()
    return int(getattr(memory, "pss", 0) or memory.rss)


def memory_by_part(run: psutil.Process) -> dict[str, float]:
    """Mebibytes of each part, the largest first."""
    sizes: dict[str, float] = {}
    for process in [run, *run.children(recursive=True)]:
        part = part_of(process)
        sizes[part] = sizes.get(part, 0.0) + own_memory(process) / MEBIBYTE
    return dict(sorted(sizes.items(), key=lambda item: -item[1]))


def main(_: list[str]) -> int:
    """Start, wait for the first answer, measure, stop, measure that too."""
    started = time.monotonic()
    command = [sys.executable, "-m", "tools", "run"]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as run:
        ready = False
        for line in run.stdout or ():
            print(line, end="", flush=True)
            if ready := line.startswith("Ready: "):
                break
        if not ready:
            return run.wait()
        say("make run to the first answer", time.monotonic() - started)
        time.sleep(SETTLE_SECONDS)
        sizes = memory_by_part(psutil.Process(run.pid))
        stopping = time.monotonic()
        run.send_signal(signal.SIGINT)
        run.communicate()
        say("Ctrl-C to the end", time.monotonic() - stopping)
    for part, size in {**sizes, "together": sum(sizes.values())}.items():
        print(f"  {part:<58} {size:6.0f} MiB")
    return 0
