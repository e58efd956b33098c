"""What looks wrong and can be answered truly is answered: unknown names, empty values, other ways to write the same."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from directory_api.open_referral.routes import ROOTS
from tests.directory_api.refusing import has_the_headers, refused

SAME_AS = [
    ("page", ""),
    ("page=", ""),
    ("search=", ""),
    ("organization_id=&age=&full=", ""),
    ("page[]=2", ""),
    ("page[0]=2&filter[age]=14", ""),
    ("unknown=1&=2&&?&%00=1", ""),
    ("x=1&x=2", ""),
    ("page=1&page=1", ""),
    ("page=%2B2", "page=2"),
    ("page=02", "page=2"),
    ("page= 2 ", "page=2"),
    ("full=TRUE", "full=true"),
    ("full=yes&full=yes", "full=1"),
    ("full=off", "full=false"),
    ("age=014", "age=14"),
    ("day=mo", "day=MO"),
    ("day=Monday", "day=MO"),
    ("day=mon", "day=MO"),
    ("start_time=09:00:00", "start_time=09:00"),
    ("postcode=ox11", "postcode=OX11"),
    ("postcode=OX117AA", "postcode=OX11 7AA"),
    ("postcode=OX11%0a", "postcode=OX11"),
    ("area=e06000039", "area=slough"),
    ("modified_after=20261101T000000Z", "modified_after=2026-11-01"),
    ("modified_after=2026-11-01T01:00:00 01:00", "modified_after=2026-11-01"),
    ("modified_after=2026-11-01T01:00:00%2B01:00", "modified_after=2026-11-01"),
    ("modified_after=2026-11-01 00:00", "modified_after=2026-11-01"),
    ("modified_after=0001-01-01T00:00:00%2B23:59", "modified_after=1900-01-01"),
    ("modified_after=9999-12-31T23:59:59-23:59", "modified_after=2999-01-01"),
    ("minimal=true&page=7&per_page=1", "minimal=true"),
    ("minimal=true&full=true", "minimal=true"),
    ("format=ndjson&page=3&per_page=1", "format=ndjson"),
]
NOTHING = [
    "page=1000",
    "page=1000000&per_page=100",
    "organization_id=00000000-0000-4000-8000-000000000000",
    "taxonomy_id=00000000-0000-4000-8000-000000000000",
    "taxonomy_term_id=80487FA2-43A5-5827-9B99-CF503FFE1589",
    "language=klingon",
    "start_time=23:58&end_time=00:01",
    "minimum_age=120&maximum_age=0",
    "modified_after=9998-01-01",
    "search=zzzzqqqq",
]


def answer(client: TestClient, path: str, query: str) -> Any:
    reply = client.get(f"{path}?{query}")
    assert reply.status_code == 200, reply.text[:300]
    has_the_headers(reply)
    return reply.text


@pytest.mark.parametrize(("asked", "same"), SAME_AS, ids=[asked for asked, _ in SAME_AS])
@pytest.mark.parametrize("root", ROOTS)
def test_another_way_to_ask_the_same_is_answered_the_same(client: TestClient, root: str, asked: str, same: str) -> None:
    assert answer(client, f"{root}/services", asked) == answer(client, f"{root}/services", same)


def test_the_pairs_that_are_the_same_differ_from_asking_nothing(client: TestClient) -> None:
    """Otherwise two parameters that are both ignored would pass for the same."""
    everything = answer(client, "/hsds/services", "")
    unlike = {same for _, same in SAME_AS} - {"", "full=false", "modified_after=1900-01-01"}
    assert not [same for same in unlike if answer(client, "/hsds/services", same) == everything]


@pytest.mark.parametrize("query", NOTHING)
@pytest.mark.parametrize("root", ROOTS)
def test_what_finds_nothing_is_an_empty_page(client: TestClient, root: str, query: str) -> None:
    page = client.get(f"{root}/services?{query}").json()
    assert page["empty"] is True
    assert page["contents"] == []
    assert page["size"] == 0
    assert page["last_page"] is True
    assert client.get(f"{root}/services?{query}&format=ndjson").status_code == 200


@pytest.mark.parametrize("root", ROOTS)
def test_a_minimal_list_takes_every_filter(client: TestClient, root: str) -> None:
    path = f"{root}/services"
    for query in ("age=14", "search=childline", "area=slough&need=fraud", "modified_after=2999-01-01"):
        short = client.get(f"{path}?minimal=true&{query}").json()
        pages = client.get(f"{path}?per_page=100&{query}").json()
        assert [one["id"] for one in short["contents"]] == [one["id"] for one in pages["contents"]]
        assert short["total_pages"] <= 1
        assert all(one.keys() == {"id", "modified_date", "last_modified"} for one in short["contents"])


@pytest.mark.parametrize("query", ["page=", "search=", "page[]=1", "=1", "%00=1", "x=1&x=2", "format=ndjson", "?"])
def test_the_directorys_own_list_refuses_what_it_does_not_know(client: TestClient, query: str) -> None:
    """A filter that is misspelt or empty would widen the answer unseen."""
    reply = client.get(f"/api/services?{query}")
    code = reply.json()["error"]["code"]
    assert refused(reply, 422, code, reply.json()["error"]["field"])
    assert code in ("unknown_parameter", "bad_value")


def test_a_service_may_be_asked_for_with_capitals_or_spaces(client: TestClient) -> None:
    usual = client.get("/api/services/childline").json()
    for written in ("Childline", "%20childline%20", usual["id"].upper()):
        assert client.get(f"/api/services/{written}").json() == usual
