"""The whole service for tests in this folder: `guide`, started once, and `visitor`, a fresh conversation with it.

def test_…(guide, visitor):
    visitor.say("my daughter is 14, we're in Didcot")
    with guide.at("2025-01-15T23:00:00+00:00"): ...
    with guide.without_directory(): ...
    with guide.without_rasa(): ...
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.whole_system.running_guide import Conversation, RunningGuide

HERE = Path(__file__).resolve().parent
START_AND_TEST_SECONDS = 600  # the first test also waits for the start, which may include training


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is here, so that `make test-fast` can leave it out."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.whole_system)
            item.add_marker(pytest.mark.timeout(START_AND_TEST_SECONDS))


@pytest.fixture(scope="session")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningGuide]:
    """The running service. Its parts are shared; a test that changes something puts it back."""
    with RunningGuide(tmp_path_factory.mktemp("guide")) as running:
        yield running


@pytest.fixture
def visitor(guide: RunningGuide) -> Conversation:
    """A visitor nobody knows yet."""
    return guide.conversation()
