"""Whatever happens to the guide, a visitor gets an answer with the numbers that help; and no log repeats a visitor."""

import asyncio
import logging
from copy import deepcopy
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from directory_api.chat_gateway import rasa_client
from directory_api.emergency_contacts import load_emergency_contacts
from tests.directory_api.chat_gateway.wire import REPLY, Answer, FakeGuide

CANARY = "zebra-in-the-attic"


def spoiled(**changes: Any) -> httpx.Response:
    """The usual reply with its first message changed."""
    reply = deepcopy(REPLY)
    reply["messages"][0] |= changes
    return httpx.Response(200, json=reply)


def contact(**changes: Any) -> dict[str, Any]:
    shown = {
        "id": "x",
        "name": "X",
        "number": "1",
        "tel": "tel:1",
        "url": None,
        "action": "call",
        "note": None,
        "hours": None,
    }
    return shown | changes


FAILURES: dict[str, Answer] = {
    "an error": httpx.Response(500, text="Traceback"),
    "its own failure": httpx.Response(503, json={"error": {"code": "guide_failed", "message": "", "field": None}}),
    "a refusal": httpx.Response(422, json={"error": {"code": "bad_message", "message": "", "field": None}}),
    "a redirect": httpx.Response(302, headers={"Location": "http://elsewhere.test/"}),
    "an empty list": httpx.Response(200, json=[]),
    "an empty object": httpx.Response(200, json={}),
    "no messages": httpx.Response(200, json=REPLY | {"messages": []}),
    "no words": spoiled(text=""),
    "a kind nobody knows": spoiled(kind="advert"),
    "a key nobody knows": spoiled(html="<b>hello</b>"),
    "a card that is none": spoiled(services=[{"name": "Half a card"}]),
    "an address that runs a script": spoiled(contacts=[contact(url="javascript:alert(1)")]),
    "a number that is none": spoiled(contacts=[contact(tel="javascript:alert(1)")]),
    "a danger nobody knows": httpx.Response(200, json=REPLY | {"understood": {"danger": "perhaps"}}),
    "a page": httpx.Response(200, text="<html>"),
    "half a reply": httpx.Response(200, text='{"messages": [{"text": "He'),
    "silence": httpx.ReadTimeout("too slow"),
    "a broken line": httpx.RemoteProtocolError("gone"),
    "no guide at all": httpx.ConnectError("refused"),
}


@pytest.mark.parametrize("answer", FAILURES.values(), ids=FAILURES.keys())
def test_a_guide_that_fails_becomes_the_emergency_reply(visitor: TestClient, guide: FakeGuide, answer: Answer) -> None:
    guide.answers(answer)
    reply = visitor.post("/chat/messages", json={"text": "he is going to hurt me"})
    assert reply.status_code == 200
    [message] = reply.json()["messages"]
    assert message["kind"] == "unavailable"
    shown = {contact["id"]: contact["number"] for contact in message["contacts"]}
    known = load_emergency_contacts()
    assert {"999", "childline", "samaritans"} <= set(shown)
    assert all(number == known[name].number for name, number in shown.items())


@pytest.mark.parametrize("answer", FAILURES.values(), ids=FAILURES.keys())
def test_a_message_is_sent_once_even_when_it_fails(visitor: TestClient, guide: FakeGuide, answer: Answer) -> None:
    guide.answers(answer)
    visitor.post("/chat/messages", json={"text": "hello"})
    assert len(guide.heard) == 1


def test_a_guide_that_hangs_is_not_waited_for(
    visitor: TestClient, guide: FakeGuide, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(_: httpx.Request) -> httpx.Response:
        await asyncio.sleep(60)
        return httpx.Response(200, json=REPLY)

    monkeypatch.setattr(rasa_client, "ANSWER_SECONDS", 0.05)
    guide.answers(hang)
    reply = visitor.post("/chat/messages", json={"text": "hello"})
    assert reply.json()["messages"][0]["kind"] == "unavailable"


def test_the_conversation_goes_on_after_a_failure(visitor: TestClient, guide: FakeGuide) -> None:
    guide.answers(httpx.Response(503))
    visitor.post("/chat/messages", json={"text": "hello"})
    guide.answers(httpx.Response(200, json=REPLY))
    assert visitor.post("/chat/messages", json={"text": "hello again"}).json() == REPLY
    first, second = guide.heard
    assert first["conversation"] == second["conversation"]


SENT: dict[str, dict[str, Any]] = {
    "typed text": {"json": {"text": CANARY}},
    "text too long": {"json": {"text": CANARY * 100}},
    "an unknown choice": {"json": {"choice": CANARY}},
    "a refused key": {"json": {CANARY: CANARY}},
    "broken JSON": {"content": f'{{"text": "{CANARY}', "headers": {"Content-Type": "application/json"}},
    "a body too large": {"content": CANARY * 1000, "headers": {"Content-Type": "application/json"}},
}


@pytest.mark.parametrize("sent", SENT.values(), ids=SENT.keys())
@pytest.mark.parametrize("answer", [httpx.Response(200, json=REPLY), *FAILURES.values()], ids=["a reply", *FAILURES])
def test_no_log_repeats_a_visitor_or_names_a_conversation(
    visitor: TestClient,
    guide: FakeGuide,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    answer: Answer,
    sent: dict[str, Any],
) -> None:
    caplog.set_level(logging.DEBUG)
    guide.answers(answer)
    visitor.post("/chat/messages", **sent)
    visitor.post("/chat", data={"text": CANARY})
    visitor.post("/chat", files={"text": (None, CANARY), "send": (None, "yes")})
    visitor.post("/chat/forget")
    assert "POST /chat/messages" in caplog.text, "nothing was logged, so this test would see nothing"
    written = caplog.text + "".join(str(record.__dict__) for record in caplog.records) + "".join(capfd.readouterr())
    assert CANARY not in written
    assert not [body["conversation"] for body in guide.heard if body["conversation"] in written]


def test_no_log_holds_an_address(visitor: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    visitor.post("/chat/messages", json={"text": "hello"})
    assert "POST /chat/messages" in caplog.text
    assert "203.0.113.7" not in caplog.text
