"""A visitor on a phone: taps and types, is shown services, and loses nothing when something fails."""

import pytest
from playwright.sync_api import Page, expect

from tests.website.conftest import Site, Visit
from tests.website.conversation import last_turn, open_chat, say, walk

pytestmark = pytest.mark.requires("chromium")


def test_from_the_front_page_to_a_service_in_four_steps(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="I'm under 18").click()
    expect(page.get_by_text("Where do you live?")).to_be_visible()
    for how, words in [("type", "Didcot"), ("type", "14"), ("tap", "Photos, or people online")]:
        say(page, how, words)
    card = page.locator("article").first
    expect(card.get_by_role("heading")).to_have_text("Riverbank Young People's Service")
    expect(card.get_by_role("link", name="Call 01632 960 101")).to_have_attribute("href", "tel:+441632960101")


@pytest.mark.parametrize(
    ("audience", "title"),
    [
        ("young_person", "I'm under 18"),
        ("parent_carer", "I'm a parent or carer"),
        ("professional", "I work with people"),
        ("adult", "I'm 18 or over"),
    ],
)
def test_every_way_in_goes_straight_to_the_chat(page: Page, site: Site, audience: str, title: str) -> None:
    page.goto("/")
    page.get_by_role("button", name=title).click()
    expect(page.get_by_text("Where do you live?")).to_be_visible()
    assert page.url == f"{site.url}/chat"
    assert [said.get("choice") for said in site.guide.received] == [None, f"audience.{audience}"]


def test_a_page_that_is_loaded_again_starts_anew(page: Page, site: Site) -> None:
    walk(page)
    page.reload()
    expect(page.get_by_role("button", name="I'm under 18")).to_be_visible()
    expect(page.locator("article")).to_have_count(0)
    assert len(site.guide.conversations) == 1
    assert site.guide.forgotten


@pytest.mark.parametrize(
    ("card", "shows", "does_not_show"),
    [
        (0, ["Open now", "Run by Riverbank Trust", "It is for ages 8 to 18.", "Free from most phones"], ["Closed now"]),
        (
            0,
            ["You can contact them yourself.", "Not yet confirmed", "Text: Send HELP to 07700 900 101."],
            ["Ask them first"],
        ),
        (1, ["Closed now", "Ask them first", "Their age rule is not published.", "Step-free entrance"], ["Open now"]),
        (1, ["Confirmed with the service", "Online chat: Live chat on the website", "Somewhere Road"], ["Cost"]),
        (2, ["Open Door Line", "Anyone can use it."], ["Open now", "Closed now", "Hours", "Call "]),
    ],
)
def test_a_card_says_what_is_known_and_nothing_else(
    page: Page, card: int, shows: list[str], does_not_show: list[str]
) -> None:
    walk(page)
    text = page.locator("article").nth(card).inner_text()
    assert [words for words in shows if words not in text] == []
    assert [words for words in does_not_show if words in text] == []


def test_danger_shows_numbers_to_tap_and_the_conversation_goes_on(page: Page) -> None:
    walk(page, [("type", "I am in danger")])
    panel = page.locator("[data-kind=danger]")
    expect(panel.get_by_role("link", name="Call 999").first).to_have_attribute("href", "tel:999")
    expect(panel.get_by_role("link", name="Call 0800 1111")).to_have_attribute("href", "tel:+448001111")
    expect(panel.get_by_role("link", name="Text 85258")).to_have_attribute("href", "sms:85258")
    expect(page.get_by_role("button", name="I'm under 18")).to_be_visible()


def test_what_was_understood_is_shown_and_each_part_can_be_changed(page: Page) -> None:
    walk(page)
    known = page.locator("#understood")
    expect(known.locator("summary .part")).to_have_text(
        ["a young person", "age 14", "Oxfordshire", "Pictures shared or used as a threat"]
    )
    known.locator("summary").click()
    known.get_by_role("button", name="Change the place").click()
    expect(last_turn(page)).to_contain_text("Where do you live?")
    expect(known.locator("summary")).not_to_contain_text("Oxfordshire")


def test_only_the_latest_question_can_be_tapped(page: Page) -> None:
    open_chat(page)
    say(page, "tap", "I'm under 18")
    expect(page.get_by_role("button", name="I work with people")).to_have_count(0)
    expect(page.get_by_role("button", name="I'm under 18")).to_have_attribute("aria-disabled", "true")
    say(page, "type", "Didcot")
    expect(page.get_by_role("button", name="Buckinghamshire")).to_have_count(0)


def test_enter_sends_and_shift_enter_makes_a_line(page: Page, site: Site) -> None:
    open_chat(page)
    box = page.get_by_label("Type a message")
    box.press_sequentially("two")
    box.press("Shift+Enter")
    box.press_sequentially("lines")
    box.press("Enter")
    expect(page.locator(".mine")).to_have_text("You: two\nlines")
    expect(last_turn(page)).to_contain_text("I did not get that")
    assert site.guide.received[-1]["text"] == "two\nlines"
    expect(box).to_have_value("")


