"""One look says which part is down, soon, and gives nothing away."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import respx
from sqlmodel import Session, SQLModel

from directory_api.chat_gateway import health
from directory_api.database import make_engine
from directory_api.models import Dataset
from tests.directory_api.chat_gateway.wire import ACTIONS, GUIDE, FakeGuide, served

UP = httpx.Response(200)
DOWN = httpx.ConnectError("refused")


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    """A folder whose database holds a data set."""
    engine = make_engine(f"sqlite:///{tmp_path / 'directory.db'}")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Dataset(version="1", loaded_at=datetime(2026, 11, 1, tzinfo=UTC)))
        session.commit()
    engine.dispose()
    return tmp_path


@pytest.mark.parametrize(
    ("guide_answers", "actions_answer", "status", "parts"),
    [
        (UP, UP, "ok", {"guide": "ok", "actions": "ok"}),
        (DOWN, UP, "degraded", {"guide": "down", "actions": "ok"}),
        (UP, DOWN, "degraded", {"guide": "ok", "actions": "down"}),
        (httpx.Response(500), httpx.ReadTimeout("slow"), "degraded", {"guide": "down", "actions": "down"}),
    ],
)
def test_each_part_is_told_apart(
    loaded: Path,
    guide_answers: httpx.Response | Exception,
    actions_answer: httpx.Response | Exception,
    status: str,
    parts: dict[str, str],
) -> None:
    with respx.mock(assert_all_called=False) as router, served(loaded) as visitor:
        guide = FakeGuide(router)
        guide.alive.side_effect = [guide_answers]
        guide.actions.side_effect = [actions_answer]
        answer = visitor.get("/health")
    assert answer.json() == {"status": status, "parts": {"database": "ok"} | parts}
    assert answer.status_code == 200, "the pages and the emergency numbers still work"
    assert GUIDE not in answer.text
    assert ACTIONS not in answer.text


def test_without_the_directory_the_service_is_not_ready(tmp_path: Path) -> None:
    with respx.mock(assert_all_called=False) as router, served(tmp_path) as visitor:
        FakeGuide(router)
        answer = visitor.get("/health")
    assert answer.status_code == 503
    assert answer.json()["status"] == "degraded"
    assert answer.json()["parts"]["database"] == "down"


def test_a_part_that_hangs_counts_as_down(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang(_: httpx.Request) -> httpx.Response:
        await asyncio.sleep(60)
        return UP

    monkeypatch.setattr(health, "SECONDS", 0.05)
    with respx.mock(assert_all_called=False) as router, served(loaded) as visitor:
        FakeGuide(router).alive.side_effect = hang
        assert visitor.get("/health").json()["parts"]["guide"] == "down"
