"""The real pages in a real browser, with a stand-in for the guide at the wire."""

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from directory_api.main import create_app
from directory_api.settings import Settings
from tests.website.guide_at_the_wire import Guide, guide_app

PHONE = {"width": 375, "height": 812}
# Nothing but the pages under test may speak to the network, and no sandbox is needed for our own pages.
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]
SECONDS_TO_START = 10
PATIENCE_MILLISECONDS = 10_000  # a busy machine may be slow; a page that is right is never kept waiting
expect.set_options(timeout=PATIENCE_MILLISECONDS)
ELSEWHERE = re.compile(r"^(?!http://127\.0\.0\.1[:/])")


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """Serve an app on a free port of this machine; give its address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        started = time.monotonic()
        while not server.started:
            assert time.monotonic() - started < SECONDS_TO_START, "the server did not start"
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(SECONDS_TO_START)


@dataclass
class Site:
    """The pages' address, and the guide behind them."""

    url: str
    guide: Guide


@pytest.fixture(scope="session")
def running_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    guide = Guide()
    database = tmp_path_factory.mktemp("website") / "directory.db"
    with served(guide_app(guide)) as rasa_url:
        settings = Settings(
            _env_file=None, database_url=f"sqlite:///{database}", rasa_url=rasa_url, chat_rate_limit="off"
        )
        with served(create_app(settings)) as url:
            yield Site(url, guide)


@pytest.fixture
def site(running_site: Site) -> Site:
    """The running pages, with a guide that knows nobody yet."""
    running_site.guide.reset()
    return running_site


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One browser a module: while it is open its event loop is running, and no other test could have one."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium_path, args=BROWSER_FLAGS)
        yield launched
        launched.close()


@dataclass
class Visit:
    """One visitor's browser: its page, and everything it asked the network for."""

    context: BrowserContext
    page: Page
    requests: list[str]


@contextmanager
def visiting(browser: Browser, site: Site, **options: object) -> Iterator[Visit]:
    """Open a browser of its own for one visitor. Requests that leave this machine are noted, and go nowhere."""
    context = browser.new_context(**({"base_url": site.url, "viewport": PHONE, "locale": "en-GB"} | options))
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    page = context.new_page()
    visit = Visit(context, page, [])
    context.on("request", lambda request: visit.requests.append(request.url))
    context.route(
        ELSEWHERE,
        lambda route: route.fulfill(status=200, content_type="text/html", body="<title>Weather</title><p>Sunny"),
    )
    yield visit
    context.close()


def eventually(page: Page, condition: Callable[[], bool]) -> None:
    """Wait until something is so that the page itself does not show."""
    for _ in range(100):
        if condition():
            return
        page.wait_for_timeout(30)
    raise AssertionError("it never came to be")


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Visit]:
    """A visitor on a phone."""
    with visiting(browser, site) as opened:
        yield opened


@pytest.fixture
def page(visit: Visit) -> Page:
    return visit.page


@pytest.fixture
def plain_visit(browser: Browser, site: Site) -> Iterator[Visit]:
    """A visitor on a phone without JavaScript."""
    with visiting(browser, site, java_script_enabled=False) as opened:
        yield opened


@pytest.fixture
def http(site: Site) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site.url) as client:
        yield client