def test_what_is_typed_is_shown_as_text_and_never_as_a_page(page: Page) -> None:
    open_chat(page)
    say(page, "type", "<img src=x onerror=alert(1)><b>hello</b>")
    expect(page.locator(".mine")).to_have_text("You: <img src=x onerror=alert(1)><b>hello</b>")
    expect(page.locator(".mine img, .mine b")).to_have_count(0)


@pytest.mark.parametrize(("words", "direction"), [("help me please", "ltr"), ("ساعدوني من فضلكم", "rtl")])
def test_a_message_reads_in_the_direction_of_its_language(page: Page, words: str, direction: str) -> None:
    open_chat(page)
    say(page, "type", words)
    assert page.locator(".mine").evaluate("(bubble) => getComputedStyle(bubble).direction") == direction


def test_nothing_is_sent_from_an_empty_box(page: Page, site: Site) -> None:
    open_chat(page)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status")).to_contain_text("Type a few words first")
    assert len(site.guide.received) == 1


def test_a_message_that_is_too_long_stays_in_the_box(page: Page, site: Site) -> None:
    open_chat(page)
    box = page.get_by_label("Type a message")
    box.fill("a" * 990)
    expect(page.locator("#count")).to_have_text("10 characters left")
    box.fill("a" * 1_010)
    expect(page.locator("#count")).to_have_text("10 characters too many")
    box.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("shorter by 10")
    expect(box).to_have_value("a" * 1_010)
    assert len(site.guide.received) == 1
    box.fill("😢" * 1_000)
    expect(page.locator("#count")).to_have_text("0 characters left")


@pytest.mark.parametrize("fault", ["no network", "the guide is down", "an error", "a page instead of a reply"])
def test_when_sending_fails_the_words_stay_and_the_numbers_are_there(visit: Visit, site: Site, fault: str) -> None:
    page = visit.page
    open_chat(page)
    if fault == "the guide is down":
        site.guide.failing = True
    elif fault == "no network":
        page.route("**/chat/messages", lambda route: route.abort())
    elif fault == "an error":
        page.route("**/chat/messages", lambda route: route.fulfill(status=500, json={"error": {"message": "Oh dear."}}))
    else:
        page.route("**/chat/messages", lambda route: route.fulfill(status=200, body="<html>"))
    say(page, "type", "please help me")
    panel = last_turn(page)
    for number in ("Call 999", "Call 0800 1111", "Call 116 123"):
        expect(panel.get_by_role("link", name=number)).to_be_visible()
    expect(page.get_by_label("Type a message")).to_have_value("please help me")
    expect(page.get_by_role("button", name="I'm under 18")).to_be_enabled()

    page.unroute("**/chat/messages")
    site.guide.failing = False
    page.get_by_role("button", name="Send").click()
    expect(last_turn(page)).to_contain_text("I did not get that")
    expect(page.get_by_label("Type a message")).to_have_value("")


def test_a_tap_that_fails_can_be_tapped_again(page: Page, site: Site) -> None:
    open_chat(page)
    site.guide.failing = True
    say(page, "tap", "I'm under 18")
    site.guide.failing = False
    say(page, "tap", "I'm under 18")
    expect(last_turn(page)).to_contain_text("Where do you live?")


def test_even_a_first_visit_without_the_guide_shows_the_numbers(page: Page, site: Site) -> None:
    site.guide.failing = True
    page.goto("/chat")
    expect(last_turn(page).get_by_role("link", name="Call 999")).to_be_visible()


def test_a_slow_answer_is_announced_once_and_a_second_tap_waits(page: Page, site: Site) -> None:
    open_chat(page)
    site.guide.seconds = 1.5
    page.get_by_role("button", name="I'm under 18").click()
    page.get_by_role("button", name="I'm a parent or carer").click()
    expect(page.get_by_role("status")).to_have_text("Looking for an answer…")
    expect(last_turn(page)).to_contain_text("Where do you live?")
    expect(page.get_by_role("status")).to_be_empty()
    assert [said.get("choice") for said in site.guide.received] == [None, "audience.young_person"]


def test_forgetting_wipes_the_page_and_the_guide_and_starts_anew(visit: Visit, site: Site) -> None:
    page = visit.page
    walk(page)
    [conversation] = site.guide.conversations
    page.get_by_label("Type a message").fill("half a thought")
    page.get_by_role("button", name="Forget this chat").click()
    expect(page.get_by_role("button", name="I'm under 18")).to_be_visible()
    expect(page.locator("article")).to_have_count(0)
    expect(page.locator("#understood")).to_be_empty()
    expect(page.get_by_label("Type a message")).to_have_value("")
    expect(page.get_by_text("This chat is gone")).to_be_visible()
    assert site.guide.forgotten == [conversation]
    assert conversation not in site.guide.conversations
