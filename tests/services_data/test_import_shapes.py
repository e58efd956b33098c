"""However a feed is packed, the same services come out of it."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory_api.data_pipeline.dataset import Dataset
from directory_api.data_pipeline.importing.feed import FeedFailed, records_of_bytes, records_of_path
from directory_api.data_pipeline.importing.reading import Feed, NotTaken, Reading
from directory_api.data_pipeline.importing.service import build
from directory_api.data_pipeline.records.service import Service
from tests.services_data.importing_helpers import FEEDS, TODAY, copy_of, imported, outcome_of, record_of

MEGABYTES = 50
FIRST, SECOND = {"id": "1", "name": "First"}, {"id": "2", "name": "Sécond"}
ORGANIZATION = {"id": "o", "name": "Both"}
PAGE = {"total_items": 2, "total_pages": 1, "page_number": 1, "size": 2, "empty": False, "contents": [FIRST, SECOND]}
OLD_PAGE = {"totalElements": 2, "totalPages": 1, "number": 1, "size": 2, "content": [FIRST, SECOND]}
BOTH = [FIRST, SECOND]


def as_json(value: Any, encoding: str = "utf-8") -> bytes:
    return json.dumps(value, ensure_ascii=False).encode(encoding)


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        as_json(BOTH),
        as_json(PAGE),
        as_json(OLD_PAGE),
        as_json({"services": BOTH}),
        as_json([PAGE, {**PAGE, "contents": []}]),
        b"\n".join(map(as_json, BOTH)),
        as_json(BOTH, "utf-8-sig"),
        as_json(BOTH, "utf-16"),
        as_json(BOTH, "cp1252"),
        zipped(services__json=as_json(BOTH)),
    ],
    ids=["array", "page", "page of 1.0", "services", "pages", "lines", "mark", "utf-16", "cp1252", "zip"],
)
def test_json_in_any_packing_gives_the_same_records(content: bytes) -> None:
    assert records_of_bytes(content, "hsds", MEGABYTES) == BOTH


def test_services_inside_their_organization_and_at_their_location_are_found() -> None:
    nested = as_json([{**ORGANIZATION, "services": [FIRST]}, {"id": "sal", "location": {"id": "l"}, "service": SECOND}])
    first, second = records_of_bytes(nested, "hsds", MEGABYTES)
    assert first == {**FIRST, "organization": ORGANIZATION}
    assert second == {**SECOND, "service_at_locations": [{"id": "sal", "location": {"id": "l"}}]}


def test_one_service_alone_is_a_feed_and_a_bad_line_does_not_stop_the_others() -> None:
    assert records_of_bytes(as_json(FIRST), "hsds", MEGABYTES) == [FIRST]
    assert records_of_bytes(as_json(FIRST) + b"\n{broken\n" + as_json(SECOND), "hsds", MEGABYTES) == [
        FIRST,
        "{broken",
        SECOND,
    ]


@pytest.mark.parametrize(
    ("content", "format_", "sentence"),
    [
        (b"<html></html>", "hsds", "The feed is not JSON"),
        (b"", "hsds", "The feed is not JSON"),
        (b"[" * 100_000, "hsds", "nested too deeply"),
        (b"PK\x03\x04broken", "csv", "not a zip archive"),
        (zipped(phones__csv=b"id\n1", other__csv=b"id\n1"), "csv", "no services.csv"),
        (zipped(services__csv=b"a" * 60 * 2**20), "csv", "larger than 50 MB"),
    ],
    ids=["web page", "nothing", "deep", "broken zip", "no table", "zip bomb"],
)
def test_a_feed_that_cannot_be_read_is_refused_in_words(content: bytes, format_: str, sentence: str) -> None:
    with pytest.raises(FeedFailed, match=sentence):
        records_of_bytes(content, format_, MEGABYTES)


def test_hsds_tables_are_joined_in_a_folder_and_in_a_zip(real_data: Path, tmp_path: Path) -> None:
    files = {path.name.replace(".", "__"): path.read_bytes() for path in (FEEDS / "tables").glob("*.csv")}
    archive = tmp_path / "tables.zip"
    archive.write_bytes(zipped(**files))
    assert records_of_path(archive, "csv", MEGABYTES) == records_of_path(FEEDS / "tables", "csv", MEGABYTES)
    into = copy_of(real_data, tmp_path)
    service = record_of(imported(archive, into, "csv"), "s-1", into)
    assert service.organization == "lantern"
    assert [phone.number for phone in service.contact.phones] == ["0118 955 5111"]
    assert service.areas.covers == ["reading", "slough"]
    assert [row.byday for row in service.opening.schedule] == [["MO", "FR"]]
    assert [place.postal_code for place in service.contact.locations] == ["RG1 2AB"]
    assert service.needs.also == ["hate_crime"]
    assert (service.ages.minimum, service.ages.maximum) == (11, 18)


def test_a_spreadsheet_saved_by_excel_is_read(real_data: Path, tmp_path: Path) -> None:
    into = copy_of(real_data, tmp_path)
    report = imported(FEEDS / "flat.csv", into, "csv")
    assert [outcome.outcome for outcome in report.result.outcomes] == ["taken", "refused"]
    service = record_of(report, report.result.outcomes[0].id, into)
    assert service.name == "Café for Carers"
    assert service.audiences == ["parent_carer"]
    assert [phone.number for phone in service.contact.phones] == ["0118 955 5111", "0800 012 1700"]
    assert service.areas.covers == ["wokingham", "bracknell-forest"]
    assert service.ages.minimum == 18
    assert service.cost == "Free"
    assert [place.city for place in service.contact.locations] == ["Wokingham"]


@pytest.fixture(scope="module")
def reading(dataset: Dataset) -> Reading:
    return Reading.of(dataset, Feed("Example", "https://feeds.example.org", TODAY))


NAMES = sorted(
    {"id", "name", "description", "status", "email", "url", "deleted", "minimum_age", "phones", "contacts", "languages"}
    | {"service_areas", "schedules", "organization", "service_at_locations", "attributes", "eligibilitys", "x_needs"}
)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec="utf-8"), max_size=40),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=8), inner, max_size=6)
    ),
    max_leaves=25,
)


@given(record=ANY_JSON | st.dictionaries(st.sampled_from(NAMES), ANY_JSON, min_size=3))
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_record_however_odd_breaks_the_reading(record: Any, reading: Reading) -> None:
    try:
        built = build(record, 1, reading)
    except NotTaken:
        return
    if not built.deleted:
        assert built.fields["status"] == "check"
        try:
            Service.model_validate(built.fields)
        except ValueError as error:
            assert "too_short" in str(error) or "at least" in str(error)  # noqa: PT017 - a name of nothing but markup


def test_bad_records_never_stop_good_ones(real_data: Path, tmp_path: Path) -> None:
    into = copy_of(real_data, tmp_path)
    good = {"id": "good", "name": "Good", "organization": ORGANIZATION}
    bad: list[Any] = [
        None,
        1,
        "x",
        [],
        {},
        {"id": 1},
        {"name": {"name": []}},
        {"name": 7, "phones": 3, "schedules": "x"},
    ]
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps([*bad, good, *bad]), encoding="utf-8")
    assert outcome_of(imported(feed, into, "hsds"), "good").outcome == "taken"
