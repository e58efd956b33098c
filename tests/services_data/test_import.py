"""A messy feed becomes text for people to review. What is there is safe, and a second import changes nothing."""

from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from directory_api import models
from directory_api.data_pipeline.__main__ import main
from directory_api.data_pipeline.checks import check
from directory_api.data_pipeline.importing.report import Report
from directory_api.data_pipeline.load import load
from tests.services_data.importing_helpers import (
    MESSY,
    PUBLISHER,
    copy_of,
    imported,
    outcome_of,
    record_of,
    texts_below,
)

TAKEN = ("1001", "1002", "1007", "1008", "1009", "1011")
PRIVATE = ("Persephone", "Quillfeather", "07911", "Hidden Street", "RG1 4PN", "51.45", "alert(1)")


@pytest.fixture(scope="module")
def into(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of(real_data, tmp_path_factory.mktemp("import"))


@pytest.fixture(scope="module")
def report(into: Path) -> Report:
    return imported(MESSY, into)


def test_good_records_are_taken_and_bad_ones_refused_with_the_reason(report: Report) -> None:
    assert report.result.counts() == {"taken": 7, "changed": 0, "unchanged": 0, "kept": 0, "refused": 4, "ended": 0}
    assert {outcome.position: outcome.why for outcome in report.result.outcomes if outcome.outcome == "refused"} == {
        3: ["It has no name."],
        4: ["Its id was already used by record 1."],
        5: ["It is not an object with fields."],
        6: ["It is not an object with fields."],
    }


def test_the_data_is_in_order_and_can_be_loaded_and_nothing_imported_is_offered(
    report: Report, into: Path, empty: Engine
) -> None:
    assert report.result.written
    assert check(into)[1] == []
    load(into, empty)
    with Session(empty) as session:
        rows = session.exec(select(models.Service).where(models.Service.origin_publisher == PUBLISHER)).all()
        assert {row.origin_id for row in rows} > set(TAKEN)
        assert {(row.status, row.offered) for row in rows} == {("check", False)}
        assert not [row for row in rows if row.age_basis == "stated"]


def test_people_and_hidden_places_are_in_no_file(report: Report, into: Path) -> None:
    new = [text for path, text in texts_below(into).items() if PUBLISHER in text or path.name == "providers.yml"]
    assert len(new) >= len(TAKEN)
    assert not [(word, text) for text in new for word in PRIVATE if word in text]


def test_a_refuge_keeps_its_number_and_loses_its_address(report: Report, into: Path) -> None:
    refuge = record_of(report, "1002", into).contact
    assert refuge.address_confidential
    assert refuge.locations == []
    assert [phone.number for phone in refuge.phones] == ["0118 958 4003"]


def test_what_a_feed_says_is_read_for_what_it_means(report: Report, into: Path) -> None:
    service = record_of(report, "1001", into)
    assert service.name == "Steps to Safety Outreach"
    assert service.summary == "We help people who live with domestic abuse. Someone to talk to. Help to plan."
    assert (service.ages.minimum, service.ages.maximum, service.ages.basis) == (16, None, "inferred")
    assert service.areas.covers == ["reading"]
    assert service.needs.also == ["domestic_abuse"]
    assert service.keywords == ["Pottery"]
    assert service.contact.website == "https://www.steps-to-safety.example.org"
    assert service.contact.email == "info@steps-to-safety.example.org"
    assert [(row.byday, row.opens_at, row.closes_at) for row in service.opening.schedule] == [
        (["MO", "TU"], "09:00", "17:00")
    ]
    assert service.origin is not None
    assert (service.origin.id, service.origin.organization_id) == ("1001", "o-1")
    assert [source.url for source in service.sources] == ["https://feeds.example.org/services"]


def test_numbers_that_may_be_somebodys_wait_until_they_are_confirmed(report: Report, into: Path) -> None:
    phones = {phone.number: phone.publish for phone in record_of(report, "1001", into).contact.phones}
    assert phones == {"0118 955 5111": True, "0800 012 1700": True, "0118 496 0123": False}


def test_a_number_that_our_own_record_publishes_is_not_withheld_by_a_feed(report: Report, into: Path) -> None:
    line = record_of(report, "1007", into)
    assert [phone.number for phone in line.contact.phones] == ["0300 303 0151"]
    assert outcome_of(report, "1007").coping.counts["phones_elsewhere"] == 1


def test_whole_country_missing_provider_and_odd_date_are_coped_with(report: Report, into: Path) -> None:
    line = record_of(report, "1007", into)
    assert (line.areas.reach, line.areas.covers) == ("national", ["england"])
    assert line.organization == "not-named-by-example-council"
    assert line.sources[0].stored_date == "2023-03-15"


def test_long_words_are_shortened_and_places_that_cannot_be_are_left_out(report: Report, into: Path) -> None:
    service = record_of(report, "1009", into)
    assert service.name.endswith("…")
    assert service.summary.endswith("…")
    assert [(place.name, place.postal_code, place.latitude) for place in service.contact.locations] == [
        ("Town Hall", "RG1 2AB", None)
    ]
    assert service.areas.covers == ["buckinghamshire", "slough"]


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("no_assured_date", 7),
        ("html", 5),
        ("ages_as_text", 3),
        ("ages_impossible", 1),
        ("no_organization", 1),
        ("no_id", 1),
        ("contacts_left_out", 1),
        ("addresses_hidden", 1),
        ("addresses_outside", 1),
        ("coordinates_left_out", 1),
        ("hours_not_weekly", 1),
        ("words_in_text", 2),
        ("list_for_one", 1),
        ("odd_dates", 1),
    ],
)
def test_the_report_counts_what_was_coped_with(report: Report, kind: str, count: int) -> None:
    assert report.result.coped()[kind] == count


def test_the_report_says_in_words_what_happened(report: Report) -> None:
    lines = list(report.lines())
    assert "Not one of the 11 records has an assured date: nobody says when they were last checked." in lines
    assert any("until a person has reviewed it" in line for line in lines)
    assert "  1 × Atlantis" in lines
    assert "3. refused: ? (1003)" in lines
    assert report.as_json()["counts"]["taken"] == 7


def test_importing_again_changes_no_file(report: Report, into: Path) -> None:
    before = texts_below(into)
    again = imported(MESSY, into)
    assert again.result.counts()["unchanged"] == 7
    assert again.result.counts()["taken"] == again.result.counts()["changed"] == 0
    assert texts_below(into) == before


def test_importing_elsewhere_gives_the_same_files(report: Report, into: Path, real_data: Path, tmp_path: Path) -> None:
    other = copy_of(real_data, tmp_path)
    imported(MESSY, other)
    assert {path.relative_to(other): text for path, text in texts_below(other).items()} == {
        path.relative_to(into): text for path, text in texts_below(into).items()
    }


def test_the_command_line_imports_reports_and_says_what_failed(
    real_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into, report = copy_of(real_data, tmp_path), tmp_path / "report.json"
    asked = ["import", "--from", str(MESSY), "--format", "1", "--into", str(into), "--report", str(report)]
    assert main(asked) == 0
    assert "7 taken" in capsys.readouterr().out
    assert report.is_file()
    assert main(["check", "--data", str(into)]) == 0
    assert main(["import", "--from", str(tmp_path / "none.json"), "--format", "hsds", "--into", str(into)]) == 1
    assert "There is no file or folder" in capsys.readouterr().err
