"""Too long, too large or too often: each has a kind answer, nothing is lost, and no address is kept."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from directory_api.chat_gateway.rate_limit import CONVERSATIONS_PER_ADDRESS
from directory_api.emergency_contacts import load_emergency_contacts
from tests.directory_api.chat_gateway.wire import FakeGuide, served

HELLO = {"text": "hello"}


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("a" * 1_000, True),
        ("a" * 1_001, False),
        ("  " + "a" * 1_000 + "\n", True),
        ("ä" * 1_000, True),
        ("😢" * 1_000, True),
        ("क" * 1_001, False),
        ("a\r\n" * 500, True),
    ],
    ids=lambda value: f"{len(value)} × {value.strip()[0]}" if isinstance(value, str) else "",
)
def test_a_thousand_characters_are_read_in_any_writing(
    visitor: TestClient, guide: FakeGuide, text: str, is_read: bool
) -> None:
    # Sent as a browser sends it: in UTF-8, not escaped.
    body = f'{{"text": "{text}"}}'.replace("\r", "\\r").replace("\n", "\\n").encode()
    answer = visitor.post("/chat/messages", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 200
    assert bool(guide.heard) is is_read


def test_a_longer_message_gets_a_kind_reply_with_people_to_call(visitor: TestClient) -> None:
    [message] = visitor.post("/chat/messages", json={"text": "a" * 1_001}).json()["messages"]
    assert message["kind"] == "text"
    assert "1,000 characters" in message["text"]
    assert [contact["id"] for contact in message["contacts"]] == ["999", "childline"]


@pytest.mark.parametrize("address", ["/chat/messages", "/chat"])
@pytest.mark.parametrize(("size", "accepted"), [(8_192, True), (8_193, False), (1_000_000, False)])
@pytest.mark.parametrize("declared", [True, False], ids=["declared", "streamed"])
def test_a_body_over_8_kb_is_not_read(
    visitor: TestClient, guide: FakeGuide, address: str, size: int, accepted: bool, declared: bool
) -> None:
    kind = "application/json" if address == "/chat/messages" else "application/x-www-form-urlencoded"
    start, end = ('{"text": "hello"', "}") if address == "/chat/messages" else ("text=hello&send=", "")
    body = (start + " " * (size - len(start) - len(end)) + end).encode()
    content: Any = body if declared else iter([body[:5_000], body[5_000:]])
    answer = visitor.post(address, content=content, headers={"Content-Type": kind})
    assert answer.status_code == (200 if accepted else 413)
    assert bool(guide.heard) is accepted


def test_a_body_too_large_is_refused_in_the_one_shape(visitor: TestClient) -> None:
    answer = visitor.post("/chat/messages", content=b" " * 9_000, headers={"Content-Type": "application/json"})
    assert set(answer.json()["error"]) == {"code", "message", "field"}


def statuses(visitor: TestClient, times: int, keep_cookie: bool = True) -> list[int]:
    """Say hello so often, as one conversation or as a new one each time."""
    found = []
    for _ in range(times):
        if not keep_cookie:
            visitor.cookies.clear()
        found.append(visitor.post("/chat/messages", json=HELLO).status_code)
    return found


def test_one_conversation_may_write_so_often_and_no_more(guide: FakeGuide, tmp_path: Path) -> None:
    with served(tmp_path, chat_rate_limit="3/minute") as visitor:
        # The first message makes the conversation, so it counts for the address alone.
        assert statuses(visitor, 5) == [200, 200, 200, 200, 429]
    assert len(guide.heard) == 4


def test_one_address_may_hold_many_conversations_but_not_without_end(guide: FakeGuide, tmp_path: Path) -> None:
    with served(tmp_path, chat_rate_limit="2/minute") as visitor:
        allowed = 2 * CONVERSATIONS_PER_ADDRESS
        assert statuses(visitor, allowed + 1, keep_cookie=False) == [200] * allowed + [429]


def test_another_visitor_is_not_held_back(guide: FakeGuide, tmp_path: Path) -> None:
    with served(tmp_path, chat_rate_limit="1/minute") as visitor:
        assert statuses(visitor, 3)[-1] == 429
        visitor.cookies.clear()
        assert statuses(visitor, 1) == [200]


@pytest.mark.parametrize(
    ("first", "second", "counts_as_one"),
    [
        ("203.0.113.7", "203.0.113.7", True),
        ("203.0.113.7", "203.0.113.8", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("testclient", "testclient", True),
    ],
)
def test_an_ipv6_network_counts_as_one_address(
    guide: FakeGuide, tmp_path: Path, first: str, second: str, counts_as_one: bool
) -> None:
    with served(tmp_path, client=(first, 1), chat_rate_limit="1/minute") as visitor:
        statuses(visitor, CONVERSATIONS_PER_ADDRESS, keep_cookie=False)
        with_other_address = TestClient(visitor.app, base_url="http://site.test", client=(second, 2))
        assert statuses(with_other_address, 1) == [429 if counts_as_one else 200]


def test_off_means_off(visitor: TestClient) -> None:
    assert set(statuses(visitor, 60)) == {200}


def test_over_the_limit_a_visitor_reads_when_to_try_again_and_whom_to_call(guide: FakeGuide, tmp_path: Path) -> None:
    with served(tmp_path, chat_rate_limit="1/minute") as visitor:
        statuses(visitor, 2)
        answer = visitor.post("/chat/messages", json=HELLO)
    error = answer.json()["error"]
    assert error["code"] == "too_many_messages"
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    contacts = load_emergency_contacts()
    assert contacts["999"].number in error["message"]
    assert contacts["childline"].number in error["message"]


def test_over_the_limit_a_plain_page_keeps_the_words_and_shows_whom_to_call(guide: FakeGuide, tmp_path: Path) -> None:
    with served(tmp_path, chat_rate_limit="1/minute") as visitor:
        statuses(visitor, 2)
        answer = visitor.post("/chat", data={"text": "half a thought"})
    assert answer.status_code == 429
    assert "Retry-After" in answer.headers
    assert ">half a thought</textarea>" in answer.text
    assert "Please wait a minute" in answer.text
    assert 'href="tel:999"' in answer.text


def test_leaving_is_never_limited(guide: FakeGuide, tmp_path: Path) -> None:
    with served(tmp_path, chat_rate_limit="1/minute") as visitor:
        statuses(visitor, 3)
        assert {visitor.post("/chat/forget").status_code for _ in range(5)} == {204}
        assert visitor.get("/leave", follow_redirects=False).status_code == 303


def test_no_address_is_kept_in_what_is_counted(guide: FakeGuide, tmp_path: Path) -> None:
    with served(tmp_path, chat_rate_limit="30/minute") as visitor:
        statuses(visitor, 2)
        kept = everything_in(visitor.app.state.chat)
    assert guide.heard[0]["conversation"] not in kept
    assert "203.0.113.7" not in kept
    assert "LIMITER/" in kept, "the counts were not found, so this test would see nothing"


def everything_in(thing: Any, depth: int = 8) -> str:
    """Return all text held by an object and what it holds."""
    if isinstance(thing, str | bytes | int | float | None):
        return repr(thing)
    if depth == 0:
        return ""
    if isinstance(thing, dict):
        held = [*thing.keys(), *thing.values()]
    elif isinstance(thing, list | tuple | set):
        held = list(thing)
    else:
        held = list(getattr(thing, "__dict__", {}).values())
    return " ".join(everything_in(part, depth - 1) for part in held)
