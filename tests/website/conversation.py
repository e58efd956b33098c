"""One visitor's way through the chat, written once and walked with JavaScript, without it, or by keyboard."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

# To three services: two taps, a typed place and age, and one more tap.
WAY = [
    ("tap", "I'm under 18"),
    ("type", "we live in Didcot"),
    ("type", "14"),
    ("tap", "Photos, or people online"),
]


def last_turn(page: Page) -> Locator:
    return page.locator("#log > .turn").last


def open_chat(page: Page) -> None:
    """Open the chat with JavaScript, and wait for the guide's first question."""
    page.goto("/chat")
    expect(page.get_by_role("button", name="I'm under 18")).to_be_visible()


def say(page: Page, how: str, words: str) -> None:
    """Take one turn with JavaScript, and wait until its reply is there."""
    turns = page.locator("#log > .turn")
    before = turns.count()
    if how == "tap":
        page.get_by_role("button", name=words, exact=True).click()
    else:
        page.get_by_label("Type a message").fill(words)
        page.get_by_role("button", name="Send").click()
    expect(turns).to_have_count(before + 1)


def say_plainly(page: Page, how: str, words: str) -> None:
    """Take one turn by sending the form, and wait for the page that answers it."""
    if how == "type":
        page.get_by_label("Type a message").fill(words)
    button = page.get_by_role("button", name="Send" if how == "type" else words, exact=True)
    with page.expect_navigation():
        button.first.click()
    expect(page.locator("#log > .turn").first).to_be_visible()


def walk(page: Page, way: list[tuple[str, str]] | None = None) -> None:
    """Open the chat and go the whole way."""
    open_chat(page)
    for how, words in WAY if way is None else way:
        say(page, how, words)


def what_it_shows(turn: Locator) -> dict[str, Any]:
    """Everything a visitor reads and can use in a turn."""
    lines = (re.sub(r"\s+", " ", line).strip() for line in turn.inner_text().splitlines())
    links = turn.locator("a").all()
    buttons = turn.locator("button").all()
    return {
        "reads": [line for line in lines if line],
        "follows": [(link.inner_text(), link.get_attribute("href"), link.get_attribute("target")) for link in links],
        "taps": [(button.inner_text(), button.get_attribute("value")) for button in buttons],
        "kinds": [part.get_attribute("data-kind") for part in turn.locator(".message").all()],
    }
