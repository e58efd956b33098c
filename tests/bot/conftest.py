"""The running guide, shared by all tests here that talk to it, and a fresh visitor for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.guide_under_test import Conversation, GuideUnderTest
from tests.bot.replayed_directory import replayed_directory

START_AND_TEST_SECONDS = 600  # the first test also waits for the start, which may include training


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need the running guide are marked, so that a quick run can leave them out."""
    for item in items:
        if "guide" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.whole_system)
            item.add_marker(pytest.mark.timeout(START_AND_TEST_SECONDS))


@pytest.fixture(scope="session")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GuideUnderTest]:
    """The running guide. A test that takes a part away puts it back."""
    with GuideUnderTest(tmp_path_factory.mktemp("guide")) as running:
        yield running


@pytest.fixture
def visitor(guide: GuideUnderTest) -> Conversation:
    """A visitor nobody knows yet."""
    return guide.conversation()


@pytest.fixture(scope="session")
def bot_folder() -> Path:
    """Where the guide's sources are."""
    return Path(__file__).resolve().parents[2] / "bot"


@pytest.fixture
def directory(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The recorded directory; the paths that were asked for."""
    with replayed_directory() as (url, asked):
        monkeypatch.setenv("DIRECTORY_URL", url)
        yield asked


@pytest.fixture
def directory_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """A directory that nobody answers for."""
    monkeypatch.setenv("DIRECTORY_URL", "http://127.0.0.1:9")
