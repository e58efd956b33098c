"""What leaves the service besides its answers: safe headers on everything, and logs that name no visitor."""

import io
import logging
from collections.abc import Iterator

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from opentelemetry import trace
from starlette.routing import BaseRoute, Mount

from directory_api.main import create_app
from directory_api.open_referral.middleware import OPEN_TO_ALL
from directory_api.open_referral.router import is_under
from directory_api.open_referral.routes import ROOTS, STANDARDS, served_routes
from directory_api.privacy import SAFE_HEADERS
from directory_api.settings import Settings

CANARY = "RG1 9ZQ"
PIECES = ("9ZQ", "9zq", "canary")
FEEDS = [route for standard in STANDARDS for route in served_routes(standard).routes]


def declared_paths(routes: list[BaseRoute]) -> Iterator[str]:
    """Every path the app declares, also of included routers, with something in place of each parameter."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from declared_paths(inner.routes)
        elif isinstance(route, Mount):
            yield route.path + "/nothing"
        else:
            path: str = getattr(route, "path", "/")
            yield path.replace("{id_or_slug}", "childline").replace("{", "").replace("}", "")


def test_the_list_of_paths_is_complete(app: FastAPI) -> None:
    paths = set(declared_paths([*app.routes, *FEEDS]))
    assert {"/api/services", "/api/services/childline", "/api/recommendations", "/docs", "/openapi.json"} <= paths
    documented = set(app.openapi()["paths"]) - {"/api/services/{id_or_slug}"}
    assert {path.replace("{", "").replace("}", "") for path in documented} <= paths


def test_every_address_has_the_safe_headers_even_when_it_refuses(app: FastAPI, client: TestClient) -> None:
    for path in {*declared_paths([*app.routes, *FEEDS]), "/nowhere", "/api/places?q=", "/api/services?are=1"}:
        for method in ("GET", "POST", "OPTIONS"):
            reply = client.request(method, path, follow_redirects=False)
            expected = SAFE_HEADERS | (OPEN_TO_ALL if any(is_under(path, root) for root in ROOTS) else {})
            missing = {name for name, value in expected.items() if reply.headers.get(name) != value}
            assert not missing, (method, path)
            assert "cache-control" in reply.headers, (method, path)
            assert "strict-transport-security" not in reply.headers


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-store"),
        ("x-frame-options", "DENY"),
    ],
)
def test_an_answer_leaves_no_trace_elsewhere(client: TestClient, header: str, value: str) -> None:
    assert client.get("/api/recommendations?age=14").headers[header] == value


def test_pages_may_use_only_what_this_site_serves(client: TestClient) -> None:
    policy = client.get("/docs").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_where_cookies_are_secure_browsers_are_told_to_stay_encrypted(directory_url: str) -> None:
    secure = create_app(Settings(_env_file=None, database_url=directory_url, cookie_secure=True))
    assert "max-age" in TestClient(secure).get("/api/areas").headers["strict-transport-security"]


@pytest.fixture
def everything_logged() -> Iterator[io.StringIO]:
    """All that any logger says at any level."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield text
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.mark.parametrize(
    "path",
    [
        f"/api/places?q={CANARY}",
        f"/api/services?postcode={CANARY}",
        f"/api/services?area={CANARY}",
        f"/api/recommendations?area={CANARY}",
        f"/api/recommendations?now={CANARY}",
        f"/api/services/{CANARY}",
        f"/api/places?canary={CANARY}",
        f"/hsds/service_at_locations?postcode={CANARY}&proximity=5000",
        f"/open-referral-uk/services?search={CANARY}",
        f"/open-referral-uk/services/{CANARY}",
        f"/{CANARY}",
        "/fails",
    ],
)
def test_no_query_path_or_fault_reaches_a_log(directory_url: str, everything_logged: io.StringIO, path: str) -> None:
    app = create_app(Settings(_env_file=None, database_url=directory_url, log_level="DEBUG"))

    @app.get("/fails")
    def fails() -> None:
        raise ValueError(f"canary {CANARY}")

    TestClient(app, raise_server_exceptions=False).get(path)
    logged = everything_logged.getvalue()
    assert "GET" in logged  # the line is written, so the test can fail
    ours = [line for line in logged.splitlines() if not line.startswith("HTTP Request: ")]  # the test's own client
    assert not [line for line in ours if any(piece in line for piece in PIECES)]


def test_the_servers_own_access_log_is_off(directory_url: str, everything_logged: io.StringIO) -> None:
    """Uvicorn sets its loggers up before it calls the factory; ours has the last word."""
    uvicorn.Config("directory_api.main:create_app", factory=True, access_log=True)
    create_app(Settings(_env_file=None, database_url=directory_url))
    logging.getLogger("uvicorn.access").info('%s - "%s %s"', "203.0.113.9", "GET", f"/api/places?q={CANARY}")
    assert CANARY not in everything_logged.getvalue()


def test_a_log_line_names_the_route_not_the_path(
    client: TestClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory_api.request_log.ALIKE_FOR_SECONDS", 0)
    with caplog.at_level(logging.INFO, logger="directory_api"):
        client.get("/api/services/childline")
        client.get("/canary")
    assert [" ".join(record.getMessage().split()[:3]) for record in caplog.records[-2:]] == [
        "GET /api/services/{id_or_slug} 200",
        "GET - 404",
    ]


def test_nothing_is_handed_to_whatever_measures_requests(directory_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """FastAPI tells a tracer that is set up of every request, its address and query included, unless told not to."""
    told: list[str] = []

    class Listener(trace.TracerProvider):
        def get_tracer(self, *names: object, **more: object) -> trace.Tracer:
            told.append("asked for a tracer")
            return trace.NoOpTracer()

    monkeypatch.setattr("opentelemetry.trace._TRACER_PROVIDER", Listener())
    TestClient(FastAPI()).get(f"/nothing?q={CANARY}")
    assert told  # so the test can fail
    told.clear()
    client = TestClient(create_app(Settings(_env_file=None, database_url=directory_url)))
    for path in ("/api/services", "/hsds/services", "/nothing"):
        client.get(path, params={"search": CANARY})
    assert told == []
