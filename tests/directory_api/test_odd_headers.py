"""Odd headers: heeded where they mean something, left alone where not, and never a fault."""

import pytest
from fastapi.testclient import TestClient

from directory_api.main import create_app
from directory_api.open_referral.routes import ROOTS
from directory_api.settings import Settings
from tests.directory_api.refusing import has_the_headers, well_formed

PATHS = ["/api/services", "/api/recommendations", *(f"{root}{path}" for root in ROOTS for path in ("", "/services"))]
LEFT_ALONE = {
    "a giant header": {"x-odd": "a" * 1_000_000},
    "many headers": {f"x-{number}": "a" for number in range(2_000)},
    "a giant cookie": {"cookie": "a=" + "b" * 100_000},
    "a rubbish cookie": {"cookie": "=;;=a;\xff=\xff;conversation=x"},
    "XML only": {"accept": "application/xml"},
    "nothing accepted": {"accept": "*/*;q=0"},
    "rubbish accepted": {"accept": ";;,/,\x01"},
    "a range": {"range": "bytes=0-9"},
    "many ranges": {"range": "bytes=" + ",".join(f"{number}-" for number in range(5_000))},
    "a rubbish range": {"range": "lines=one-two", "if-range": '"'},
    "a language": {"accept-language": "xx-\xff;q=9"},
    "a charset": {"accept-charset": "utf-7"},
    "a kind of body": {"content-type": "multipart/form-data; boundary="},
    "a packed body": {"content-encoding": "gzip"},
    "an expectation": {"expect": "the-unexpected"},
    "a method in a header": {"x-http-method-override": "DELETE"},
    "another address in a header": {"x-original-url": "/chat", "x-rewrite-url": "/chat"},
    "a login": {"authorization": "Basic \xff\xff", "proxy-authorization": "Bearer x"},
    "a date that is none": {"if-modified-since": "yesterday", "if-unmodified-since": "Mon, 99 Foo 2026"},
    "another version": {"if-match": '"none"'},
    "another origin": {"origin": "null", "referer": "javascript:alert(1)"},
    "a rubbish host": {"host": "[::1"},
    "a host with a path": {"host": "evil.example/path?x"},
    "a host with markup": {"host": "<script>"},
    "a host with a rubbish port": {"host": "x:99999999"},
    "no host": {"host": ""},
    "a proxy": {"x-forwarded-host": "evil.example", "x-forwarded-proto": "javascript", "forwarded": 'host="evil"'},
    "a forged sender": {"x-forwarded-for": "', (SELECT 1)", "x-real-ip": "::\xff"},
}


@pytest.mark.parametrize("headers", LEFT_ALONE.values(), ids=LEFT_ALONE)
@pytest.mark.parametrize("path", PATHS)
def test_headers_that_change_nothing(client: TestClient, path: str, headers: dict[str, str]) -> None:
    usual = client.get(path)
    sent = {name.encode(): value.encode("latin-1") for name, value in headers.items()}
    reply = client.get(path, headers=sent)
    assert reply.status_code == 200, reply.text[:300]
    has_the_headers(reply)
    assert reply.headers["content-type"] == "application/json"
    assert reply.headers["cache-control"] == usual.headers["cache-control"]
    if "/recommendations" not in path:  # it tells the time
        assert reply.json() == usual.json()


@pytest.mark.parametrize(
    ("accepted", "zipped"),
    [
        ("gzip", True),
        ("x-gzip", True),
        ("br;q=1, gzip;q=0.5, *;q=0", True),
        ("gzip;q=0.001", True),
        ("gzip;q=banana", True),
        ("deflate, gzip" + ", br" * 20_000, True),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("identity, GZIP ; Q = 0.0", False),
        ("*;q=0", False),
        ("identity;q=0", False),
        ("gzippy", False),
        ("x" * 100_000, False),
        (",;,;=", False),
        ("", False),
    ],
    ids=lambda value: str(value)[:30],
)
@pytest.mark.parametrize("root", ROOTS)
def test_only_those_who_take_gzip_are_sent_it(client: TestClient, root: str, accepted: str, zipped: bool) -> None:
    reply = client.get(f"{root}/services", headers={"accept-encoding": accepted})
    assert reply.status_code == 200
    assert ("content-encoding" in reply.headers) == zipped
    assert reply.headers["etag"].endswith('-gzip"') == zipped
    assert reply.json()["size"] == 50
    assert reply.headers["vary"] == "Accept-Encoding"


RECORD = "/services/80487fa2-43a5-5827-9b99-cf503ffe1589"
HELD = ["", "/services", "/services?format=ndjson", "/services?minimal=true", "/services?search=childline", RECORD]


