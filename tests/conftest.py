"""What every test may use. Loaded by both Python worlds, so standard library and pytest only.

A test that needs a program says so, and is skipped by name where it is missing:

    @pytest.mark.requires("chromium", "redis")

Fixtures: `postgres_url` (an empty PostgreSQL database), `redis_url`, `chromium_path`.

`tests/bot` is collected by the guide's Python only, and everything else by the web service's.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import programs
from tests.throwaway_servers import PostgresServer, RedisServer

TESTS = Path(__file__).resolve().parent
IN_GUIDE_WORLD = sys.version_info < (3, 11)

if IN_GUIDE_WORLD:
    sys.path.insert(0, str(TESTS.parent / "bot"))


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out the tests of the other Python world."""
    if TESTS not in collection_path.parents:
        return None
    for_guide = collection_path.relative_to(TESTS).parts[0] == "bot"
    return True if for_guide != IN_GUIDE_WORLD else None


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, or fail under CI, before any fixture of the test starts."""
    for marker in item.iter_markers("requires"):
        for program in marker.args:
            programs.require(program)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Path of the browser, for playwright's `executable_path`."""
    return programs.require("chromium")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server of its own, with nothing in it, gone after the run."""
    with PostgresServer(programs.require("postgresql")) as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """Address of an empty PostgreSQL database that only this test sees, as `DATABASE_URL` takes it."""
    with postgres_server.new_database() as url:
        yield url


@pytest.fixture
def redis_url() -> Iterator[str]:
    """Address of an empty Redis server that only this test sees."""
    with RedisServer(programs.require("redis")) as url:
        yield url
