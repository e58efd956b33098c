"""Every refusal has one shape and says what to do."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import SQLModel

from directory_api import errors
from directory_api.database import make_engine
from directory_api.main import create_app
from directory_api.settings import Settings
from directory_api.wording import words

LONG = "x" * 101


@pytest.mark.parametrize(
    ("path", "status", "code", "field", "says"),
    [
        ("/api/services?are=slough", 422, "unknown_parameter", "are", "Did you mean “area”?"),
        ("/api/services?organisation=nspcc", 422, "unknown_parameter", "organisation", "Did you mean “organization”?"),
        ("/api/services?zzz=1", 422, "unknown_parameter", "zzz", "You can use: page, per_page, area"),
        ("/api/services?My+Secret=1", 422, "unknown_parameter", None, "no such filter"),
        ("/api/areas?page=2", 422, "unknown_parameter", "page", "takes none"),
        ("/api/services/childline?x=1", 422, "unknown_parameter", "x", "takes none"),
        ("/api/recommendations?ages=14", 422, "unknown_parameter", "ages", "Did you mean “age”?"),
        ("/api/services?need=image_abus", 422, "bad_value", "need", "Did you mean “image_abuse”?"),
        ("/api/recommendations?need=image_abuse&need=grooming", 422, "bad_value", "need", "online_grooming"),
        ("/api/services?audience=childs", 422, "bad_value", "audience", "You can use: young_person"),
        ("/api/services?status=closed", 422, "bad_value", "status", "closed_locally"),
        ("/api/services?age=fifteen", 422, "bad_value", "age", "whole number"),
        ("/api/services?age=15.5", 422, "bad_value", "age", "whole number"),
        ("/api/services?age=-1", 422, "bad_value", "age", "0 or more"),
        ("/api/services?age=121", 422, "bad_value", "age", "120 or less"),
        ("/api/services?page=0", 422, "bad_value", "page", "1 or more"),
        ("/api/services?per_page=101", 422, "bad_value", "per_page", "100 or less"),
        (f"/api/services?search={LONG}", 422, "bad_value", "search", "100 characters or fewer"),
        (f"/api/places?q={LONG}", 422, "bad_value", "q", "100 characters or fewer"),
        ("/api/places?q=", 422, "bad_value", "q", "1 or more characters"),
        ("/api/places?q=%20%20", 422, "bad_value", "q", "1 or more characters"),
        ("/api/places", 422, "bad_value", "q", "Please send q"),
        ("/api/services?postcode=hello", 422, "bad_value", "postcode", "does not look like a postcode"),
        ("/api/recommendations?now=yesterday", 422, "bad_value", "now", "2026-11-23T11:00"),
        ("/api/recommendations?now=2026-02-30T11:00", 422, "bad_value", "now", "2026-11-23T11:00"),
        ("/api/recommendations?" + "need=fraud&" * 11, 422, "bad_value", "need", "10 or fewer"),
        ("/api/services?area=slooough", 404, "unknown_area", "area", "Did you mean “Slough”?"),
        ("/api/services?area=zzzzzz", 404, "unknown_area", "area", "do not know that area"),
        ("/api/recommendations?area=slooough", 404, "unknown_area", "area", "Did you mean “Slough”?"),
        ("/api/recommendations?area=berkshire", 409, "several_areas", "area", "reading"),
        ("/api/services?area=Birmingham", 404, "outside_area", "area", "Birmingham is outside the Thames Valley"),
        ("/api/services?postcode=SW1A+1AA", 404, "outside_area", "postcode", "SW1A is outside"),
        ("/api/services?postcode=OX47", 404, "unknown_postcode", "postcode", "town or council"),
        ("/api/services?organization=nspc", 404, "unknown_organization", "organization", "Did you mean “nspcc”?"),
        ("/api/services/nobody", 404, "unknown_service", "id_or_slug", "/api/services?search="),
        (f"/api/services/{LONG}", 422, "bad_value", "id_or_slug", "100 characters or fewer"),
        ("/api/nothing", 404, "not_found", None, "/docs"),
        ("/docs/page/nothing.js", 404, "not_found", None, "/docs"),
    ],
)
def test_a_refusal_says_what_to_do(
    client: TestClient, path: str, status: int, code: str, field: str | None, says: str
) -> None:
    reply = client.get(path)
    assert reply.status_code == status, reply.text
    assert reply.json().keys() == {"error"}
    error = reply.json()["error"]
    assert error.keys() == {"code", "message", "field"}
    assert (error["code"], error["field"]) == (code, field)
    assert says in error["message"]


def test_a_wrong_method_names_the_right_one(client: TestClient) -> None:
    reply = client.delete("/api/areas")
    assert reply.status_code == 405
    assert reply.headers["allow"] == "GET"
    assert reply.json()["error"]["code"] == "method_not_allowed"


def kinds() -> list[type[errors.ApiError]]:
    return [kind for kind in errors.ApiError.__subclasses__() if kind.__module__ == errors.__name__]


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_every_kind_of_error_has_a_status_and_a_sentence(kind: type[errors.ApiError]) -> None:
    details = {"suggestion": "Or so.", "place": "There", "areas": "a, b"}
    error = kind(field="area", **details)
    assert 400 <= error.status < 600
    assert len(error.message) > 20


@pytest.fixture
def broken(app: FastAPI, directory_url: str) -> TestClient:
    """A service with one address that fails in a way nobody foresaw."""
    failing = create_app(Settings(_env_file=None, database_url=directory_url))

    @failing.get("/fails")
    def fails() -> None:
        raise ValueError("canary: what a visitor wrote")

    return TestClient(failing)


def test_an_unforeseen_fault_is_a_plain_500_that_tells_nothing(broken: TestClient) -> None:
    reply = broken.get("/fails")
    assert reply.status_code == 500
    assert reply.json()["error"] == {"code": "unexpected", "message": words("errors", "unexpected"), "field": None}
    assert "999" in reply.text


@pytest.mark.parametrize("tables", [True, False], ids=["no data", "no tables"])
def test_an_empty_database_is_a_503_with_the_emergency_number(tmp_path: object, tables: bool) -> None:
    settings = Settings(_env_file=None, database_url=f"sqlite:///{tmp_path}/empty.db")
    if tables:
        SQLModel.metadata.create_all(make_engine(settings.database_url))
    reply = TestClient(create_app(settings)).get("/api/recommendations")
    assert reply.status_code == 503
    assert reply.json()["error"]["code"] == "directory_not_loaded"
    assert "999" in reply.json()["error"]["message"]
