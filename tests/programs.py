"""Finds the programs some tests need on the machine. Standard library only: both Python worlds load this file."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

HOW_TO_INSTALL = {
    "chromium": "a Chromium or Chrome browser",
    "postgresql": "the PostgreSQL server",
    "redis": "the Redis server",
    "docker": "a running Docker engine with docker-compose",
}


def chromium() -> str | None:
    """Path of a Chromium-like browser."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next(filter(None, map(shutil.which, names)), None)


def postgresql() -> str | None:
    """Folder that holds `initdb` and `postgres`; Debian keeps it off the PATH, so the newest version there wins."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = str(installed[-1]) if installed else shutil.which("initdb")
    return str(Path(found).resolve().parent) if found else None


def redis() -> str | None:
    """Path of `redis-server`."""
    return shutil.which("redis-server")


def docker() -> str | None:
    """Path of the Docker client, where an engine answers on its usual socket."""
    return shutil.which("docker") if Path("/var/run/docker.sock").exists() else None


FINDERS: dict[str, Callable[[], str | None]] = {
    "chromium": chromium,
    "postgresql": postgresql,
    "redis": redis,
    "docker": docker,
}


def require(program: str) -> str:
    """Where `program` is. Without it the test is skipped by name, or fails under CI=true, where nothing may be missing.

    Raises KeyError for a program that has no finder above.
    """
    found = FINDERS[program]()
    if found:
        return found
    reason = f"no {program}: needs {HOW_TO_INSTALL[program]}"
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI must not skip this test: {reason}", pytrace=False)
    pytest.skip(reason)
