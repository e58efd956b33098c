"""The API still answers as recorded in tests/recorded_replies, which the guide's tests replay."""

import json
import os
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

RECORDED = sorted((Path(__file__).resolve().parents[1] / "recorded_replies").glob("*.json"))


def test_there_are_recorded_replies() -> None:
    assert len(RECORDED) >= 8


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
def test_the_api_still_answers_as_recorded(client: TestClient, path: Path) -> None:
    recorded = json.loads(path.read_text(encoding="utf-8"))
    answer = client.get(recorded["request"])
    assert answer.status_code == 200
    if os.environ.get("RECORD"):
        recorded["reply"] = answer.json()
        path.write_text(json.dumps(recorded, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert answer.json() == recorded["reply"]
