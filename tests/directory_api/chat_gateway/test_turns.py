"""What a visitor sends reaches the guide as meant, and what the guide says reaches the visitor; nothing else does."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.directory_api.chat_gateway.wire import REPLY, FakeGuide

CANARY = "zebra-in-the-attic"
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("sent", "reaches_the_guide"),
    [
        ({}, {"greet": True}),
        ({"text": None}, {"greet": True}),
        ({"text": "hello"}, {"text": "hello"}),
        ({"text": "  hello \r\nyou\r"}, {"text": "hello \nyou"}),
        ({"text": "hel\u0000lo\u0007"}, {"text": "hello"}),
        ({"text": "half an emoji \ud83d"}, {"text": "half an emoji"}),
        ({"text": "ich bin müde 😢 میں"}, {"text": "ich bin müde 😢 میں"}),
        ({"text": ""}, {"text": ""}),
        ({"text": "   "}, {"text": ""}),
        ({"text": "/restart"}, {"text": "/restart"}),
        ({"text": '/inform{"area": "x"}'}, {"text": '/inform{"area": "x"}'}),
        ({"choice": "area.slough"}, {"choice": "area.slough"}),
        ({"choice": "never.heard.of"}, {"choice": "never.heard.of"}),
        ({"text": None, "choice": "start_over"}, {"choice": "start_over"}),
    ],
)
def test_a_turn_reaches_the_guide_as_it_was_meant(
    visitor: TestClient, guide: FakeGuide, sent: dict[str, Any], reaches_the_guide: dict[str, Any]
) -> None:
    assert visitor.post("/chat/messages", content=json.dumps(sent), headers=JSON).status_code == 200
    [body] = guide.heard
    assert body.pop("conversation")
    assert body == reaches_the_guide


def test_an_empty_body_asks_for_the_greeting(visitor: TestClient, guide: FakeGuide) -> None:
    assert visitor.post("/chat/messages").status_code == 200
    assert guide.heard[0]["greet"] is True


def test_the_guides_reply_comes_through_unchanged(visitor: TestClient) -> None:
    answer = visitor.post("/chat/messages", json={"text": "hello"})
    assert answer.json() == REPLY


@pytest.mark.parametrize(
    "sent",
    [
        f'{{"text": "{CANARY}", "choice": "area.slough"}}',
        f'{{"text": "{CANARY}", "sender": "me"}}',
        f'{{"text": "{CANARY}", "conversation": "00000000000000000000000000000000"}}',
        f'{{"{CANARY}": "a key can be a cry for help too"}}',
        f'{{"choice": "{CANARY} with spaces"}}',
        f'{{"choice": "/{CANARY}"}}',
        f'{{"text": ["{CANARY}"]}}',
        f'{{"text": {{"{CANARY}": 1}}}}',
        f'["{CANARY}"]',
        f'"{CANARY}"',
        f'{{"text": "{CANARY}',
        f"{CANARY}",
        '{"text": 14}',
        "[" * 4_000,
        "NaN",
    ],
)
def test_what_is_not_one_turn_is_refused_without_repeating_it(visitor: TestClient, guide: FakeGuide, sent: str) -> None:
    answer = visitor.post("/chat/messages", content=sent, headers=JSON)
    assert answer.status_code in (400, 422)
    assert set(answer.json()) == {"error"}
    assert set(answer.json()["error"]) == {"code", "message", "field"}
    assert CANARY not in answer.text
    assert guide.heard == []


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", None])
def test_another_sites_form_cannot_speak_for_a_visitor(
    visitor: TestClient, guide: FakeGuide, content_type: str | None
) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    answer = visitor.post("/chat/messages", content=b'{"text": "hello"}', headers=headers)
    assert answer.status_code == 422
    assert guide.heard == []


def test_bytes_that_are_no_text_are_refused(visitor: TestClient) -> None:
    answer = visitor.post("/chat/messages", content=b'{"text": "\xff\xfe"}', headers=JSON)
    assert answer.status_code in (400, 422)
    assert set(answer.json()) == {"error"}


def test_only_post_speaks(visitor: TestClient) -> None:
    answer = visitor.get("/chat/messages")
    assert answer.status_code == 405
    assert set(answer.json()) == {"error"}
