"""A remote feed is read to its end, within limits, and never from inside our own network."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from directory_api.data_pipeline.importing.addresses import PublicOnly, is_public
from directory_api.data_pipeline.importing.feed import FeedFailed
from directory_api.data_pipeline.importing.fetch import Fetched, fetch
from directory_api.data_pipeline.importing.limits import Limits
from tests.services_data.importing_helpers import copy_of, imported, texts_below

HOST = "https://feeds.example.org"
Answer = Callable[[httpx.Request], httpx.Response]
NESTED = {"phones": [{"number": "0118 955 5111"}]}


def service(number: int) -> dict[str, Any]:
    return {"id": str(number), "name": f"Service {number}", **NESTED}


def page(number: int, total: int, **item: Any) -> dict[str, Any]:
    return {"total_pages": total, "page_number": number, "contents": [service(number) | item]}


def read(answer: Answer, path: str = "/services", format_: str = "hsds", **limits: Any) -> Fetched:
    return fetch(f"{HOST}{path}", format_, Limits(**limits), httpx.MockTransport(answer))


def number_of(request: httpx.Request) -> int:
    return int(request.url.params.get("page", 1))


def names(fetched: Fetched) -> list[str]:
    return [record["name"] for record in fetched.records]


def test_every_page_is_read_and_other_parameters_are_kept() -> None:
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, json=page(number_of(request), 3))

    assert names(read(answer, "/services?per_page=1")) == ["Service 1", "Service 2", "Service 3"]
    assert asked[1:] == [f"{HOST}/services?per_page=1&page=2", f"{HOST}/services?per_page=1&page=3"]


def test_pages_of_the_old_standard_are_read() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"totalPages": 2, "content": [service(number_of(request))]})

    assert names(read(answer, format_="open-referral-uk-1")) == ["Service 1", "Service 2"]


def test_services_of_a_short_list_are_fetched_one_by_one() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/services"):
            return httpx.Response(200, json={"total_pages": 1, "contents": [{"id": "a b", "name": "Short"}]})
        assert request.url.raw_path == b"/services/a%20b"
        return httpx.Response(200, json={"id": "a b", "name": "Long", **NESTED})

    assert names(read(answer)) == ["Long"]


def test_the_root_of_an_api_leads_to_its_services() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v3/":
            return httpx.Response(200, json={"version": "HSDS-UK-3.0", "profile": "p", "openapi_url": "o"})
        assert request.url.path == "/v3/services"
        return httpx.Response(200, json=page(1, 1))

    assert names(read(answer, "/v3/")) == ["Service 1"]


def test_a_csv_file_is_read_from_the_web() -> None:
    content = b"id,name\n1,First\n"
    assert names(read(lambda _: httpx.Response(200, content=content), format_="csv")) == ["First"]


@pytest.mark.parametrize(
    ("answer", "limits", "sentence"),
    [
        (httpx.Response(404), {}, "answered with the error 404"),
        (httpx.Response(200, html="<p>Sign in</p>"), {}, "is a web page, not a feed"),
        (httpx.Response(200, content=b"x", headers={"content-type": "image/png"}), {}, "image/png, which is no feed"),
        (httpx.Response(200, content=b"{"), {}, "is not JSON"),
        (httpx.Response(200, content=b" " * 2 * 2**20), {"megabytes": 1}, "larger than 1 MB"),
        (httpx.Response(302), {}, "without saying where to"),
        (httpx.Response(302, headers={"location": "/services"}), {}, "more than 5 times"),
        (httpx.Response(302, headers={"location": "http://feeds.example.org/"}), {}, "from https to http"),
        (httpx.Response(302, headers={"location": "file:///etc/passwd"}), {}, "not a web address"),
        (httpx.Response(302, headers={"location": "https://a:b@feeds.example.org/"}), {}, "hold no password"),
        (httpx.Response(200, json=[]), {"seconds": -1}, "took longer than"),
    ],
)
def test_a_failure_is_said_in_words(answer: httpx.Response, limits: dict[str, Any], sentence: str) -> None:
    with pytest.raises(FeedFailed, match=sentence):
        read(lambda _: answer, **limits)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [(httpx.ReadTimeout("slow"), "did not answer in time"), (httpx.ConnectError("no"), "could not be reached")],
)
def test_a_broken_connection_is_said_in_words(error: Exception, sentence: str) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise error

    with pytest.raises(FeedFailed, match=sentence):
        read(answer)


@pytest.mark.parametrize("url", ["ftp://example.org", "example.org/services", "https://", "https://u:p@example.org/"])
def test_only_plain_web_addresses_are_read(url: str) -> None:
    with pytest.raises(FeedFailed, match="not a web address") as refused:
        fetch(url, "hsds", Limits(), httpx.MockTransport(lambda _: httpx.Response(200, json=[])))
    assert "u:p" not in str(refused.value)


def broken_after_the_first(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json=page(1, 3)) if number_of(request) == 1 else httpx.Response(500)


@pytest.mark.parametrize(
    ("answer", "limits", "sentence"),
    [
        (broken_after_the_first, {}, "the error 500"),
        (lambda _: httpx.Response(200, json=page(1, 3)), {}, "answers page 2 with what page 1 held"),
        (lambda request: httpx.Response(200, json=page(number_of(request), 9)), {"pages": 2}, "more than 2 pages"),
    ],
)
def test_a_feed_that_breaks_off_says_so_and_keeps_what_was_read(
    answer: Answer, limits: dict[str, Any], sentence: str
) -> None:
    fetched = read(answer, **limits)
    assert sentence in (fetched.problem or "")
    assert names(fetched)[:1] == ["Service 1"]


def test_nothing_is_written_of_a_feed_that_broke_off_unless_it_is_asked_for(real_data: Path, tmp_path: Path) -> None:
    from directory_api.data_pipeline.importing.run import ImportOptions, import_feed

    into = copy_of(real_data, tmp_path)
    before, wire = texts_below(into), httpx.MockTransport(broken_after_the_first)
    with pytest.raises(FeedFailed, match="Nothing was written"):
        import_feed(ImportOptions(f"{HOST}/services", "hsds", into), wire)
    assert texts_below(into) == before
    report = import_feed(ImportOptions(f"{HOST}/services", "hsds", into, partial=True), wire)
    assert report.result.counts()["taken"] == 1
    assert report.result.gone == []
    assert any("was not read to its end" in line for line in report.summary())


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("not an address", False),
    ],
)
def test_addresses_inside_a_network_are_known(address: str, public: bool) -> None:
    assert is_public(address) is public


def through(resolved: list[str], url: str = f"{HOST}/services", *, allow_private: bool = False) -> httpx.Request:
    seen = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=[])

    guard = PublicOnly(httpx.MockTransport(answer), allow_private=allow_private, resolve=lambda _host, _port: resolved)
    with httpx.Client(transport=guard) as client:
        client.get(url)
    return seen[0]


def test_the_connection_goes_to_the_address_that_was_judged_and_proves_the_hosts_name() -> None:
    request = through(["93.184.216.34"])
    assert request.url.host == "93.184.216.34"
    assert request.headers["host"] == "feeds.example.org"
    assert request.extensions["sni_hostname"] == "feeds.example.org"


def test_an_address_that_cannot_be_reached_gives_way_to_the_next() -> None:
    tried = []

    def answer(request: httpx.Request) -> httpx.Response:
        tried.append(request.url.host)
        if len(tried) == 1:
            raise httpx.ConnectError("no way there")
        return httpx.Response(200, json=[])

    addresses = ["2606:2800:220:1:248:1893:25c8:1946", "93.184.216.34"]
    guard = PublicOnly(httpx.MockTransport(answer), resolve=lambda _host, _port: addresses)
    with httpx.Client(transport=guard) as client:
        assert client.get(f"{HOST}:8443/services").status_code == 200
    assert tried == addresses


@pytest.mark.parametrize("resolved", [["127.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["::ffff:10.0.0.1"]])
def test_a_name_that_leads_inside_is_refused(resolved: list[str]) -> None:
    with pytest.raises(FeedFailed, match="inside a private network"):
        through(resolved)
    assert through(resolved, allow_private=True).url.host == resolved[0]


def test_every_hop_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """A public server that sends us on to an address inside is not followed there."""
    hosts = {"feeds.example.org": "93.184.216.34", "inside.example.org": "169.254.169.254"}
    onward = httpx.Response(302, headers={"location": "https://inside.example.org/latest"})
    guard = PublicOnly(httpx.MockTransport(lambda _: onward), resolve=lambda host, _port: [hosts[host]])
    with pytest.raises(FeedFailed, match=r"inside\.example\.org leads to an address inside"):
        fetch(f"{HOST}/services", "hsds", Limits(), guard)


@pytest.fixture
def little_server() -> Iterator[str]:
    """A server on this machine: /moved sends on to /services, which has one service."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            moved = self.path == "/moved"
            body = b"" if moved else json.dumps([service(1)]).encode()
            self.send_response(302 if moved else 200)
            self.send_header("location", "/services") if moved else self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_this_machines_own_network_is_read_only_when_it_is_allowed(
    little_server: str, real_data: Path, tmp_path: Path
) -> None:
    into = copy_of(real_data, tmp_path)
    with pytest.raises(FeedFailed, match="inside a private network"):
        imported(f"{little_server}/moved", into, "hsds")
    report = imported(f"{little_server}/moved", into, "hsds", limits=Limits(allow_private=True))
    assert report.result.counts()["taken"] == 1
