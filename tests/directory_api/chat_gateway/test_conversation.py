"""A conversation belongs to one browser: the gateway names it, signs it, lets it lapse and forgets it when asked."""

import asyncio
import re
import time
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from itsdangerous import TimestampSigner

from directory_api.main import create_app
from tests.directory_api.chat_gateway.wire import REPLY, FakeGuide, served, settings

HELLO = {"text": "hello"}
CONVERSATION = re.compile(r"[0-9a-f]{32}")
INVENTED = "0123456789abcdef0123456789abcdef"


def conversations(guide: FakeGuide) -> list[str]:
    return [body["conversation"] for body in guide.heard]


def test_the_cookie_is_the_only_one_and_out_of_reach_of_scripts_and_other_sites(visitor: TestClient) -> None:
    [cookie] = visitor.post("/chat/messages", json=HELLO).headers.get_list("set-cookie")
    name, _, rest = cookie.partition("=")
    attributes = {part.strip().lower() for part in rest.split(";")[1:]}
    assert name == "session"
    assert attributes == {"httponly", "path=/", "samesite=strict"}


def test_over_https_the_cookie_never_travels_unencrypted(guide: FakeGuide, tmp_path: Path) -> None:
    with served(tmp_path, cookie_secure=True) as visitor:
        [cookie] = visitor.post("/chat/messages", json=HELLO).headers.get_list("set-cookie")
        visitor.post("/chat/messages", json=HELLO)
    assert cookie.startswith("__Host-session=")
    assert "secure" in cookie.lower()
    first, second = conversations(guide)
    assert first == second


def test_a_conversation_goes_on_under_one_random_name(visitor: TestClient, guide: FakeGuide) -> None:
    for _ in range(3):
        visitor.post("/chat/messages", json=HELLO)
    assert len(set(conversations(guide))) == 1
    assert CONVERSATION.fullmatch(conversations(guide)[0])


def test_two_visitors_are_two_conversations(visitor: TestClient, guide: FakeGuide) -> None:
    visitor.post("/chat/messages", json=HELLO)
    visitor.cookies.clear()
    visitor.post("/chat/messages", json=HELLO)
    assert len(set(conversations(guide))) == 2


@pytest.mark.parametrize(
    "value", [INVENTED, f"{INVENTED}.aaaa.bbbb", "", ".", "a" * 3000, "é".encode().decode("latin-1")]
)
def test_a_conversation_that_a_browser_makes_up_is_ignored(visitor: TestClient, guide: FakeGuide, value: str) -> None:
    answer = visitor.post("/chat/messages", json=HELLO, headers={"Cookie": f"session={value}".encode("latin-1")})
    assert answer.status_code == 200
    assert CONVERSATION.fullmatch(conversations(guide)[0])
    assert conversations(guide)[0] != INVENTED


def test_a_real_signature_does_not_carry_another_conversation(visitor: TestClient, guide: FakeGuide) -> None:
    visitor.post("/chat/messages", json=HELLO)
    _, _, signature = visitor.cookies["session"].partition(".")
    visitor.cookies.clear()
    visitor.post("/chat/messages", json=HELLO, headers={"Cookie": f"session={INVENTED}.{signature}"})
    assert INVENTED not in conversations(guide)


def test_a_cookie_from_before_a_restart_begins_a_new_conversation(guide: FakeGuide, tmp_path: Path) -> None:
    with served(tmp_path) as visitor:
        visitor.post("/chat/messages", json=HELLO)
        kept = visitor.cookies["session"]
    with served(tmp_path) as visitor:
        visitor.post("/chat/messages", json=HELLO, headers={"Cookie": f"session={kept}"})
    assert len(set(conversations(guide))) == 2


@pytest.mark.parametrize(("idle_minutes", "goes_on"), [(29, True), (31, False)])
def test_thirty_idle_minutes_end_a_conversation(
    visitor: TestClient, guide: FakeGuide, monkeypatch: pytest.MonkeyPatch, idle_minutes: int, goes_on: bool
) -> None:
    visitor.post("/chat/messages", json=HELLO)
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: int(time.time()) + idle_minutes * 60)
    visitor.post("/chat/messages", json=HELLO)
    first, second = conversations(guide)
    assert (first == second) is goes_on


def test_every_reply_starts_the_thirty_minutes_again(
    visitor: TestClient, guide: FakeGuide, monkeypatch: pytest.MonkeyPatch
) -> None:
    for minutes in (0, 20, 40, 60):
        monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _, m=minutes: int(time.time()) + m * 60)
        visitor.post("/chat/messages", json=HELLO)
    assert len(set(conversations(guide))) == 1


def test_opening_the_chat_again_begins_anew_and_forgets_what_was(visitor: TestClient, guide: FakeGuide) -> None:
    visitor.post("/chat/messages", json=HELLO)
    visitor.post("/chat/messages")
    visitor.post("/chat/messages", json=HELLO)
    before, greeted, after = conversations(guide)
    assert guide.told_to_forget == [before]
    assert before != greeted == after


def test_forgetting_deletes_on_both_sides(visitor: TestClient, guide: FakeGuide) -> None:
    visitor.post("/chat/messages", json=HELLO)
    answer = visitor.post("/chat/forget")
    assert answer.status_code == 204
    assert answer.content == b""
    assert "session" not in visitor.cookies
    assert guide.told_to_forget == conversations(guide)


@pytest.mark.parametrize(
    "answer", [httpx.Response(500), httpx.ConnectError("refused"), httpx.ReadTimeout("slow")], ids=repr
)
def test_the_browser_forgets_even_if_the_guide_cannot(
    visitor: TestClient, guide: FakeGuide, answer: httpx.Response | Exception
) -> None:
    visitor.post("/chat/messages", json=HELLO)
    guide.forgotten.side_effect = [answer, answer]
    assert visitor.post("/chat/forget").status_code == 204
    assert "session" not in visitor.cookies


def test_forgetting_is_tried_a_second_time(visitor: TestClient, guide: FakeGuide) -> None:
    visitor.post("/chat/messages", json=HELLO)
    guide.forgotten.side_effect = [httpx.ConnectError("refused"), httpx.Response(204)]
    visitor.post("/chat/forget")
    assert guide.told_to_forget == conversations(guide) * 2


def test_forgetting_nothing_is_fine(visitor: TestClient, guide: FakeGuide) -> None:
    assert visitor.post("/chat/forget").status_code == 204
    assert visitor.post("/chat/forget", headers={"Cookie": f"session={INVENTED}"}).status_code == 204
    assert guide.told_to_forget == []


def test_a_turn_under_way_cannot_outlive_forgetting(guide: FakeGuide, tmp_path: Path) -> None:
    """The guide saves a conversation when a turn ends, so the deletion has to come after it."""
    order: list[str] = []

    async def slow(_: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0.1)
        order.append("turn ended")
        return httpx.Response(200, json=REPLY)

    def forget(_: httpx.Request) -> httpx.Response:
        order.append("forgotten")
        return httpx.Response(204)

    async def leave_in_the_middle() -> None:
        app = create_app(settings(tmp_path))
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://site.test") as browser,
        ):
            await browser.post("/chat/messages", json=HELLO)
            guide.answers(slow)
            turn = asyncio.create_task(browser.post("/chat/messages", json=HELLO))
            await asyncio.sleep(0.03)
            await browser.post("/chat/forget")
            await turn

    guide.forgotten.side_effect = forget
    asyncio.run(leave_in_the_middle())
    assert order == ["turn ended", "forgotten"]
