"""An export imported again gives the same services: every published fact, whatever it is."""

import shutil
from collections import defaultdict
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Engine

from directory_api import models
from directory_api.areas import AreaTree
from directory_api.data_pipeline.checks import check
from directory_api.data_pipeline.dataset import Dataset, read_file
from directory_api.data_pipeline.exporting.as_json import write_hsds, write_open_referral_uk
from directory_api.data_pipeline.exporting.published import Published
from directory_api.data_pipeline.exporting.tables import write_tables
from directory_api.data_pipeline.importing.feed import records_of_path
from directory_api.data_pipeline.importing.reading import Feed, Reading
from directory_api.data_pipeline.importing.service import build
from directory_api.data_pipeline.importing.text_files import file_text, record_text
from directory_api.data_pipeline.importing.what_differs import published_differences
from directory_api.data_pipeline.records.service import Service
from directory_api.data_pipeline.rows import all_rows
from directory_api.data_pipeline.service_rows import service_rows
from directory_api.open_referral.documents import StandardReference, service_documents, taxonomy_documents
from tests.services_data.generated_services import services
from tests.services_data.importing_helpers import copy_of, imported

MEGABYTES = 50
WRITERS = {"hsds": write_hsds, "open-referral-uk-3": write_open_referral_uk, "csv": write_tables}
SOME = (
    "alana-house",
    "galop",
    "berkshire-emergency-duty-service",
    "kingfisher-team",
    "childline",
    "first-response-buckinghamshire",
)


@pytest.fixture(scope="session")
def published(loaded: Engine) -> Published:
    return Published.read(loaded)


@pytest.mark.parametrize("format_", WRITERS)
def test_all_of_our_own_data_comes_back_unchanged(
    format_: str, published: Published, real_data: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    WRITERS[format_](published, folder)
    report = imported(folder, copy_of(real_data, tmp_path), format_, own_export=True)
    counts = report.result.counts()
    assert {outcome.name: outcome.why for outcome in report.result.outcomes if outcome.outcome != "unchanged"} == {}
    assert counts["unchanged"] == len(published.services)


@pytest.mark.parametrize("format_", WRITERS)
def test_services_that_are_missing_come_back_as_they_were(
    format_: str, published: Published, real_data: Path, dataset: Dataset, tmp_path: Path
) -> None:
    folder, into = tmp_path / "export", copy_of(real_data, tmp_path)
    folder.mkdir()
    WRITERS[format_](published, folder)
    for slug in SOME:
        next((into / "services").rglob(f"{slug}.yml")).unlink()
    report = imported(folder, into, format_, own_export=True)
    assert report.result.counts()["taken"] == len(SOME)
    back, problems = check(into)
    assert problems == []
    assert back is not None
    before = {entry.record.slug: entry.record for entry in dataset.services}
    after = {entry.record.slug: entry.record for entry in back.services}
    assert {slug: published_differences(before[slug], after[slug]) for slug in SOME} == dict.fromkeys(SOME, [])
    assert after["galop"].offered
    assert not after["kingfisher-team"].offered


def test_our_own_export_read_as_anybodys_is_vouched_for_by_nobody(
    published: Published, real_data: Path, tmp_path: Path
) -> None:
    folder, into = tmp_path / "export", copy_of(real_data, tmp_path)
    folder.mkdir()
    write_hsds(published, folder)
    shutil.rmtree(into / "services" / "oxfordshire")
    report = imported(folder, into, "hsds")
    taken = [outcome for outcome in report.result.outcomes if outcome.outcome == "taken"]
    records = [read_file(into / outcome.file, Service)[0] for outcome in taken if outcome.file]
    assert taken
    assert {(entry.record.status, entry.record.offered) for entry in records if entry} == {("check", False)}


@pytest.fixture(scope="session")
def reference(dataset: Dataset) -> StandardReference:
    rows = all_rows(dataset, "any")
    needs = [models.SupportNeed(**row) for row in rows[models.SupportNeed]]
    return StandardReference(needs, AreaTree(models.Area(**row) for row in rows[models.Area]))


@pytest.fixture(scope="session")
def reading(dataset: Dataset) -> Reading:
    return Reading.of(dataset, Feed("Us", None, date(2026, 11, 22), own_export=True))


def as_served(record: Service) -> models.Service:
    """The record as the rows a load makes of it, joined as the database joins them."""
    found: dict[str, list[Any]] = defaultdict(list)
    for table, row in service_rows(record, {item.commissioner: item.commissioner for item in record.commissioners}):
        found[table.__name__].append(table(**row))
    service: models.Service = found["Service"][0]
    service.organization = models.Organization(
        id=service.organization_id, slug=record.organization, name="Victim Support", description="A charity."
    )
    service.phones, service.schedules = found["Phone"], found["Schedule"]
    for phone in service.phones:
        phone.schedules = [row for row in found["Schedule"] if row.phone_id == phone.id]
    service.service_areas, service.needs, service.audiences = (
        found["ServiceArea"],
        found["ServiceNeed"],
        found["ServiceAudience"],
    )
    service.languages, service.sources, service.commissioners = (
        found["Language"],
        found["Source"],
        found["ServiceCommissioner"],
    )
    places = {row.id: row for row in found["Location"]}
    for row in found["ServiceAtLocation"]:
        row.location = places[row.location_id]
    service.service_at_locations = found["ServiceAtLocation"]
    return service


@pytest.mark.parametrize("format_", WRITERS)
@given(record=services())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_service_comes_back_with_every_published_fact(
    format_: str, record: Service, reference: StandardReference, reading: Reading
) -> None:
    document = service_documents(as_served(record), reference).full | {"last_modified": "2026-11-22T12:00:00Z"}
    taxonomies = [orjson.dumps(body).decode() for _, body in taxonomy_documents(reference)]
    everything = Published([orjson.dumps(document).decode()], [], taxonomies, [], reference.areas, "2026-11-22")
    with TemporaryDirectory() as name:
        folder = Path(name)
        WRITERS[format_](everything, folder)
        (raw,) = records_of_path(folder, format_, MEGABYTES)
        built = build(raw, 1, reading)
        path = folder / "back.yml"
        path.write_text(file_text(record_text(built.fields)), encoding="utf-8")
        back, problems = read_file(path, Service)
    assert problems == []
    assert back is not None
    assert published_differences(record, back.record) == []
    assert not [phone for phone in back.record.contact.phones if not phone.publish]
    assert (back.record.unconfirmed, back.record.notes) == ([], [])
