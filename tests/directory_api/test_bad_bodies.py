"""Odd bodies and methods: what was posted is read, or refused in the one shape; never a fault."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from directory_api.open_referral.routes import ROOTS
from tests.directory_api.open_referral.asking import LISTS
from tests.directory_api.refusing import has_the_headers, refused

JSON, FORM, PARTS = "application/json", "application/x-www-form-urlencoded", "multipart/form-data"
TOO_LONG_FOR_A_DOMAIN = b"xn--a." + b"a" * 70
UNREADABLE = "JSON object or a form"


def post(client: TestClient, path: str, body: bytes, kind: str) -> Response:
    return client.post(path, content=body, headers={b"content-type": kind.encode("latin-1")})


def part(body: bytes, more: bytes = b"", name: bytes = b"search") -> bytes:
    """A form of one part."""
    return b'--B\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n--B--\r\n' % (name, more, body)


NO_BODY = {
    "not JSON": (b"search=x", JSON),
    "cut off": (b'{"search":', JSON),
    "two": (b"{} {}", JSON),
    "single quotes": (b"{'page': 1}", JSON),
    "an array": (b"[1]", JSON),
    "an array of pairs": (b'[["page", 1]]', JSON),
    "null": (b"null", JSON),
    "true": (b"true", JSON),
    "a number": (b"1", JSON),
    "a text": (b'"page"', JSON),
    "not a number": (b'{"age": NaN}', JSON),
    "infinite": (b'{"minimum_age": Infinity}', JSON),
    "more than a float holds": (b'{"minimum_age": 1e999}', JSON),
    "half an emoji": (b'{"search": "\\ud800"}', JSON),
    "half an emoji as a name": (b'{"\\ud83d": 1}', JSON),
    "not UTF-8": (b'{"search": "\xff"}', JSON),
    "UTF-16": ('{"page": 1}'.encode("utf-16"), f"{JSON}; charset=utf-16"),
    "byte order mark": (b"\xef\xbb\xbf{}", JSON),
    "a control character": (b'{"search": "\x00"}', JSON),
    "deep arrays": (b"[" * 4_000 + b"]" * 4_000, JSON),
    "deep objects": (b'{"a":' * 1_500, JSON),
    "deep value": (b'{"search":' + b"[" * 3_000 + b"]" * 3_000 + b"}", JSON),
    "other kind": (b"<search/>", "application/xml"),
    "no kind": (b"search=x", ""),
    "rubbish kind": (b"search=x", ";;;\xff"),
    "parts without a boundary": (part(b"x"), PARTS),
    "parts with another boundary": (part(b"x"), f"{PARTS}; boundary=C"),
    "parts with a very long boundary": (part(b"x"), f"{PARTS}; boundary={'a' * 5_000}"),
    "parts without a name": (b"--B\r\n\r\nx\r\n--B--\r\n", f"{PARTS}; boundary=B"),
    "a file": (part(b"x", b'; filename="a"'), f"{PARTS}; boundary=B"),
    "other parts": (part(b"x"), "multipart/mixed; boundary=B"),
    "many fields": (b"&".join(b"a%d=1" % number for number in range(60)), FORM),
    "a charset that decodes nothing": (part(b"x"), f"{PARTS}; boundary=B; charset=undefined"),
    "a charset that fails in its own way": (part(TOO_LONG_FOR_A_DOMAIN), f"{PARTS}; boundary=B; charset=idna"),
    "a charset with NUL": (part(b"x"), f"{PARTS}; boundary=B; charset=\x00"),
}


@pytest.mark.parametrize(("body", "kind"), NO_BODY.values(), ids=NO_BODY)
@pytest.mark.parametrize("root", ROOTS)
def test_what_is_no_json_object_and_no_form_is_refused(client: TestClient, root: str, body: bytes, kind: str) -> None:
    for name in LISTS:
        message = refused(post(client, f"{root}/{name}", body, kind), 422, "bad_value", None)
        assert UNREADABLE in message


@pytest.mark.parametrize(
    ("body", "kind", "field", "says"),
    [
        (b'{"page": 1, "page": 0}', JSON, "page", "1 or more"),
        (b'{"page": 1.5}', JSON, "page", "whole number"),
        (b'{"page": "two"}', JSON, "page", "whole number"),
        (b'{"page": [1]}', JSON, "page", "whole number"),
        (b'{"page": {"$gt": 0}}', JSON, "page", "whole number"),
        (b'{"page": 1000000000}', JSON, "page", "or less"),
        (b'{"per_page": 1' + b"0" * 300 + b"}", JSON, "per_page", ""),
        (b'{"search": 5}', JSON, "search", "text"),
        (b'{"search": ["a"]}', JSON, "search", "text"),
        (b'{"search": true}', JSON, "search", "text"),
        (b'{"search": "' + b"x" * 8_000 + b'"}', JSON, "search", "100 characters"),
        (b'{"full": 2}', JSON, "full", "true or false"),
        (b'{"full": {}}', JSON, "full", ""),
        (b'{"full": "perhaps"}', JSON, "full", "true or false"),
        (b'{"modified_after": 1700000000}', JSON, "modified_after", "text"),
        (b'{"modified_after": {"gt": "2026"}}', JSON, "modified_after", "text"),
        (b'{"day": ["MO"]}', JSON, "day", "'MO'"),
        (b'{"audience": {}}', JSON, "audience", "You can use"),
        (b'{"need": 1e300}', JSON, "need", "You can use"),
        (b'{"taxonomy_id": {}}', JSON, "taxonomy_id", "text"),
        (b'{"organization_id": 5}', JSON, "organization_id", "text"),
        ('{"age": "１４"}'.encode(), JSON, "age", "whole number"),
        (b'{"area": ""}', JSON, None, ""),
        (b"page=1&page=2", FORM, "page", "only once"),
        (b"page=%ff", FORM, "page", "whole number"),
        (part(b"\\ud800"), f"{PARTS}; boundary=B; charset=unicode_escape", "search", ""),
        (part(b"+2AA-"), f"{PARTS}; boundary=B; charset=utf-7", "search", ""),
        (part(b"0", name=b"page"), f"{PARTS}; boundary=B", "page", "1 or more"),
    ],
    ids=lambda value: repr(value)[:40],
)
@pytest.mark.parametrize("root", ROOTS)
def test_a_value_that_cannot_be_is_named(
    client: TestClient, root: str, body: bytes, kind: str, field: str | None, says: str
) -> None:
    reply = post(client, f"{root}/services", body, kind)
    if field is None:
        assert reply.status_code == 200
    else:
        assert says in refused(reply, 422, "bad_value", field)


@pytest.mark.parametrize(
    ("body", "kind", "asked"),
    [
        (b"", JSON, {}),
        (b"", "", {}),
        (b" \n ", JSON, {}),
        (b"{}", "text/plain", {}),
        (b'{"page": null, "search": null}', JSON, {}),
        (b'{"unknown": {"a": [1]}, "": 1, "__proto__": {}}', JSON, {}),
        (b'{"page": "2"}', JSON, {"page": 2}),
        (b'{"page": 2.0}', JSON, {"page": 2}),
        (b'{"page": 1, "page": 2}', JSON, {"page": 2}),
        (b'{"full": "yes"}', JSON, {"full": True}),
        (b'{"search": "\\u0000childline"}', JSON, {"search": "childline"}),
        (b"", FORM, {}),
        (b"&&=&page", FORM, {}),
        (b"page=2&page=2", FORM, {"page": 2}),
        (b"page=2", f"{FORM}; charset=undefined", {"page": 2}),
        (part(b"2", name=b"page"), f"{PARTS}; boundary=B; charset=nonsense", {"page": 2}),
    ],
    ids=lambda value: repr(value)[:40],
)
@pytest.mark.parametrize("root", ROOTS)
def test_what_can_be_read_is_answered_as_by_get(
    client: TestClient, root: str, body: bytes, kind: str, asked: dict[str, Any]
) -> None:
    reply = post(client, f"{root}/services", body, kind)
    assert reply.status_code == 200, reply.text[:300]
    has_the_headers(reply)
    assert reply.headers["cache-control"] == "no-store"
    assert reply.json() == client.get(f"{root}/services", params=asked).json()


@pytest.mark.parametrize("declared", ["8193", "9" * 30, "9" * 5_000, "0" * 5_000 + "9000"], ids=lambda text: text[:6])
@pytest.mark.parametrize("path", [f"{root}/services" for root in ROOTS])
def test_a_body_that_says_it_is_huge_is_not_waited_for(client: TestClient, path: str, declared: str) -> None:
    refused(client.post(path, content=b"{}", headers={"content-length": declared}), 413, "request_entity_too_large")


@pytest.mark.parametrize("declared", ["0" * 5_000 + "2", "-1", "abc", "²", "1e9", ""], ids=lambda text: text[:6])
def test_an_odd_length_breaks_nothing(client: TestClient, declared: str) -> None:
    """A real server refuses most of these before the service sees them."""
    reply = client.post("/hsds/services", content=b"{}", headers={b"content-length": declared.encode()})
    assert reply.status_code == 200


@pytest.mark.parametrize("charset", ["undefined", "idna", "\x00"], ids=repr)
def test_a_form_of_the_chat_that_cannot_be_read_is_a_page_that_says_so(client: TestClient, charset: str) -> None:
    reply = post(client, "/chat", part(TOO_LONG_FOR_A_DOMAIN, name=b"text"), f"{PARTS}; boundary=B; charset={charset}")
    assert reply.status_code == 400
    assert "text/html" in reply.headers["content-type"]


METHODS = {
    "/api/services": "GET",
    "/api/recommendations": "GET",
    "/health": "GET",
    "/chat/messages": "POST",
    "/chat": "GET, POST",
    "/static/site.css": "GET, HEAD",
    **dict.fromkeys([f"{root}/{name}" for root in ROOTS for name in LISTS], "GET, HEAD, OPTIONS, POST"),
    **dict.fromkeys(
        [f"{root}{path}" for root in ROOTS for path in ("", "/", "/services/any", "/profile")], "GET, HEAD, OPTIONS"
    ),
}


@pytest.mark.parametrize(("path", "allowed"), METHODS.items(), ids=METHODS)
def test_other_methods_are_refused_with_those_that_work(client: TestClient, path: str, allowed: str) -> None:
    for method in {"PUT", "PATCH", "DELETE", "TRACE", "BREW", "get%20/"} | {"POST"} - set(allowed.split(", ")):
        reply = client.request(method, path)
        refused(reply, 405, "method_not_allowed", None)
        assert reply.headers["allow"] == allowed
