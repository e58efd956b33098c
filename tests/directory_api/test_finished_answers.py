"""Public answers are given out again as they are; none that may tell of a person is, and none outlives the data."""

import logging

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from directory_api.finished_answers import HARMLESS, FinishedAnswers, Key
from directory_api.main import create_app
from directory_api.settings import Settings

LIST = "/open-referral-uk/services?page=2&per_page=5"


@pytest.fixture
def fresh(directory_url: str) -> FastAPI:
    """A service that has answered nothing yet."""
    app = create_app(Settings(_env_file=None, database_url=directory_url))
    TestClient(app).get("/api/areas")  # the first look at the data
    return app


def kept(app: FastAPI) -> list[Key]:
    layer = app.middleware_stack
    while not isinstance(layer, FinishedAnswers):
        layer = layer.app  # type: ignore[union-attr]
    return list(layer._kept._values)


def told(reply: Response) -> tuple[int, dict[str, str], bytes]:
    return reply.status_code, {name: value for name, value in reply.headers.items() if name != "date"}, reply.content


@pytest.mark.parametrize("encoding", ["gzip, deflate, br", "gzip", "identity", ""])
@pytest.mark.parametrize("path", [LIST, "/hsds/taxonomies", "/api/services/childline", "/api/services?per_page=3"])
def test_an_answer_given_again_is_the_same_to_the_last_header(fresh: FastAPI, path: str, encoding: str) -> None:
    client = TestClient(fresh)
    first = told(client.get(path, headers={"accept-encoding": encoding}))
    assert kept(fresh)
    assert told(client.get(path, headers={"accept-encoding": encoding})) == first
    assert told(client.get(path, headers={"accept-encoding": "identity"}))[2] == first[2]


@pytest.mark.parametrize(
    "path",
    [
        "/open-referral-uk/services?search=nudes",
        "/open-referral-uk/services?postcode=OX11AA",
        "/open-referral-uk/services?age=13&need=image_abuse&area=slough",
        "/open-referral-uk/services?page=1&something=typed",
        "/open-referral-uk/services?open_now=true",
        "/open-referral-uk/services?language=whateversomebodytypes",
        "/hsds/services?status=whateversomebodytypes",
        "/api/services?search=nudes",
        "/api/services?area=slough",
        "/api/recommendations?age=13",
        "/api/places?q=slough",
        "/hsds/services/00000000-0000-0000-0000-000000000000",
        "/hsds/services?page=0",
        "/hsds/services?format=ndjson",
        "/",
    ],
)
def test_what_may_tell_of_a_person_or_was_refused_is_not_held(fresh: FastAPI, path: str) -> None:
    TestClient(fresh).get(path)
    assert not kept(fresh)


@pytest.mark.parametrize("header", ["if-none-match", "cookie", "range", "authorization"])
def test_a_request_with_more_to_say_is_answered_anew(fresh: FastAPI, header: str) -> None:
    TestClient(fresh).get(LIST, headers={header: '"x"'})
    assert not kept(fresh)


def test_a_tag_is_still_judged_when_the_answer_is_held(fresh: FastAPI) -> None:
    client = TestClient(fresh)
    tag = client.get(LIST).headers["etag"]
    client.get(LIST)
    assert client.get(LIST, headers={"if-none-match": tag}).status_code == 304


def test_only_reading_is_held(fresh: FastAPI) -> None:
    client = TestClient(fresh)
    client.post("/hsds/services", json={})
    client.head("/hsds/services")
    assert not kept(fresh)


def test_held_answers_are_logged_by_route(
    fresh: FastAPI, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory_api.request_log.ALIKE_FOR_SECONDS", 0)
    client = TestClient(fresh)
    with caplog.at_level(logging.INFO, logger="directory_api.request_log"):
        client.get("/api/services/childline")
        client.get("/api/services/childline")
    told = [" ".join(one.getMessage().split()[:3]) for one in caplog.records if "request_log" in one.name]
    assert told == ["GET /api/services/{id_or_slug} 200"] * 2


@pytest.mark.parametrize(
    ("query", "harmless"),
    [
        (b"", True),
        (b"page=2&per_page=50", True),
        (b"modified_after=2026-11-01T00:00:00Z&full=true", True),
        (b"page=2&age=13", False),
        (b"search=x", False),
        (b"page=my+name+is", False),
        (b"language=punjabi", False),
        (b"audience=young_person&status=open", True),
        (b"page=" + b"x" * 41, False),
        (b"Page=1", False),
    ],
)
def test_only_parameters_that_cannot_tell_of_a_person_are_harmless(query: bytes, harmless: bool) -> None:
    assert bool(HARMLESS.fullmatch(query)) is harmless
