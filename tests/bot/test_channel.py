"""The channel over HTTP: the contract, failures, forgetting, and no word of a visitor in any log."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.bot.guide_under_test import Conversation, GuideUnderTest

CANARY = "zanzibarquokka"
SLOWEST_ANSWER_SECONDS = 2.0


def test_it_says_that_it_is_there(guide: GuideUnderTest) -> None:
    assert guide.client.get("/").json() == {"status": "ok"}


@pytest.mark.parametrize(
    "body",
    [b"", b"no json", b"[]", b'{"text": "hi"}', b'{"conversation": "x", "text": "hi"}', b'{"text": "' + b"\xff" * 9],
)
def test_a_body_out_of_the_contract_is_refused_without_being_quoted(guide: GuideUnderTest, body: bytes) -> None:
    response = guide.client.post("/messages", content=body, headers={"content-type": "application/json"})
    assert response.status_code == 422
    assert set(response.json()["error"]) == {"code", "message", "field"}
    assert "hi" not in response.text.replace("which", "").replace("this", "")


def test_a_forgotten_conversation_is_gone(guide: GuideUnderTest) -> None:
    visitor = guide.conversation()
    visitor.choose("audience.parent_carer")
    assert visitor.choose("area.slough").understood["area"] == "Slough"
    visitor.forget()
    reply = visitor.send(greet=True)
    assert reply.understood == {"audience": None, "area": None, "age": None, "needs": [], "danger": "none"}
    assert reply.kinds == ["text", "question"], "the guide introduces itself anew"


@pytest.mark.parametrize("name", [uuid.uuid4().hex, "not-a-conversation"])
def test_forgetting_what_never_was_is_no_error(guide: GuideUnderTest, name: str) -> None:
    assert guide.client.delete(f"/conversations/{name}").status_code == 204


def test_two_visitors_at_once_do_not_mix(guide: GuideUnderTest) -> None:
    def visit(area: str) -> "str | None":
        visitor = guide.conversation([{"greet": True}, {"choice": "audience.adult"}, {"choice": f"area.{area}"}])
        return visitor.say("33").understood["area"]

    with ThreadPoolExecutor(4) as pool:
        names = list(pool.map(visit, ["slough", "reading", "wokingham", "oxfordshire"] * 2))
    assert names == ["Slough", "Reading", "Wokingham", "Oxfordshire"] * 2


def test_messages_sent_twice_at_once_are_answered_one_after_the_other(guide: GuideUnderTest) -> None:
    visitor = guide.conversation([{"greet": True}])
    with ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(visitor.choose, ["audience.adult", "audience.adult"]))
    assert [reply.understood["audience"] for reply in replies] == ["adult", "adult"]


def test_the_longest_message_is_answered_quickly(guide: GuideUnderTest, visitor: Conversation) -> None:
    started = time.monotonic()
    visitor.say("and then we went home and it went on like that " * 160)
    visitor.say("a" * 8_000)
    visitor.say("🙂" * 4_000)
    assert time.monotonic() - started < 3 * SLOWEST_ANSWER_SECONDS


def test_without_the_actions_the_channel_admits_it_failed_instead_of_saying_half(
    guide: GuideUnderTest, visitor: Conversation
) -> None:
    visitor.choose("audience.adult")
    with guide.without_actions():
        for message in ({"greet": True}, {"text": f"he will kill me {CANARY}"}, {"text": "hello"}):
            response = guide.client.post("/messages", json={"conversation": visitor.id, **message})
            assert response.status_code == 503
            assert response.json()["error"]["code"] == "guide_failed"
            assert CANARY not in response.text
    assert visitor.choose("area.slough").understood["area"] == "Slough", "and it goes on once they are back"


def test_without_the_directory_help_in_danger_still_comes_first(guide: GuideUnderTest, visitor: Conversation) -> None:
    with guide.without_directory():
        reply = visitor.say("im 13 in slough and someone raped me")
        assert reply.kinds[0] == "danger"
        assert "unavailable" in visitor.choose("need.sexual_violence").kinds
        assert {"999", "0800 1111"} <= set(reply.every("contacts", "number"))
    assert "recommendation" in visitor.choose("show.services").kinds


def test_no_word_of_a_visitor_is_in_any_log_at_the_most_talkative_level(guide: GuideUnderTest) -> None:
    visitor = guide.conversation()
    visitor.say(f"my name is {CANARY} and i live at 1 {CANARY} road")
    visitor.say(f"/{CANARY}")
    visitor.say(f'/inform{{"area": "{CANARY}"}}')
    visitor.say(f"he will kill me {CANARY}")
    visitor.say(f"im 14 and from slough {CANARY}")
    visitor.choose(CANARY)
    with guide.without_directory():
        visitor.say(f"i was raped in wokingham {CANARY}")
    with guide.without_actions():
        guide.client.post("/messages", json={"conversation": visitor.id, "text": f"{CANARY} hello"})
    guide.client.post("/messages", json={"conversation": CANARY, "text": CANARY})
    logs = guide.logs()
    assert "DEBUG" in logs or '"level": "debug"' in logs, "this proves nothing unless the logs are talkative"
    assert CANARY not in logs
