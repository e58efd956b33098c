"""A mirror learns what was removed, what ended, and what must not be shown any more."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from directory_api.data_pipeline.load import load
from directory_api.database import make_engine
from directory_api.identity import service_id
from directory_api.main import create_app
from directory_api.settings import REPOSITORY, Settings
from tests.directory_api.open_referral.asking import everything, page_of

CAMHS = "oxfordshire-camhs"  # it has a place that people may visit
GONE = "buckinghamshire-camhs"
FOR_EVER = "2020-01-01T00:00:00Z"
Edit = Callable[[str], str]


class Directory:
    """A copy of the real data and a service over it."""

    def __init__(self, folder: Path) -> None:
        self.data = Path(shutil.copytree(REPOSITORY / "services_data", folder / "data"))
        self.url = f"sqlite:///{folder}/directory.db"
        self.load()

    def load(self) -> TestClient:
        engine = make_engine(self.url)
        load(self.data, engine)
        engine.dispose()
        return TestClient(create_app(Settings(_env_file=None, database_url=self.url)))

    def file(self, slug: str) -> Path:
        return next(self.data.glob(f"services/*/{slug}.yml"))

    def edit(self, slug: str, change: Edit) -> None:
        before = self.file(slug).read_text(encoding="utf-8")
        assert (after := change(before)) != before
        self.file(slug).write_text(after, encoding="utf-8")


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    return Directory(tmp_path)


def place_of(client: TestClient, slug: str) -> str:
    places = everything(client, "/hsds/service_at_locations")
    return next(str(place["id"]) for place in places if place["service"]["x_slug"] == slug)


@pytest.mark.parametrize("root", ["/hsds", "/open-referral-uk"])
def test_a_removed_record_is_told_of_until_every_mirror_knows(directory: Directory, root: str) -> None:
    before = directory.load()
    dates = {one["id"]: one["last_modified"] for one in everything(before, f"{root}/services", per_page=100)}
    place = place_of(before, CAMHS)
    for slug in (GONE, CAMHS):
        directory.file(slug).unlink()
    client = directory.load()
    for slug in (GONE, CAMHS):
        reply = client.get(f"{root}/services/{service_id(slug)}")
        assert (reply.status_code, reply.json()["error"]["code"]) == (410, "removed_record")
        assert reply.headers["access-control-allow-origin"] == "*"
    assert client.get(f"{root}/service_at_locations/{place}").status_code == 410
    assert service_id(GONE) not in {one["id"] for one in everything(client, f"{root}/services")}

    for query in ({}, {"minimal": "true"}, {"full": "true"}, {"area": "slough"}):
        told = list(everything(client, f"{root}/services", modified_after=FOR_EVER, per_page=100, **query))
        deleted = {one["id"] for one in told if one.get("deleted")}
        assert deleted == {service_id(GONE), service_id(CAMHS)}, query
    tombstone = next(one for one in told if one["id"] == service_id(GONE))
    assert tombstone["status"] == "defunct"
    assert set(tombstone) == {"id", "name", "status", "last_modified", "deleted"}
    places = everything(client, f"{root}/service_at_locations", modified_after=FOR_EVER)
    assert [one["id"] for one in places if one.get("deleted")] == [place]

    since = tombstone["last_modified"]
    assert since >= max(dates.values())
    later = page_of(client, f"{root}/services", modified_after="2100-01-01T00:00:00Z")
    assert later["total_items"] == 0


def test_removals_stand_on_the_last_pages(directory: Directory) -> None:
    directory.file(GONE).unlink()
    client = directory.load()
    first = page_of(client, "/hsds/services", modified_after=FOR_EVER, per_page=7)
    by_sevens = list(everything(client, "/hsds/services", modified_after=FOR_EVER, per_page=7))
    at_once = page_of(client, "/hsds/services", modified_after=FOR_EVER, minimal="true")
    assert [one["id"] for one in by_sevens] == [one["id"] for one in at_once["contents"]]
    assert len(by_sevens) == first["total_items"]
    assert by_sevens[-1]["deleted"] is True
    lines = client.get(f"/hsds/services?modified_after={FOR_EVER}&format=ndjson").text.splitlines()
    assert len(lines) == first["total_items"]


def test_a_tag_that_is_held_says_no_more_once_the_data_changed(directory: Directory) -> None:
    client = directory.load()
    tag = client.get("/hsds/services").headers["etag"]
    assert client.get("/hsds/services", headers={"if-none-match": tag}).status_code == 304
    directory.file(GONE).unlink()
    assert directory.load().get("/hsds/services", headers={"if-none-match": tag}).status_code == 200


LOCATIONS = re.compile(r"  locations:\n(?:  +-? .*\n)+?(?=  \w)")  # the whole list, up to the next way to reach it


def test_a_place_that_became_secret_is_gone_everywhere_and_is_told_of(directory: Directory) -> None:
    client = directory.load()
    place = place_of(client, CAMHS)
    known = page_of(client, f"/hsds/service_at_locations/{place}")["location"]
    postcode = known["addresses"][0]["postal_code"]
    directory.edit(CAMHS, lambda text: LOCATIONS.sub("  address_confidential: true\n", text))
    client = directory.load()
    record = page_of(client, f"/hsds/services/{service_id(CAMHS)}")
    assert record["x_confidential_address"] is True
    assert "service_at_locations" not in record
    assert "address_note" not in record.get("x_contact", {})
    assert client.get(f"/hsds/service_at_locations/{place}").status_code == 410
    for path in (
        "services?full=true&per_page=100",
        "service_at_locations",
        "organizations?full_service=true&per_page=100",
    ):
        text = client.get(f"/hsds/{path}").text
        assert postcode not in text
        assert known["addresses"][0]["address_1"] not in text
    near = page_of(client, "/hsds/service_at_locations", postcode=postcode, proximity=100_000)
    assert near["total_items"] == 0
    gone = [one["id"] for one in everything(client, "/hsds/service_at_locations", modified_after=FOR_EVER)]
    assert gone == [place]


def test_nobody_is_given_a_way_to_reach_a_service_that_ended(client: TestClient) -> None:
    ended = [
        record
        for record in everything(client, "/hsds/services", modified_after=FOR_EVER, full="true", per_page=100)
        if not record["x_status"]["offered"]
    ]
    assert len(ended) > 10
    for record in ended:
        assert record["status"] in ("inactive", "defunct")
        assert record["alert"] == record["x_status"]["note"]
        ways = {"phones", "contacts", "email", "url", "service_at_locations", "x_contact"}
        assert not ways & set(record), record["x_slug"]
        assert page_of(client, f"/hsds/services/{record['id']}") == record
    listed = {record["id"] for record in everything(client, "/hsds/services", per_page=100)}
    assert not listed & {record["id"] for record in ended}
