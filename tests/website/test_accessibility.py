"""Anyone can use the pages: by keyboard, by screen reader, on a small or zoomed screen, in any colours."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.website.conftest import Site, Visit, visiting
from tests.website.conversation import WAY, last_turn, open_chat, say, say_plainly, walk

pytestmark = pytest.mark.requires("chromium")

TARGET = 44
# 320 CSS pixels is also what a 1280 pixel screen shows at 400 %.
NARROW = {"width": 320, "height": 640}
ZOOMED = {"width": 320, "height": 256}
DESKTOP = {"width": 1280, "height": 900}


def fail_first(page: Page) -> None:
    page.route("**/chat/messages", lambda route: route.abort())
    page.goto("/chat")
    expect(page.locator("[data-kind=unavailable]")).to_be_visible()


STATES: dict[str, Callable[[Page], object]] = {
    "front page": lambda page: page.goto("/"),
    "before you start": lambda page: page.goto("/before-you-start"),
    "chat": open_chat,
    "chat in danger": lambda page: walk(page, [("type", "danger")]),
    "chat with services": walk,
    "chat with changes": lambda page: (walk(page), page.locator("#understood summary").click()),
    "chat without the guide": fail_first,
}
LOOKS = {
    "phone": {},
    "desktop": {"viewport": DESKTOP},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "zoomed": {"viewport": ZOOMED},
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
@pytest.mark.parametrize("reach", STATES.values(), ids=STATES.keys())
def test_axe_finds_nothing(
    browser: Browser, site: Site, reach: Callable[[Page], object], look: dict[str, object]
) -> None:
    with visiting(browser, site, reduced_motion="reduce", **look) as visit:
        reach(visit.page)
        results = Axe().run(visit.page, options={"resultTypes": ["violations"]})
    assert results.violations_count == 0, results.generate_report()


def test_axe_finds_nothing_without_the_script(browser: Browser, site: Site) -> None:
    """The forms' pages are drawn by the server; here the script does not arrive, so that axe itself can run."""
    with visiting(browser, site) as visit:
        visit.page.route("**/static/*.js", lambda route: route.abort())
        visit.page.goto("/chat")
        for how, words in WAY:
            say_plainly(visit.page, how, words)
        results = Axe().run(visit.page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("reach", STATES.values(), ids=STATES.keys())
def test_everything_to_tap_is_large_enough(page: Page, reach: Callable[[Page], object]) -> None:
    reach(page)
    small = page.evaluate(
        """(least) => [...document.querySelectorAll("a, button, summary, textarea")]
        .filter((part) => part.checkVisibility() && !part.closest("p, li:not(.contacts li)") && !part.matches(".skip"))
        .map((part) => [part.textContent.trim(), part.getBoundingClientRect()])
        .filter(([, box]) => box.height < least - 0.5 || box.width < least - 0.5)
        .map(([text, box]) => `${text}: ${Math.round(box.width)} × ${Math.round(box.height)}`)""",
        TARGET,
    )
    assert small == []


@pytest.mark.parametrize("reach", STATES.values(), ids=STATES.keys())
@pytest.mark.parametrize(
    "look", [{"viewport": {"width": 320, "height": 640}}, {"viewport": ZOOMED}], ids=["320", "400 %"]
)
def test_nothing_scrolls_sideways_or_covers_the_page(
    browser: Browser, site: Site, reach: Callable[[Page], object], look: dict[str, object]
) -> None:
    with visiting(browser, site, **look) as visit:
        reach(visit.page)
        wide, covered = visit.page.evaluate(
            """() => [document.documentElement.scrollWidth - innerWidth,
            [...document.querySelectorAll("body *")].filter((part) => getComputedStyle(part).position === "sticky")
            .reduce((sum, part) => sum + part.getBoundingClientRect().height, 0) / innerHeight]"""
        )
    assert wide <= 0
    assert covered <= 0.5


def focused(page: Page) -> str:
    """What has the focus: its label or text."""
    return page.evaluate(
        """() => document.activeElement === document.body ? "nothing" :
        (document.activeElement.labels?.[0]?.textContent || document.activeElement.textContent).trim()"""
    )


def tab_to(page: Page, name: str, backwards: bool = False) -> None:
    for _ in range(60):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        if focused(page).startswith(name):
            return
    raise AssertionError(f"the keyboard does not reach {name!r}")


def test_a_whole_journey_by_keyboard(page: Page) -> None:
    page.goto("/")
    tab_to(page, "I'm under 18")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Where do you live?")).to_be_visible()
    tab_to(page, "Oxfordshire")
    page.keyboard.press("Space")
    expect(last_turn(page)).to_contain_text("How old are you?")
    tab_to(page, "Type a message")
    page.keyboard.type("14")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Photos, or people online")).to_be_visible()
    tab_to(page, "Photos, or people online", backwards=True)
    page.keyboard.press("Enter")
    expect(page.locator("article").first).to_be_visible()
    tab_to(page, "Call 01632 960 101")
    tab_to(page, "Forget this chat")
    page.keyboard.press("Enter")
    expect(page.locator("article")).to_have_count(0)
    assert focused(page) == "Forget this chat"


def test_the_skip_link_comes_first_and_leads_to_the_chat(page: Page) -> None:
    open_chat(page)
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the main part"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "I'm under 18"


def test_the_focus_stays_where_it_was_put(page: Page) -> None:
    open_chat(page)
    assert focused(page) == "nothing", "a page that opens takes no focus, so no keyboard jumps up on a phone"
    say(page, "tap", "I'm under 18")
    assert focused(page) == "I'm under 18"
    page.get_by_label("Type a message").fill("Didcot")
    page.keyboard.press("Enter")
    expect(last_turn(page)).to_contain_text("How old are you?")
    assert focused(page).startswith("Type a message")
    page.locator("#understood summary").click()
    page.get_by_role("button", name="Change the place").click()
    expect(last_turn(page)).to_contain_text("Where do you live?")
    assert focused(page).startswith("For:")


def test_what_has_the_focus_is_not_under_the_bars(browser: Browser, site: Site) -> None:
    seen = set()
    with visiting(browser, site, reduced_motion="reduce") as visit:
        page = visit.page
        walk(page)
        page.get_by_label("Type a message").focus()
        for _ in range(20):
            page.keyboard.press("Shift+Tab")
            page.wait_for_timeout(30)
            top, bottom, header, writing = page.evaluate(
                """() => { const box = document.activeElement.getBoundingClientRect();
                return [box.top, box.bottom, document.querySelector("header").getBoundingClientRect().bottom,
                document.querySelector(".writing").getBoundingClientRect().top]; }"""
            )
            if focused(page).startswith("Childline"):
                break
            seen.add(focused(page))
            assert header <= top < bottom <= writing, focused(page)
    assert len(seen) > 8


def test_the_log_is_there_and_empty_before_the_first_message(page: Page) -> None:
    page.route("**/chat/messages", lambda route: None)
    page.goto("/chat")
    log = page.get_by_role("log")
    expect(log).to_have_count(1)
    expect(log).to_be_empty()
    page.wait_for_timeout(900)
    expect(page.get_by_role("status")).to_have_text("Looking for an answer…")
    expect(log).to_be_empty()


def test_a_screen_reader_hears_each_message_once_and_nothing_else(visit: Visit) -> None:
    """Only additions to a live region are announced, so nothing that stays may be drawn again."""
    page = visit.page
    open_chat(page)
    page.evaluate(
        """() => { window.heard = []; new MutationObserver((changes) => changes.forEach((change) =>
        change.addedNodes.forEach((node) => window.heard.push(node.textContent)))).observe(
        document.getElementById("log"), { childList: true, subtree: true, characterData: true }); }"""
    )
    say(page, "type", "Didcot")
    say(page, "type", "14")
    heard = page.evaluate("window.heard")
    assert [text for text in heard if text.startswith("You: ")] == ["You: Didcot", "You: 14"]
    assert len([text for text in heard if text.startswith("Guide: ")]) == 2
    assert len(heard) == 4


def test_who_speaks_is_told_in_words(page: Page) -> None:
    walk(page, [("type", "Didcot")])
    assert page.locator(".mine").inner_text() != ""
    expect(page.locator(".mine")).to_have_text("You: Didcot")
    expect(page.locator(".said").first).to_contain_text("Guide: Hi.")


def test_nothing_moves_for_those_who_ask_for_calm(browser: Browser, site: Site) -> None:
    with visiting(browser, site, reduced_motion="reduce") as visit:
        walk(visit.page)
        assert visit.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_buttons_keep_their_edges_in_forced_colours(browser: Browser, site: Site) -> None:
    with visiting(browser, site, forced_colors="active") as visit:
        walk(visit.page)
        borderless = visit.page.evaluate(
            """() => [...document.querySelectorAll(".exit, .send, .main-way, .choice")]
            .filter((part) => getComputedStyle(part).borderStyle === "none").map((part) => part.textContent)"""
        )
    assert borderless == []
