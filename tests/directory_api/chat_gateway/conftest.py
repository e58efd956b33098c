"""A visitor of the real web service, and a guide that is faked at the wire."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import respx
from fastapi.testclient import TestClient

from tests.directory_api.chat_gateway.wire import FakeGuide, served


@pytest.fixture
def guide() -> Iterator[FakeGuide]:
    """A guide that answers every turn with the same question, until told otherwise."""
    with respx.mock(assert_all_called=False) as router:
        yield FakeGuide(router)


@pytest.fixture
def visitor(guide: FakeGuide, tmp_path: Path) -> Iterator[TestClient]:
    """A visitor with cookies of their own and no rate limit."""
    with served(tmp_path) as client:
        yield client
