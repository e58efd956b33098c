"""Exit works from everywhere, at once, without conditions, and leaves nothing of the chat on either side."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.website.conftest import Site, Visit, eventually
from tests.website.conversation import open_chat, say, walk

pytestmark = pytest.mark.requires("chromium")

WEATHER = "https://www.bbc.co.uk/weather"
WAYS_OUT: dict[str, Callable[[Page], None]] = {
    "the button": lambda page: page.get_by_role("link", name="Exit").click(),
    "Shift three times": lambda page: [page.keyboard.press("Shift") for _ in range(3)] and None,
    "Escape three times": lambda page: [page.keyboard.press("Escape") for _ in range(3)] and None,
}


@pytest.mark.parametrize("leave", WAYS_OUT.values(), ids=WAYS_OUT.keys())
@pytest.mark.parametrize("address", ["/", "/before-you-start", "/chat"])
def test_every_way_out_leads_to_the_weather_from_every_page(
    page: Page, address: str, leave: Callable[[Page], None]
) -> None:
    page.goto(address)
    leave(page)
    page.wait_for_url(WEATHER)


@pytest.mark.parametrize("leave", WAYS_OUT.values(), ids=WAYS_OUT.keys())
def test_leaving_deletes_the_conversation_and_its_cookie(
    visit: Visit, site: Site, leave: Callable[[Page], None]
) -> None:
    walk(visit.page)
    [conversation] = site.guide.conversations
    visit.page.get_by_label("Type a message").fill("half a thought")
    leave(visit.page)
    visit.page.wait_for_url(WEATHER)
    eventually(visit.page, lambda: conversation in site.guide.forgotten)
    assert site.guide.conversations == {}
    eventually(visit.page, lambda: visit.context.cookies(site.url) == [])


@pytest.mark.parametrize("weather", ["never answers", "cannot be reached"])
def test_the_page_is_blank_before_the_next_one_comes(visit: Visit, weather: str) -> None:
    page = visit.page
    walk(page)
    page.get_by_label("Type a message").fill("half a thought")
    page.route(WEATHER, lambda route: route.abort() if weather == "cannot be reached" else None)
    left_behind = page.evaluate(
        "() => { document.getElementById('exit').click(); return [document.body.childNodes.length, document.title]; }"
    )
    assert left_behind == [0, ""]


def test_exit_works_while_the_guide_hangs(visit: Visit, site: Site) -> None:
    page = visit.page
    open_chat(page)
    site.guide.seconds = 3
    page.get_by_role("button", name="I'm under 18").click()
    page.get_by_role("link", name="Exit").click()
    page.wait_for_url(WEATHER, timeout=2_000)


def test_back_shows_nothing_of_the_chat(visit: Visit, site: Site) -> None:
    page = visit.page
    page.goto("/before-you-start")
    walk(page)
    page.get_by_role("link", name="Exit").click()
    page.wait_for_url(WEATHER)
    page.go_back()
    expect(page).to_have_url(f"{site.url}/before-you-start")


def test_coming_back_from_another_page_shows_nothing_of_the_chat(visit: Visit) -> None:
    page = visit.page
    walk(page)
    page.get_by_label("Type a message").fill("half a thought")
    page.goto("/before-you-start")
    page.go_back()
    expect(page.get_by_role("button", name="I'm under 18")).to_be_visible()
    expect(page.locator("article")).to_have_count(0)
    expect(page.get_by_label("Type a message")).to_have_value("")


def test_a_page_that_is_left_keeps_nothing_in_the_browsers_memory(page: Page) -> None:
    walk(page)
    page.get_by_label("Type a message").fill("half a thought")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    expect(page.locator("#log")).to_be_empty()
    expect(page.locator("#understood")).to_be_empty()
    expect(page.get_by_label("Type a message")).to_have_value("")


def test_a_page_that_the_browser_kept_comes_back_empty(page: Page) -> None:
    walk(page)
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(page.locator("article")).to_have_count(0)


def test_shift_three_times_works_with_focus_in_the_text_box(page: Page) -> None:
    open_chat(page)
    page.get_by_label("Type a message").focus()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(WEATHER)


@pytest.mark.parametrize(
    "keys",
    [
        ["Shift", "Shift"],
        ["Escape", "Escape", "Shift"],
        ["Shift", "Shift", "a", "Shift"],
        ["Shift+A", "Shift+B", "Shift+C", "Shift+D"],
    ],
    ids=str,
)
def test_ordinary_typing_does_not_leave(page: Page, site: Site, keys: list[str]) -> None:
    open_chat(page)
    box = page.get_by_label("Type a message")
    box.focus()
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_timeout(150)
    assert page.url == f"{site.url}/chat"


def test_three_slow_presses_do_not_leave(page: Page, site: Site) -> None:
    page.clock.install()
    open_chat(page)
    for _ in range(3):
        page.keyboard.press("Shift")
        page.clock.fast_forward(3_000)
    assert page.url == f"{site.url}/chat"


@pytest.mark.parametrize("height", [812, 500])
def test_the_exit_stays_in_reach_while_the_page_scrolls(page: Page, height: int) -> None:
    page.set_viewport_size({"width": 375, "height": height})
    walk(page)
    page.evaluate("scrollTo({top: 99999, behavior: 'instant'})")
    box = page.get_by_role("link", name="Exit").bounding_box()
    assert box
    assert 0 <= box["y"] < 40
    assert box["height"] >= 44
    assert box["width"] >= 44


def test_thirty_idle_minutes_wipe_both_sides(visit: Visit, site: Site) -> None:
    page = visit.page
    page.clock.install()
    walk(page)
    [conversation] = site.guide.conversations
    page.get_by_label("Type a message").fill("half a thought")
    page.clock.fast_forward("29:00")
    expect(page.locator("article").first).to_be_visible()
    page.clock.fast_forward("02:00")
    expect(page.locator("article")).to_have_count(0)
    expect(page.get_by_label("Type a message")).to_have_value("")
    expect(page.get_by_text("Nothing happened for 30 minutes")).to_be_visible()
    eventually(page, lambda: conversation in site.guide.forgotten)
    page.get_by_role("button", name="Start again").click()
    expect(page.get_by_role("button", name="I'm under 18")).to_be_visible()


def test_somebody_who_is_reading_is_not_idle(page: Page) -> None:
    page.clock.install()
    walk(page)
    for _ in range(3):
        page.clock.fast_forward("20:00")
        page.mouse.wheel(0, -50)
        page.keyboard.press("Tab")
    expect(page.locator("article").first).to_be_visible()


def test_a_turn_under_way_does_not_come_back_after_forgetting(page: Page, site: Site) -> None:
    open_chat(page)
    site.guide.seconds = 0.5
    page.get_by_role("button", name="I'm under 18").click()
    page.get_by_role("button", name="Forget this chat").click()
    page.wait_for_timeout(1_500)
    expect(page.get_by_text("Where do you live?")).to_have_count(0)
    expect(page.locator("[data-kind=unavailable]")).to_have_count(0)
    expect(page.get_by_role("button", name="I'm under 18")).to_be_visible()


def test_the_sign_off_is_the_same_for_everybody(page: Page) -> None:
    """Nothing about the visitor goes along: no query, no fragment, no referrer."""
    sent: list[tuple[str, str | None]] = []
    page.on("request", lambda request: sent.append((request.url, request.headers.get("referer"))))
    walk(page)
    say(page, "type", "danger")
    page.get_by_role("link", name="Exit").click()
    page.wait_for_url(WEATHER)
    assert [found for found in sent if "bbc" in found[0]] == [(WEATHER, None)]
