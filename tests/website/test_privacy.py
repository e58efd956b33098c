"""A whole visit asks nobody else for anything, and leaves one cookie and no other trace in the browser."""

import pytest
from playwright.sync_api import expect

from tests.website.conftest import Site, Visit
from tests.website.conversation import walk

pytestmark = pytest.mark.requires("chromium")


def test_a_whole_journey_speaks_to_nobody_else(visit: Visit, site: Site) -> None:
    page = visit.page
    page.goto("/")
    page.goto("/before-you-start")
    walk(page)
    page.get_by_role("button", name="Is it private?").click()
    expect(page.get_by_text("Most services keep what you say private.")).to_be_visible()
    assert len(visit.requests) > 10
    assert [url for url in visit.requests if not url.startswith(site.url)] == []


def test_a_visit_leaves_one_cookie_that_no_script_can_read(visit: Visit, site: Site) -> None:
    walk(visit.page)
    [cookie] = visit.context.cookies(site.url)
    assert cookie["name"] == "session"
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Strict"
    assert cookie["expires"] == -1, "it ends with the browser"
    assert visit.page.evaluate("document.cookie") == ""


def test_nothing_is_stored_in_the_browser(visit: Visit) -> None:
    page = visit.page
    page.goto("/")
    page.get_by_role("button", name="I'm under 18").click()
    expect(page.get_by_text("Where do you live?")).to_be_visible()
    stored = page.evaluate(
        """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
        (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]"""
    )
    assert stored == [0, 0, 0, 0, 0]


def test_no_address_holds_what_was_said(visit: Visit) -> None:
    page = visit.page
    walk(page)
    assert "Didcot" not in " ".join(visit.requests)
    assert page.evaluate("history.length") <= 3


def test_links_to_services_open_elsewhere_and_tell_them_nothing(visit: Visit) -> None:
    page = visit.page
    walk(page)
    links = page.locator("article a[href^=http]")
    assert links.count() >= 3
    for link in links.all():
        assert link.get_attribute("target") == "_blank"
        assert link.get_attribute("rel") == "noopener noreferrer"
        expect(link).to_contain_text("opens in a new tab")


def test_the_console_stays_silent(visit: Visit) -> None:
    said: list[str] = []
    visit.page.on("console", lambda message: said.append(message.text))
    visit.page.on("pageerror", lambda error: said.append(str(error)))
    walk(visit.page)
    visit.page.goto("/")
    visit.page.goto("/before-you-start")
    assert said == []
