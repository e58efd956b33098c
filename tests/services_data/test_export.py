"""What we give away says what it means, asks for nothing, and holds nothing that nobody may know."""

import csv
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import orjson
import pytest
from sqlalchemy import Engine

from directory_api.data_pipeline.__main__ import main
from directory_api.data_pipeline.dataset import Dataset
from directory_api.data_pipeline.exporting.as_json import write_hsds, write_open_referral_uk
from directory_api.data_pipeline.exporting.dictionary import HEAD
from directory_api.data_pipeline.exporting.printable import write_printable
from directory_api.data_pipeline.exporting.published import NothingToExport, Published
from directory_api.data_pipeline.exporting.tables import write_tables
from directory_api.data_pipeline.uk_numbers import digits_of
from directory_api.vocabulary import AUDIENCES

COUNCILS = 9
LONG_NUMBER = 6  # digits; shorter ones turn up inside others
ENVELOPE = {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"}
NEVER_ON_A_PAGE = re.compile(r"<script|<link|<img|<iframe|@import|url\(|javascript:| on\w+=", re.IGNORECASE)


class Links(HTMLParser):
    """Where a page leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: set[str] = set()

    def handle_starttag(self, _tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.targets |= {value or "" for name, value in attributes if name in {"href", "src", "action"}}


@pytest.fixture(scope="module")
def published(loaded: Engine) -> Published:
    return Published.read(loaded)


@pytest.fixture(scope="module")
def pages(published: Published, dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("html")
    paths = write_printable(published, dataset.emergency_contacts.record.contacts, folder)
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


@pytest.fixture(scope="module")
def tables(published: Published, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, str]]]:
    folder = tmp_path_factory.mktemp("csv")
    found = {}
    for path in write_tables(published, folder):
        if path.suffix == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                found[path.stem] = list(csv.DictReader(file))
    return found


def test_hsds_is_a_list_of_services_with_all_that_hangs_on_them(published: Published, tmp_path: Path) -> None:
    files = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in write_hsds(published, tmp_path)}
    assert set(files) == {"services", "organizations", "taxonomies", "taxonomy_terms"}
    assert len(files["services"]) == len(published.services)
    assert {"organization", "attributes", "x_sources", "metadata"} <= files["services"][0].keys()


def test_open_referral_pages_have_the_envelope_and_all_services(published: Published, tmp_path: Path) -> None:
    paths = [path for path in write_open_referral_uk(published, tmp_path) if path.parent.name == "services"]
    found = [json.loads(path.read_bytes()) for path in paths]
    assert [path.name for path in paths] == [f"page-{number}.json" for number in range(1, len(paths) + 1)]
    assert {frozenset(page) for page in found} == {frozenset(ENVELOPE)}
    assert [page["last_page"] for page in found] == [False] * (len(found) - 1) + [True]
    assert [item for page in found for item in page["contents"]] == [orjson.loads(body) for body in published.services]


def test_every_column_is_told_in_the_dictionary(tables: dict[str, list[dict[str, str]]]) -> None:
    dictionary = tables["dictionary"]
    told = {(line["table"], line["column"]) for line in dictionary}
    assert tuple(dictionary[0]) == HEAD
    assert told == {(table, column) for table, rows in tables.items() if table != "dictionary" for column in rows[0]}
    assert not [line for line in dictionary if not line["meaning"] or not line["type"]]


def test_rows_that_belong_to_something_name_something_that_is_there(tables: dict[str, list[dict[str, str]]]) -> None:
    for column, owner in {
        "service_id": "services",
        "organization_id": "organizations",
        "phone_id": "phones",
        "contact_id": "contacts",
        "location_id": "locations",
        "taxonomy_term_id": "taxonomy_terms",
        "taxonomy_id": "taxonomies",
    }.items():
        known = {row["id"] for row in tables[owner]}
        assert not [
            (table, row)
            for table, rows in tables.items()
            for row in rows
            if row.get(column) and row[column] not in known
        ]


def test_a_spreadsheet_runs_nothing(published: Published, tmp_path: Path) -> None:
    service = orjson.loads(published.services[0]) | {"name": "=cmd|' /C calc'!A0", "description": "+1+1"}
    evil = Published([orjson.dumps(service).decode()], [], [], [], published.areas, published.loaded_on)
    write_tables(evil, tmp_path)
    text = (tmp_path / "services.csv").read_text(encoding="utf-8-sig")
    assert "'=cmd" in text
    assert "'+1+1" in text


def test_numbers_nobody_may_publish_are_in_no_export(
    published: Published, pages: dict[str, str], dataset: Dataset
) -> None:
    phones = [(phone.number, phone.publish) for entry in dataset.services for phone in entry.record.contact.phones]
    shown = {digits_of(number) for number, publish in phones if publish}
    withheld = {digits_of(number) for number, publish in phones if not publish} - shown
    given = "|".join(re.sub(r"(?<=\d) (?=\d)", "", text) for text in (*published.services, *pages.values()))
    assert withheld
    assert not [number for number in withheld if len(number) > LONG_NUMBER and number in given]


def test_there_is_a_page_for_each_area_and_reader_and_the_index_leads_to_it(pages: dict[str, str]) -> None:
    assert len(pages) == COUNCILS * len(AUDIENCES) + 1
    links = Links()
    links.feed(pages["index.html"])
    assert {target for target in links.targets if target.endswith(".html")} == pages.keys() - {"index.html"}


def test_a_page_asks_for_nothing_and_leads_nowhere_else(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        links = Links()
        links.feed(text)
        assert not NEVER_ON_A_PAGE.search(text), name
        assert "default-src 'none'" in text
        assert not [
            target for target in links.targets if not target.endswith(".html") and not target.startswith("tel:")
        ]


def test_the_emergency_numbers_stand_before_any_service(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        assert text.index('href="tel:999"') < text.find("<article") or name == "index.html"
    assert "Childline" in pages["reading-young-person.html"].partition("<article")[0]


def test_a_page_has_the_services_of_its_area_and_reader_and_no_others(
    pages: dict[str, str], published: Published
) -> None:
    services = {service["x_slug"]: service for service in published.each_service()}
    page = pages["slough-young-person.html"].replace("&#39;", "'").replace("&amp;", "&")
    for slug, service in services.items():
        areas = {area["x_area_id"] for area in service.get("service_areas", [])}
        here = bool(areas & {"slough", "berkshire", "thames-valley", "england"})
        wanted = here and service["x_status"]["offered"] and "young_person" in service["x_audiences"]
        assert (f"<h3>{service['name']}</h3>" in page) is wanted, slug


def test_numbers_for_professionals_are_on_their_pages_alone(pages: dict[str, str]) -> None:
    assert "LADO" in pages["buckinghamshire-professional.html"]
    assert "LADO" not in pages["buckinghamshire-parent-carer.html"]


def test_each_entry_says_how_sure_it_is(pages: dict[str, str]) -> None:
    text = pages["oxfordshire-adult.html"]
    assert text.count("<article") == text.count('<p class="sure">') - 1
    assert "Not yet confirmed with the service." in text


def test_whatever_stands_in_a_record_is_shown_as_text(published: Published, dataset: Dataset, tmp_path: Path) -> None:
    service = orjson.loads(published.services[0]) | {
        "name": "<script>alert(1)</script>",
        "description": "a & b <i>c</i>",
    }
    evil = Published([orjson.dumps(service).decode()], [], [], [], published.areas, published.loaded_on)
    for path in write_printable(evil, dataset.emergency_contacts.record.contacts, tmp_path):
        assert "<script>" not in path.read_text(encoding="utf-8")
    assert "a &amp; b &lt;i&gt;c&lt;/i&gt;" in (tmp_path / "reading-adult.html").read_text(encoding="utf-8")


def test_the_command_line_exports_what_is_loaded_and_says_when_nothing_is(
    loaded: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for format_ in ("hsds", "open-referral-uk", "csv", "html"):
        place = ["--to", str(tmp_path / format_), "--database", str(loaded.url)]
        assert main(["export", "--format", format_, *place]) == 0
        assert list((tmp_path / format_).iterdir())
    nothing = ["--to", str(tmp_path / "none"), "--database", f"sqlite:///{tmp_path}/empty.db"]
    assert main(["export", "--format", "hsds", *nothing]) == 1
    assert "Run load first." in capsys.readouterr().err


def test_an_empty_database_is_no_export(empty: Engine) -> None:
    with pytest.raises(NothingToExport):
        Published.read(empty)
