"""The interactive documentation works under the site's own rules, and tells all there is to know."""

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Request, sync_playwright

from directory_api.main import create_app
from directory_api.settings import Settings

OURS = "/api/"


@pytest.fixture
def address(directory_url: str) -> Iterator[str]:
    """The service on a port of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(Settings(_env_file=None, database_url=directory_url))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.mark.requires("chromium")
def test_the_documentation_is_drawn_without_asking_any_other_site(address: str, chromium_path: str) -> None:
    asked: list[str] = []
    complaints: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", note)
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.goto(f"{address}/docs")
        page.get_by_text("Find who can help").first.wait_for(timeout=20_000)
        page.get_by_text("Find who can help").first.click()
        page.get_by_text("Try it out").first.wait_for()
        browser.close()
    assert len(asked) > 3
    assert not [url for url in asked if not url.startswith((address, "data:"))]
    assert not complaints


def operations(app: FastAPI) -> list[tuple[str, dict[str, Any]]]:
    paths = app.openapi()["paths"].items()
    return [(path, operation) for path, methods in paths if path.startswith(OURS) for operation in methods.values()]


def test_every_operation_is_described_with_its_errors(app: FastAPI) -> None:
    assert len(operations(app)) == 6
    for path, operation in operations(app):
        assert operation["summary"], path
        assert operation["description"], path
        errors = {status: reply for status, reply in operation["responses"].items() if status != "200"}
        assert {"422", "503"} <= set(errors), path
        for reply in errors.values():
            assert reply["content"]["application/json"]["schema"]["$ref"].endswith("/ErrorReply"), path


def test_every_parameter_is_described_with_an_example(app: FastAPI) -> None:
    for path, operation in operations(app):
        for parameter in operation.get("parameters", []):
            described = parameter["schema"] | parameter
            assert described.get("description"), (path, parameter["name"])
            has_example = "examples" in described or "example" in described or "default" in described
            assert has_example, (path, parameter["name"])


def test_the_examples_work(app: FastAPI, client: TestClient) -> None:
    for path, operation in operations(app):
        for parameter in operation.get("parameters", []):
            for example in parameter["schema"].get("examples", []):
                required = {"q": "didcot"} if path == "/api/places" else {}
                required |= {"postcode": "OX11"} if parameter["name"] == "proximity" else {}
                query = {**required, parameter["name"]: example} if parameter["in"] == "query" else required
                address = path.replace("{id_or_slug}", str(example))
                assert client.get(address, params=query).status_code == 200, (path, parameter["name"], example)


def test_the_framework_offers_no_other_error_shape(app: FastAPI) -> None:
    assert "HTTPValidationError" not in app.openapi()["components"]["schemas"]