@pytest.mark.parametrize("path", HELD)
@pytest.mark.parametrize("root", ROOTS)
def test_what_is_held_is_found_among_anything(client: TestClient, root: str, path: str) -> None:
    plain = {"accept-encoding": "identity"}
    tag = client.get(root + path, headers=plain).headers["etag"]
    others = ",".join(f'"{number}"' for number in range(20_000))
    for held in (f"{others}, {tag}", f'W/{tag[:-1]}-gzip"', f'",", , ,{tag},', " * "):
        reply = client.get(root + path, headers=plain | {"if-none-match": held.encode("latin-1")})
        assert reply.status_code == 304, held[-60:]
        assert reply.headers["etag"].strip('"').removesuffix("-gzip") == tag.strip('"')
        assert reply.content == b""
        has_the_headers(reply)


@pytest.mark.parametrize("path", HELD)
@pytest.mark.parametrize("root", ROOTS)
def test_what_is_no_tag_holds_nothing(client: TestClient, root: str, path: str) -> None:
    plain = {"accept-encoding": "identity"}
    usual = client.get(root + path, headers=plain)
    tag = usual.headers["etag"]
    for held in ('"', "W/", "", "\xff", tag.strip('"'), f"-gzip{tag}", f"'{tag}'", f"w/{tag}", "*,", '"*"', "null"):
        reply = client.get(root + path, headers=plain | {"if-none-match": held.encode("latin-1")})
        assert reply.status_code == 200, held
        assert reply.headers["etag"] == tag
        assert reply.content == usual.content


@pytest.mark.parametrize(
    "path",
    [
        f"/services/{'0' * 8}-0000-4000-8000-{'0' * 12}",
        "/services/x",
        "/services?area=zzzzz",
        "/services?page=0",
        "/nothing",
    ],
)
@pytest.mark.parametrize("root", ROOTS)
def test_nobody_holds_what_there_is_not(client: TestClient, root: str, path: str) -> None:
    well_formed(client.get(root + path, headers={"if-none-match": "*"}))


@pytest.mark.parametrize("root", ROOTS)
def test_what_was_posted_is_always_answered(client: TestClient, root: str) -> None:
    for held in ("*", client.get(f"{root}/services").headers["etag"]):
        reply = client.post(f"{root}/services", headers={"if-none-match": held})
        assert reply.status_code == 200
        assert "etag" not in reply.headers


@pytest.mark.parametrize("host", ["[::1", "a b", "<script>", "x:99999999", "evil.example/x", "x\\y", "a@b", ""])
def test_the_feeds_links_never_repeat_a_host_that_is_none(client: TestClient, host: str) -> None:
    for root in ROOTS:
        links = client.get(root, headers={b"host": host.encode()}).json()
        assert links["profile"] == f"{client.base_url}{root}/profile"


SAID_TWICE = [
    [("host", "evil.example"), ("host", "testserver")],
    [("host", "testserver"), ("host", "evil.example")],
    [("accept-encoding", "gzip"), ("accept-encoding", "identity")],
    [("accept-encoding", "identity"), ("accept-encoding", "gzip")],
    [("accept-encoding", "gzip;q=0"), ("accept-encoding", "gzip")],
    [("if-none-match", '"a"'), ("if-none-match", "*")],
    [("host", "evil.example")],
    [("x-forwarded-host", "evil.example"), ("x-forwarded-proto", "https")],
]


@pytest.mark.parametrize("odd", SAID_TWICE, ids=lambda odd: "; ".join(map(": ".join, odd)))
@pytest.mark.parametrize("path", ["", "/services?per_page=7", f"{RECORD}?page=1", "/profile"])
def test_nobody_is_given_an_answer_that_was_made_for_odd_headers(
    directory_url: str, path: str, odd: list[tuple[str, str]]
) -> None:
    app = create_app(Settings(_env_file=None, database_url=directory_url))
    usual = [("accept-encoding", "identity")], [("accept-encoding", "gzip")]
    for root in ROOTS:
        fresh = TestClient(app)
        fresh.get("/api/areas")  # the data is at hand from the first odd request on
        sent = odd if "accept-encoding" in dict(odd) else [*odd, *usual[0]]
        fresh.get(root + path, headers=sent)
        for headers in usual:
            reply = fresh.get(root + path, headers=headers)
            assert reply.status_code == 200
            assert "evil" not in reply.text
            assert "https://testserver" not in reply.text
            assert ("content-encoding" in reply.headers) <= (headers[0][1] == "gzip")
