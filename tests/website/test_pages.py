"""What every page promises before a browser does anything: neutral, self-contained, small and in plain words."""

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
WEBSITE = REPOSITORY / "directory_api" / "website"
TEMPLATES = sorted((WEBSITE / "templates").rglob("*.html"))
SCRIPTS = sorted((WEBSITE / "static").glob("*.js"))
WORDING = [WEBSITE / "words.yml", REPOSITORY / "directory_api" / "chat_gateway" / "replies.yml"]
PAGES = ("/", "/chat", "/before-you-start")
FIRST_LOAD_KILOBYTES = 60
LONGEST_SENTENCE = 20
TELLING = re.compile(r"abuse|victim|violen|crime|rape|sexual|danger|help|safe|police|survivor|groom", re.IGNORECASE)
BLAMING = re.compile(
    r"promiscu|streetwise|wilful|difficult child|prostitut|risky behaviou?r|put(ting)? (him|her|them)sel(f|ves) at risk"
    r"|lifestyle choice|let it happen|refus\w+ to engage|child porn",
    re.IGNORECASE,
)


class Read(HTMLParser):
    """What a page refers to, and what it says."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.assets: list[str] = []
        self.inline: list[str] = []
        self.attributes: list[str] = []
        self.text: list[str] = []
        self.title = ""
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open = tag
        given = dict(attrs)
        self.attributes += given
        address = given.get("href") or given.get("src") or given.get("action")
        if address:
            self.addresses.append(address)
        if tag in ("script", "link", "img") and address:
            self.assets.append(address)
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") != "application/json"):
            self.inline.append(tag)

    def handle_data(self, data: str) -> None:
        if self._open == "title":
            self.title += data
        if self._open not in ("script", "style"):
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("title", "script", "style"):
            self._open = ""
        if tag in ("p", "li", "h1", "h2", "h3", "label", "button", "dt", "dd", "summary", "a"):
            self.text.append("\n")


@pytest.fixture(params=PAGES)
def drawn(request: pytest.FixtureRequest, http: httpx.Client) -> httpx.Response:
    answer = http.get(request.param)
    assert answer.status_code == 200
    return answer


def test_nothing_in_a_tab_or_a_history_says_why_somebody_came(drawn: httpx.Response) -> None:
    read = Read(drawn.text)
    assert read.title.endswith("Local services guide")
    ours = [address for address in read.addresses if address.startswith("/")]
    assert not [told for told in (read.title, str(drawn.url.path), *ours) if TELLING.search(told)]


def test_a_page_needs_nothing_from_anybody_else(drawn: httpx.Response) -> None:
    read = Read(drawn.text)
    assert all(asset.startswith("/static/") for asset in read.assets)
    assert all(re.match(r"/|#|tel:|sms:|https://247sexualabusesupport", address) for address in read.addresses)


def test_a_page_has_no_script_or_style_inside_it(drawn: httpx.Response) -> None:
    read = Read(drawn.text)
    assert read.inline == []
    assert not [name for name in read.attributes if name == "style" or name.startswith("on")]


def test_a_page_is_not_kept_framed_or_told_of_elsewhere(drawn: httpx.Response) -> None:
    policy = drawn.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert drawn.headers["Cache-Control"] == "no-store"
    assert drawn.headers["Referrer-Policy"] == "no-referrer"
    assert drawn.headers["X-Frame-Options"] == "DENY"
    assert "set-cookie" not in drawn.headers


def test_every_page_has_the_exit_the_numbers_and_one_heading(drawn: httpx.Response) -> None:
    assert 'href="/leave"' in drawn.text
    assert 'href="tel:999"' in drawn.text
    assert 'href="tel:+448001111"' in drawn.text
    assert drawn.text.count("<h1") == 1
    assert '<html lang="en-GB">' in drawn.text


def test_the_chat_page_loads_in_60_kilobytes(http: httpx.Client) -> None:
    page = http.get("/chat")
    parts = {"/chat": page.content}
    waiting = list(Read(page.text).assets)
    while waiting:
        address = waiting.pop()
        if address not in parts:
            parts[address] = http.get(address).raise_for_status().content
            imports = re.findall(r'from "\./([\w.]+)"', parts[address].decode()) if address.endswith(".js") else []
            waiting += [f"/static/{name}" for name in imports]
    assert {"/static/chat.js", "/static/fill.js", "/static/exit.js", "/static/site.css"} <= set(parts)
    assert sum(len(gzip.compress(part)) for part in parts.values()) <= FIRST_LOAD_KILOBYTES * 1000


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_reads_html_from_a_string_or_keeps_anything(script: Path) -> None:
    found = re.findall(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|eval\(|new Function|localStorage|indexedDB"
        r"|document\.cookie|console\.",
        script.read_text(encoding="utf-8"),
    )
    assert not found


@pytest.mark.parametrize("source", [*TEMPLATES, *WORDING], ids=lambda path: path.name)
def test_no_number_is_written_anywhere_but_in_the_emergency_contacts(source: Path) -> None:
    text = re.sub(r"\{[{%#].*?[}%#]\}|<svg.*?</svg>", "", source.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"contacts: \[.*|#.*", "", text)
    assert not re.findall(r"\b\d(?: ?\d){2,}\b", text)


def sentences(text: str) -> list[str]:
    lines = (re.sub(r"\s+", " ", line).strip() for line in text.split("\n"))
    return [sentence for line in lines for sentence in re.split(r"(?<=[.?!:])\s", line) if sentence]


def spoken() -> list[str]:
    """Every sentence in the words outside the templates."""

    def strings(data: object) -> list[str]:
        if isinstance(data, dict):
            return [text for value in data.values() for text in strings(value)]
        return [data] if isinstance(data, str) else []

    written = [text for source in WORDING for text in strings(yaml.safe_load(source.read_text(encoding="utf-8")))]
    return [sentence for text in written for sentence in sentences(text)]


def test_every_sentence_is_short(drawn: httpx.Response) -> None:
    own = Read(re.sub(r"<template.*?</template>", "", drawn.text, flags=re.DOTALL))
    said = [*sentences("".join(own.text)), *spoken()]
    assert len(said) > 20
    assert not [sentence for sentence in said if len(sentence.split()) > LONGEST_SENTENCE]


def test_no_word_blames_a_child(drawn: httpx.Response) -> None:
    assert not BLAMING.search(drawn.text)
    assert not [sentence for sentence in spoken() if BLAMING.search(sentence)]


def test_the_exit_link_clears_the_conversation_and_goes_where_everybody_goes(http: httpx.Client) -> None:
    answer = http.get("/leave")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "https://www.bbc.co.uk/weather"
    assert "Max-Age=0" in answer.headers["set-cookie"]


def test_the_script_and_the_gateway_agree_on_the_longest_message(http: httpx.Client) -> None:
    limit = int(re.search(r'data-limit="(\d+)"', http.get("/chat").text)[1])
    kinds = [
        http.post("/chat/messages", json={"text": "a" * length}).json()["messages"][0]["kind"]
        for length in (limit, limit + 1)
    ]
    assert kinds == ["fallback", "text"]
