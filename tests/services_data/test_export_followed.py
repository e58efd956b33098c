"""The example client keeps a true copy of the directory: what is new, what changed and what was removed."""

import json
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from sqlalchemy import Engine

from directory_api.data_pipeline.importing.limits import Limits
from directory_api.data_pipeline.load import load
from directory_api.database import make_engine
from directory_api.main import create_app
from directory_api.settings import Settings
from examples.follow_the_feed import follow
from tests.services_data.importing_helpers import copy_of, imported

SECONDS_TO_START = 20
NEXT_SECOND = 1.1  # dates of changes are to the second


@pytest.fixture
def data(real_data: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(real_data, tmp_path / "data"))


@pytest.fixture
def engine(data: Path, tmp_path: Path) -> Iterator[Engine]:
    engine = make_engine(f"sqlite:///{tmp_path}/followed.db")
    load(data, engine)
    yield engine
    engine.dispose()


@pytest.fixture
def directory(engine: Engine) -> Iterator[httpx.Client]:
    """The real service, on a port of this machine."""
    app = create_app(Settings(_env_file=None, database_url=str(engine.url)))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + SECONDS_TO_START
    while not server.started:
        assert time.monotonic() < until, "the service did not start"
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    with httpx.Client(base_url=f"http://127.0.0.1:{port}/hsds", timeout=30) as client:
        yield client
    server.should_exit = True
    thread.join()


def kept(copy: Path) -> dict[str, Any]:
    return {service["x_slug"]: service for service in json.loads(copy.read_text())["services"].values()}


def test_a_copy_follows_what_is_new_what_changed_and_what_was_removed(
    directory: httpx.Client, engine: Engine, data: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.json"
    slugs = {path.stem for path in (data / "services").rglob("*.yml")}
    assert follow(directory, copy) == len(slugs)
    assert kept(copy).keys() == slugs
    assert kept(copy)["samaritans"]["phones"][0]["number"] == "116 123"

    time.sleep(NEXT_SECOND)
    changed = data / "services" / "national" / "samaritans.yml"
    changed.write_text(changed.read_text().replace("name: Samaritans", "name: The Samaritans", 1))
    removed = data / "services" / "national" / "signhealth.yml"
    added = data / "services" / "national" / "signs-of-hope.yml"
    added.write_text(removed.read_text().replace("slug: signhealth", "slug: signs-of-hope", 1))
    removed.unlink()
    load(data, engine)

    assert follow(directory, copy) == len(slugs)
    assert kept(copy).keys() == slugs - {"signhealth"} | {"signs-of-hope"}
    assert kept(copy)["samaritans"]["name"] == "The Samaritans"
    assert follow(directory, copy) == len(slugs)


def test_the_feed_of_the_real_service_is_read_page_by_page_and_one_by_one(
    directory: httpx.Client, real_data: Path, tmp_path: Path
) -> None:
    into = copy_of(real_data, tmp_path / "mirror")
    root = str(directory.base_url).replace("/hsds/", "/open-referral-uk")
    for source in (root, f"{root}/services?per_page=20"):
        limits = Limits(allow_private=True)
        report = imported(source, into, "open-referral-uk-3", own_export=True, limits=limits, trial=True)
        counts = report.result.counts()
        assert counts["unchanged"] == len(report.result.outcomes) > 20


def test_an_answer_that_breaks_off_leaves_the_copy_as_it_was(tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    copy.write_text('{"seen": "2026-01-01T00:00:00Z", "services": {}}')
    before = copy.read_text()
    broken = httpx.MockTransport(lambda _: httpx.Response(200, content=b'{"id": "1", "last_modified": "x"}\n{"id":'))
    with httpx.Client(base_url="https://directory.example.org", transport=broken) as client, pytest.raises(ValueError):
        follow(client, copy)
    refused = httpx.MockTransport(lambda _: httpx.Response(503))
    with (
        httpx.Client(base_url="https://directory.example.org", transport=refused) as client,
        pytest.raises(httpx.HTTPStatusError),
    ):
        follow(client, copy)
    assert copy.read_text() == before
