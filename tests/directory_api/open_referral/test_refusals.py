"""Whatever is asked wrongly is told so in the one shape, and any page may read that too."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from directory_api.main import create_app
from directory_api.open_referral.routes import ROOTS
from directory_api.settings import Settings
from tests.directory_api.open_referral.asking import LISTS

NOBODY = "00000000-0000-4000-8000-000000000000"
LONG = "x" * 10_000


def refused(reply: Response, status: int, code: str, field: str | None) -> str:
    assert reply.status_code == status, reply.text
    assert reply.json().keys() == {"error"}
    error = reply.json()["error"]
    assert error.keys() == {"code", "message", "field"}
    assert (error["code"], error["field"]) == (code, field)
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "etag" not in reply.headers
    assert reply.headers["cache-control"] == "no-store"
    message: str = error["message"]
    return message


@pytest.mark.parametrize(
    ("path", "status", "code", "field", "says"),
    [
        ("/services?page=0", 422, "bad_value", "page", "1 or more"),
        ("/services?page=-1", 422, "bad_value", "page", "1 or more"),
        ("/services?page=two", 422, "bad_value", "page", "whole number"),
        ("/services?page=99999999999999999999", 422, "bad_value", "page", "or less"),
        ("/services?per_page=0", 422, "bad_value", "per_page", "1 or more"),
        ("/services?per_page=101", 422, "bad_value", "per_page", "100 or less"),
        ("/services?format=xml", 422, "bad_value", "format", "'json' or 'ndjson'"),
        ("/services?full=perhaps", 422, "bad_value", "full", "true or false"),
        (f"/services?search={LONG}", 422, "bad_value", "search", "100 characters"),
        ("/services?taxonomy_id=abc", 422, "bad_value", "taxonomy_id", "UUID"),
        ("/services?taxonomy_term_id=1;drop table service", 422, "bad_value", "taxonomy_term_id", "UUID"),
        ("/services?organization_id=%00", 422, "bad_value", "organization_id", "UUID"),
        ("/services?modified_after=yesterday", 422, "bad_value", "modified_after", "2026-11-23T11:00"),
        ("/services?minimum_age=old", 422, "bad_value", "minimum_age", "a number"),
        ("/services?maximum_age=nan", 422, "bad_value", "maximum_age", ""),
        ("/services?age=1.5", 422, "bad_value", "age", "whole number"),
        ("/services?day=someday", 422, "bad_value", "day", "'MO', 'TU'"),
        ("/services?start_time=25:00", 422, "bad_value", "start_time", ""),
        ("/services?need=image_abus", 422, "bad_value", "need", "Did you mean “image_abuse”?"),
        ("/services?audience=children", 422, "bad_value", "audience", "You can use"),
        ("/services?referral=selfie", 422, "bad_value", "referral", "Did you mean “self”?"),
        ("/services?postcode=hello", 422, "bad_value", "postcode", "does not look like"),
        ("/services?area=Slooough", 404, "unknown_area", "area", "Did you mean “Slough”?"),
        ("/services?area=E99999999", 404, "unknown_area", "area", "do not know that area"),
        ("/services?area=Birmingham", 404, "outside_area", "area", "outside the Thames Valley"),
        ("/service_at_locations?proximity=500", 422, "bad_value", "postcode", "Please send postcode"),
        ("/service_at_locations?postcode=OX1&proximity=0", 422, "bad_value", "proximity", "more than 0"),
        ("/service_at_locations?postcode=OX1&proximity=1e9", 422, "bad_value", "proximity", "or less"),
        ("/service_at_locations?postcode=ZZ1&proximity=500", 404, "unknown_postcode", "postcode", "town or council"),
        ("/taxonomy_terms?parent_id=x", 422, "bad_value", "parent_id", "UUID"),
        ("/organizations?full_service=2", 422, "bad_value", "full_service", "true or false"),
        ("/nothing", 404, "not_found", None, "/docs"),
        ("/services/a/b", 404, "not_found", None, "/docs"),
    ],
)
@pytest.mark.parametrize("root", ROOTS)
def test_a_refusal_says_what_to_do(
    client: TestClient, root: str, path: str, status: int, code: str, field: str | None, says: str
) -> None:
    assert says in refused(client.get(root + path), status, code, field)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("root", ROOTS)
def test_an_id_is_a_uuid_that_is_known(client: TestClient, root: str, name: str) -> None:
    for id_ in ("childline", "1", NOBODY[:-1], f"{NOBODY}0", "..%2e", "%F0%9F%99%82", "{id}"):
        assert "UUID" in refused(client.get(f"{root}/{name}/{id_}"), 422, "malformed_id", "id")
    assert "do not know" in refused(client.get(f"{root}/{name}/{NOBODY}"), 404, "unknown_record", "id")


def test_an_id_in_capitals_is_the_same_id(client: TestClient) -> None:
    record = client.get("/hsds/services?per_page=1").json()["contents"][0]
    assert client.get(f"/hsds/services/{record['id'].upper()}").json()["id"] == record["id"]


@pytest.mark.parametrize(
    ("sent", "status", "code", "field"),
    [
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 422, "bad_value", None),
        ({"content": b"[1]", "headers": {"content-type": "application/json"}}, 422, "bad_value", None),
        ({"content": b"\xff\xfe", "headers": {"content-type": "text/plain"}}, 422, "bad_value", None),
        ({"content": b"--x", "headers": {"content-type": "multipart/form-data"}}, 422, "bad_value", None),
        ({"json": {"page": []}}, 422, "bad_value", "page"),
        ({"json": {"search": {"a": 1}}}, 422, "bad_value", "search"),
        ({"json": {"taxonomy_id": 5}}, 422, "bad_value", "taxonomy_id"),
        ({"data": {"age": "x"}}, 422, "bad_value", "age"),
        ({"json": {"search": LONG}}, 413, "request_entity_too_large", None),
    ],
    ids=str,
)
@pytest.mark.parametrize("root", ROOTS)
def test_a_body_that_cannot_be_read_is_refused(
    client: TestClient, root: str, sent: dict[str, Any], status: int, code: str, field: str | None
) -> None:
    refused(client.post(f"{root}/services", **sent), status, code, field)


@pytest.mark.parametrize("method", ["DELETE", "PUT", "PATCH"])
@pytest.mark.parametrize("root", ROOTS)
def test_nothing_can_be_written(client: TestClient, root: str, method: str) -> None:
    for path in ("", "/", "/services", f"/services/{NOBODY}"):
        refused(client.request(method, root + path), 405, "method_not_allowed", None)


def test_a_fault_of_ours_is_readable_by_any_page_too(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("canary")

    monkeypatch.setattr("directory_api.open_referral.lists.taxonomies", fail)
    message = refused(client.get("/hsds/taxonomies?per_page=99"), 500, "unexpected", None)
    assert "canary" not in message


def test_without_data_it_says_so_to_any_page(tmp_path: object) -> None:
    empty = TestClient(create_app(Settings(_env_file=None, database_url=f"sqlite:///{tmp_path}/empty.db")))
    for path in ("/hsds", "/hsds/services", "/open-referral-uk/taxonomies"):
        refused(empty.get(path), 503, "directory_not_loaded", None)
