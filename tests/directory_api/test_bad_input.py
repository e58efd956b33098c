"""Odd addresses, parameters and methods: a clear refusal in the one shape, or an honest answer; never a fault."""

from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from directory_api.open_referral.routes import ROOTS
from tests.directory_api.refusing import has_the_headers, refused, well_formed

KNOWN = "80487fa2-43a5-5827-9b99-cf503ffe1589"
NOBODY = "00000000-0000-4000-8000-000000000000"
LONG = "x" * 10_000
ODD_TEXTS = {
    "SQL that ends a string": "' OR '1'='1",
    "SQL that drops a table": "x'); DROP TABLE service; --",
    "SQL that joins": "1 UNION SELECT body FROM document",
    "SQL comment": "/**/ -- #",
    "wildcards": "%_*?[a-z]",
    "search syntax": '"a NEAR/2 b" OR name:*',
    "format string": "{0.__class__} %(a)s %n ${x}",
    "template": "{{7*7}}<%= 1 %>",
    "markup": "<script>alert(1)</script>",
    "path": "../../../etc/passwd",
    "header": "a\r\nSet-Cookie: a=b",
    "control characters": "\x01\x07\x1b[31m\x7f",
    "NUL": "a\x00b",
    "only NUL": "\x00",
    "byte order mark": "\ufeff",
    "not a character": "\uffff",
    "replacement": "\ufffd",
    "right to left": "\u202eslough\u202c",
    "zero width": "s\u200blough\u200d",
    "combining": "e" + "\u0301" * 60,
    "emoji": "👩‍👩‍👧‍👦",
    "beyond the first plane": "𝕊𝕝𝕠𝕦𝕘𝕙",
    "full width": "Ｓｌｏｕｇｈ",
    "full-width digits": "１２３",
    "Arabic digits": "١٤",
    "dotless i and sharp s": "İıßſ",
    "one code point that folds to many": "ﷺ" * 20,
    "number": "1e309",
    "not a number": "NaN",
    "null": "null",
    "empty brackets": "[]",
    "percent": "%",
}
BYTES = {"not UTF-8": "%ff%fe", "overlong": "%c0%ae", "half an emoji": "%ed%a0%bd", "bad escape": "%zz%"}
WITH_TEXT = [
    ("/api/services", ("area", "postcode", "organization", "search", "language", "need", "status", "age", "page")),
    ("/api/places", ("q",)),
    ("/api/recommendations", ("area", "need", "now", "audience")),
    *((f"{root}/{name}", parameters) for root in ROOTS for name, parameters in [
        ("services", ("search", "area", "language", "postcode", "need", "day", "modified_after", "taxonomy_id")),
        ("service_at_locations", ("search", "area", "postcode", "start_time")),
        ("organizations", ("search", "taxonomy_term_id")),
        ("taxonomies", ("search",)),
        ("taxonomy_terms", ("search", "parent_id")),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("path", "parameters"), WITH_TEXT, ids=[path for path, _ in WITH_TEXT])
def test_any_text_is_only_text(client: TestClient, path: str, parameters: tuple[str, ...]) -> None:
    """Whatever stands in any parameter is looked for, or refused; it is never run, and it breaks nothing."""
    everything = client.get(path).json().get("total_items")
    for kind, typed in ({name: quote(text) for name, text in ODD_TEXTS.items()} | BYTES).items():
        for parameter in parameters:
            reply = client.get(f"{path}?{parameter}={typed}")
            if reply.status_code == 200:
                has_the_headers(reply)
                found = reply.json().get("total_items")
                # A search that finds everything would mean that its text was run.
                assert parameter != "search" or everything < 5 or found < everything, (kind, parameter)
            else:
                assert len(well_formed(reply)) > 20, (kind, parameter)


@pytest.mark.parametrize(
    "path",
    [
        "/api/services/{}",
        *(f"{root}/{{}}" for root in ROOTS),
        *(f"{root}/{name}/{{}}" for root in ROOTS for name in ("services", "taxonomies")),
    ],
)
def test_any_text_in_a_path_names_nothing(client: TestClient, path: str) -> None:
    for kind, typed in ({name: quote(text, safe="") for name, text in ODD_TEXTS.items()} | BYTES).items():
        reply = client.get(path.format(typed))
        assert reply.status_code in (404, 422), kind
        assert well_formed(reply), kind


@pytest.mark.parametrize(
    ("path", "status", "code", "field"),
    [
        ("/..%2f..%2fetc/passwd", 404, "not_found", None),
        ("/services/..%2f..", 404, "not_found", None),
        ("/services/%2e%2e", 422, "malformed_id", "id"),
        ("/services/%00", 422, "malformed_id", "id"),
        ("/services/%0d%0aSet-Cookie:a=b", 422, "malformed_id", "id"),
        (f"/services/{KNOWN}%0a", 422, "malformed_id", "id"),
        (f"/services/{KNOWN}%20", 422, "malformed_id", "id"),
        (f"/services/%7B{KNOWN}%7D", 422, "malformed_id", "id"),
        (f"/services/urn:uuid:{KNOWN}", 422, "malformed_id", "id"),
        (f"/services/{KNOWN.replace('-', '')}", 422, "malformed_id", "id"),
        (f"/services/{KNOWN[:-1]}", 422, "malformed_id", "id"),
        (f"/services/{quote('８' + KNOWN[1:])}", 422, "malformed_id", "id"),
        (f"/services/{KNOWN},{NOBODY}", 422, "malformed_id", "id"),
        (f"/services/{'a' * 60_000}", 422, "malformed_id", "id"),
        (f"/services/{NOBODY}/{NOBODY}", 404, "not_found", None),
        ("//services", 404, "not_found", None),
        ("/%5cservices", 404, "not_found", None),
        ("/services;v=1", 404, "not_found", None),
        ("/services.json", 404, "not_found", None),
        ("/SERVICES", 404, "not_found", None),
        ("/" + "a/" * 5_000, 404, "not_found", None),
    ],
    ids=lambda part: str(part)[:40],
)  # fmt: skip
@pytest.mark.parametrize("root", ROOTS)
def test_a_path_that_is_none_of_ours(
    client: TestClient, root: str, path: str, status: int, code: str, field: str | None
) -> None:
    refused(client.get(root + path), status, code, field)


@pytest.mark.parametrize(
    "path",
    ["/static/..%2f..%2fmain.py", "/static/%2e%2e/%2e%2e/main.py", "/static/%00", "/static/" + "a" * 5_000,
     "/static/%ff", "/docs/page/..%2fpage.py", "/docs/swagger-ui/%00", "/.env", "/.git/config", "/%ff%fe",
     "/api", "/api/", "/api//services", "/api/services/a%2Fb", "/chat/%2e%2e"],
    ids=lambda path: path[:40],
)  # fmt: skip
def test_nothing_else_is_served(client: TestClient, path: str) -> None:
    refused(client.get(path), 404, "not_found")


@pytest.mark.parametrize("root", ["/api", *ROOTS])
def test_a_slash_too_many_leads_to_the_address_without_it(client: TestClient, root: str) -> None:
    reply = client.get(f"{root}/services/?page=2", follow_redirects=False)
    assert reply.status_code == 307
    assert reply.headers["location"] == f"{client.base_url}{root}/services?page=2"
    has_the_headers(reply)


def test_an_encoded_slash_is_a_slash(client: TestClient) -> None:
    for root in ROOTS:
        assert client.get(f"{root}/services%2F{KNOWN}").json() == client.get(f"{root}/services/{KNOWN}").json()


BAD_PAGES = [
    ("page=0", "page", "1 or more"),
    ("page=-1", "page", "1 or more"),
    ("page=1e9", "page", "whole number"),
    ("page=1000000000", "page", "or less"),
    ("page=99999999999999999999999", "page", "or less"),
    ("page=" + "9" * 5_000, "page", ""),
    ("page=1.5", "page", "whole number"),
    ("page=" + quote("１"), "page", "whole number"),
    ("page=0x1", "page", "whole number"),
    ("page=true", "page", "whole number"),
    ("page=null", "page", "whole number"),
    ("page=%00", "page", "whole number"),
    ("page=1,2", "page", "whole number"),
    ("page=1&page=2", "page", "only once"),
    ("per_page=0", "per_page", "1 or more"),
    ("per_page=101", "per_page", "100 or less"),
    ("per_page=-0.5", "per_page", "whole number"),
    ("search=" + LONG, "search", "100 characters or fewer"),
    ("search=a&search=b", "search", "only once"),
    ("need=fraud&need=bereavement", "need", "only once"),
    ("age=14&age=15", "age", "only once"),
    ("age=-1", "age", "0 or more"),
    ("age=121", "age", "120 or less"),
    ("age=" + quote("１４"), "age", "whole number"),
    ("postcode=" + quote("ＯＸ11"), "postcode", "does not look like a postcode"),
    ("postcode=OX11 7A", "postcode", "does not look like a postcode"),
    ("postcode=OX11\u00a07AA", "postcode", "does not look like a postcode"),
    ("postcode=O", "postcode", "does not look like a postcode"),
    ("postcode=999", "postcode", "does not look like a postcode"),
    ("postcode=OX11 7AA OX11 7AA", "postcode", "8 characters or fewer"),
    ("open_now=maybe", "open_now", "true or false"),
    ("open_now=2", "open_now", "true or false"),
    ("open_now=1&open_now=0", "open_now", "only once"),
]


@pytest.mark.parametrize(("query", "field", "says"), BAD_PAGES, ids=[query[:30] for query, *_ in BAD_PAGES])
@pytest.mark.parametrize("path", ["/api/services", *(f"{root}/services" for root in ROOTS)])
def test_a_value_that_cannot_be_is_refused(client: TestClient, path: str, query: str, field: str, says: str) -> None:
    assert says in refused(client.get(f"{path}?{query}"), 422, "bad_value", field)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("proximity=1", "postcode"),
        ("proximity=5000&postcode=", "postcode"),
        ("proximity=nan&postcode=OX11", "proximity"),
        ("proximity=inf&postcode=OX11", "proximity"),
        ("proximity=-inf&postcode=OX11", "proximity"),
        ("proximity=-1&postcode=OX11", "proximity"),
        ("proximity=0&postcode=OX11", "proximity"),
        ("proximity=1e9&postcode=OX11", "proximity"),
        ("proximity=5km&postcode=OX11", "proximity"),
        ("day=MO,TU", "day"),
        ("day=Moo", "day"),
        ("day=Montag", "day"),
        ("day=0", "day"),
        ("day=weekday", "day"),
        ("start_time=9:00", "start_time"),
        ("start_time=24:00", "start_time"),
        ("start_time=0900", "start_time"),
        ("start_time=09:00Z", "start_time"),
        ("end_time=23:59:60", "end_time"),
        ("end_time=" + quote("１７:00"), "end_time"),
        ("modified_after=2026", "modified_after"),
        ("modified_after=2026-02-29", "modified_after"),
        ("modified_after=2026-13-01", "modified_after"),
        ("modified_after=10000-01-01", "modified_after"),
        ("modified_after=0000-01-01", "modified_after"),
        ("modified_after=1700000000", "modified_after"),
        ("modified_after=-1", "modified_after"),
        ("modified_after=now", "modified_after"),
        ("modified_after=" + quote("٢٠٢٦-11-22"), "modified_after"),
        ("modified_after=2026-11-22T10:00:00[Europe/London]", "modified_after"),
        ("minimum_age=nan", "minimum_age"),
        ("minimum_age=-1", "minimum_age"),
        ("maximum_age=1e308", "maximum_age"),
        ("maximum_age=inf", "maximum_age"),
        ("format=NDJSON", "format"),
        ("format=xml", "format"),
        ("full=null", "full"),
        ("full=tru", "full"),
        ("organization_id=null", "organization_id"),
        ("organization_id=" + NOBODY[:-1], "organization_id"),
        ("taxonomy_id={" + NOBODY + "}", "taxonomy_id"),
        ("taxonomy_term_id=urn:uuid:" + NOBODY, "taxonomy_term_id"),
    ],
)
@pytest.mark.parametrize("root", ROOTS)
def test_what_the_standards_filters_cannot_be_is_refused(client: TestClient, root: str, query: str, field: str) -> None:
    refused(client.get(f"{root}/service_at_locations?{query}"), 422, "bad_value", field)
