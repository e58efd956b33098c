"""The same journey with plain forms: the same words, services and ways to reach them, the same exit."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.website.conftest import Site, Visit, eventually, visiting
from tests.website.conversation import WAY, last_turn, open_chat, say, say_plainly, what_it_shows

pytestmark = pytest.mark.requires("chromium")

JOURNEYS = {
    "to three services": WAY,
    "danger on the way": [("tap", "I'm under 18"), ("type", "he says danger"), ("type", "Didcot")],
    "danger first": [("type", "I am in danger"), ("tap", "I'm under 18")],
    "a side question": [*WAY, ("tap", "Is it private?")],
    "not understood": [("tap", "I'm under 18"), ("type", "/restart"), ("type", "<b>hm</b>")],
}


@pytest.mark.parametrize("way", JOURNEYS.values(), ids=JOURNEYS.keys())
def test_every_journey_shows_the_same_without_javascript(
    browser: Browser, site: Site, way: list[tuple[str, str]]
) -> None:
    with visiting(browser, site) as with_script, visiting(browser, site, java_script_enabled=False) as plain:
        open_chat(with_script.page)
        plain.page.goto("/chat")
        for how, words in way:
            say(with_script.page, how, words)
            say_plainly(plain.page, how, words)
            shown = what_it_shows(last_turn(with_script.page))
            assert all(address for _, address, _ in shown["follows"])
            assert shown == what_it_shows(last_turn(plain.page))
            understood = [visit.page.locator("#understood").inner_text() for visit in (with_script, plain)]
            assert understood[0] == understood[1]
    assert shown["reads"]


def test_the_front_page_leads_straight_in(plain_visit: Visit) -> None:
    plain_visit.page.goto("/")
    plain_visit.page.get_by_role("button", name="I'm a parent or carer").click()
    expect(last_turn(plain_visit.page)).to_contain_text("Where do you live?")


def test_the_first_page_says_that_this_is_a_computer(plain_visit: Visit) -> None:
    page = plain_visit.page
    page.goto("/chat")
    expect(page.get_by_text("This is a computer, not a person.")).to_be_visible()
    page.get_by_role("button", name="I'm under 18").click()
    expect(page.locator("#log > .turn").first).to_contain_text("I am a computer, not a person.")


def test_what_was_understood_can_be_changed(plain_visit: Visit) -> None:
    page = plain_visit.page
    page.goto("/chat")
    for how, words in WAY:
        say_plainly(page, how, words)
    page.locator("#understood summary").click()
    page.get_by_role("button", name="Change the age").click()
    expect(last_turn(page)).to_contain_text("How old are you?")


def test_text_in_the_box_is_not_lost_by_a_tap(plain_visit: Visit, site: Site) -> None:
    page = plain_visit.page
    page.goto("/chat")
    page.get_by_label("Type a message").fill("half a thought")
    page.get_by_role("button", name="I'm under 18").click()
    expect(page.get_by_label("Type a message")).to_have_value("half a thought")
    assert "text" not in site.guide.received[-1]


def test_a_message_that_is_too_long_stays_in_the_box(plain_visit: Visit) -> None:
    page = plain_visit.page
    page.goto("/chat")
    long = "क" * 1_001
    page.get_by_label("Type a message").fill(long)
    page.get_by_role("button", name="Send").click()
    expect(last_turn(page)).to_contain_text("1,000 characters")
    expect(page.get_by_label("Type a message")).to_have_value(long)


def test_when_the_guide_fails_the_words_stay_and_the_numbers_are_there(plain_visit: Visit, site: Site) -> None:
    page = plain_visit.page
    page.goto("/chat")
    site.guide.failing = True
    page.get_by_label("Type a message").fill("please help me")
    page.get_by_role("button", name="Send").click()
    expect(last_turn(page).get_by_role("link", name="Call 999")).to_be_visible()
    expect(page.get_by_label("Type a message")).to_have_value("please help me")


def test_what_is_typed_never_becomes_part_of_the_page(plain_visit: Visit, site: Site) -> None:
    page = plain_visit.page
    page.goto("/chat")
    site.guide.failing = True
    page.get_by_label("Type a message").fill("</textarea><b id=broken>x</b>")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_label("Type a message")).to_have_value("</textarea><b id=broken>x</b>")
    expect(page.locator("#broken")).to_have_count(0)


def test_far_too_much_text_is_refused_on_a_page(plain_visit: Visit) -> None:
    page = plain_visit.page
    page.goto("/chat")
    page.get_by_label("Type a message").fill("a" * 9_000)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("That was too much for one message.")).to_be_visible()
    expect(page.get_by_role("link", name="Call 999")).to_be_visible()


def test_the_exit_link_forgets_and_leaves(plain_visit: Visit, site: Site) -> None:
    page = plain_visit.page
    page.goto("/chat")
    say_plainly(page, "tap", "I'm under 18")
    [conversation] = site.guide.conversations
    page.get_by_role("link", name="Exit").click()
    page.wait_for_url("https://www.bbc.co.uk/weather")
    eventually(page, lambda: conversation in site.guide.forgotten)
    assert plain_visit.context.cookies(site.url) == []


def test_forgetting_works_by_form(plain_visit: Visit, site: Site) -> None:
    page = plain_visit.page
    page.goto("/chat")
    say_plainly(page, "tap", "I'm under 18")
    page.get_by_label("Type a message").fill("half a thought")
    page.get_by_role("button", name="Forget this chat").click()
    expect(page.get_by_text("This chat is gone")).to_be_visible()
    expect(page.get_by_label("Type a message")).to_have_value("")
    expect(page.locator("#log")).to_be_empty()
    assert len(site.guide.forgotten) == 1
    assert plain_visit.context.cookies(site.url) == []


def test_a_script_that_does_not_arrive_leaves_the_forms(page: Page) -> None:
    page.route("**/static/chat.js", lambda route: route.abort())
    page.goto("/chat")
    page.get_by_role("button", name="I'm under 18").click()
    expect(last_turn(page)).to_contain_text("Where do you live?")
