"""What people rely on in the directory's own data."""

import dataclasses
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, String, inspect, text
from sqlmodel import Session, select

from directory_api import models
from directory_api.data_pipeline.checks import check, cross_check
from directory_api.data_pipeline.dataset import Dataset, read_file
from directory_api.data_pipeline.records.service import Service
from directory_api.data_pipeline.uk_numbers import dialled, digits_of, is_uk_number
from directory_api.vocabulary import NEEDS

COUNCILS = {
    "oxfordshire": "Oxfordshire",
    "buckinghamshire": "Buckinghamshire",
    "milton-keynes": "Milton Keynes",
    "bracknell-forest": "Bracknell Forest",
    "reading": "Reading",
    "slough": "Slough",
    "west-berkshire": "West Berkshire",
    "windsor-and-maidenhead": "Windsor and Maidenhead",
    "wokingham": "Wokingham",
}
BANKED_ON = ("victims-first", "safe-support-after-crime-and-abuse", "childline", "emergency-999", "police-101")
RESEARCHED = 99
SHORT_CODE = 6  # digits; longer numbers are looked for inside every text
FROM_MEMORY = re.compile(r"unverified|from memory", re.IGNORECASE)


def service(dataset: Dataset, slug: str) -> Service:
    return next(entry.record for entry in dataset.services if entry.record.slug == slug)


def all_shown_values(engine: Engine) -> list[tuple[str, str]]:
    """Every text in the database with the table it stands in."""
    found = []
    with engine.connect() as connection:
        for table in inspect(engine).get_table_names():
            columns = [
                column["name"] for column in inspect(engine).get_columns(table) if isinstance(column["type"], String)
            ]
            if columns and table != "alembic_version":
                names = ", ".join(f'"{name}"' for name in columns)
                rows = connection.execute(text(f'SELECT {names} FROM "{table}"'))
                found += [(table, value) for row in rows for value in row if value]
    return found


def test_the_real_data_is_in_order(real_data: Path) -> None:
    _, problems = check(real_data)
    assert [str(problem) for problem in problems] == []


def test_every_researched_service_is_there(dataset: Dataset) -> None:
    assert len(dataset.services) >= RESEARCHED
    assert {need.id for need in dataset.support_needs.record.needs} == set(NEEDS)
    assert len(dataset.knowledge) == 21


def test_council_names_are_the_ones_people_see(dataset: Dataset) -> None:
    councils = {area.id: area.name for area in dataset.areas.record.areas if area.kind == "council"}
    assert councils == COUNCILS


@pytest.mark.parametrize("slug", BANKED_ON)
def test_the_first_doors_are_offered(dataset: Dataset, slug: str) -> None:
    assert service(dataset, slug).offered


@pytest.mark.parametrize("need", NEEDS)
def test_every_need_has_a_service_that_is_offered(dataset: Dataset, need: str) -> None:
    helpers = [
        entry.record.slug
        for entry in dataset.services
        if entry.record.offered
        and entry.record.areas.covers
        and need in [*entry.record.needs.main, *entry.record.needs.also]
    ]
    assert helpers


def test_kingfisher_can_be_found_and_says_where_it_went(loaded: Engine) -> None:
    with Session(loaded) as session:
        found = session.exec(select(models.Service).where(models.Service.slug == "kingfisher-team")).one()
        assert not found.offered
        assert found.successor_slug == "oxfordshire-youth-justice-exploitation-service"
        assert "Oxfordshire Youth Justice & Exploitation Service" in (found.status_note or "")


def test_only_open_and_renamed_services_are_offered(loaded: Engine) -> None:
    with Session(loaded) as session:
        for row in session.exec(select(models.Service)):
            assert row.offered == (row.status in ("open", "renamed")), row.slug


def test_a_withheld_number_is_nowhere_in_the_database(dataset: Dataset, loaded: Engine) -> None:
    withheld = {
        digits_of(phone.number)
        for entry in dataset.services
        for phone in entry.record.contact.phones
        if not phone.publish
    }
    assert len(withheld) >= 30
    for table, value in all_shown_values(loaded):
        digits = digits_of(value)
        for number in withheld:
            assert len(number) <= SHORT_CODE or number not in digits, (table, value)
    with Session(loaded) as session:
        assert not withheld & {digits_of(phone.number) for phone in session.exec(select(models.Phone))}


def test_nothing_unconfirmed_is_in_the_database(dataset: Dataset, loaded: Engine) -> None:
    shown = all_shown_values(loaded)
    assert [row for row in shown if FROM_MEMORY.search(row[1])] == []
    values = {value for _, value in shown}
    for entry in dataset.services:
        for item in entry.record.unconfirmed:
            assert item.value is None or "@" not in item.value or item.value not in values, entry.record.slug


def test_every_offered_service_can_be_reached(loaded: Engine) -> None:
    with Session(loaded) as session:
        for row in session.exec(select(models.Service).where(models.Service.offered)):
            assert row.phones or row.url or row.email or row.text_contact, row.slug


def test_every_offered_service_has_a_source_with_an_address(loaded: Engine) -> None:
    with Session(loaded) as session:
        for row in session.exec(select(models.Service).where(models.Service.offered)):
            assert any(source.url for source in row.sources), row.slug


def test_services_without_cover_of_our_area_are_found_by_name_only(dataset: Dataset) -> None:
    without = {
        entry.record.slug for entry in dataset.services if entry.record.offered and not entry.record.areas.covers
    }
    assert without == {"kooth", "stop-hate-uk", "catch22-county-lines", "ictg-barnardos"}


@pytest.mark.parametrize(
    ("slug", "minimum", "maximum", "basis"),
    [
        ("rape-crisis-247", 16, None, "stated"),
        ("childline", None, 18, "stated"),
        ("safe-support-after-crime-and-abuse", 5, 18, "stated"),
        ("mash-slough", 0, 17, "stated"),
        ("national-domestic-abuse-helpline", 16, None, "inferred"),
        ("berkshire-emergency-duty-service", 0, None, "stated"),
        ("victims-first", None, None, "not_found"),
    ],
)
def test_age_rules_are_as_the_sources_state_them(
    dataset: Dataset, slug: str, minimum: int | None, maximum: int | None, basis: str
) -> None:
    ages = service(dataset, slug).ages
    assert (ages.minimum, ages.maximum, ages.basis) == (minimum, maximum, basis)


def test_safe_takes_people_up_to_25_with_additional_needs(dataset: Dataset) -> None:
    assert service(dataset, "safe-support-after-crime-and-abuse").ages.maximum_with_additional_needs == 25


def test_the_later_award_of_the_sexual_assault_centre_is_used(dataset: Dataset) -> None:
    centre = service(dataset, "thames-valley-sarc")
    assert centre.organization == "mountain-healthcare"
    assert set(centre.areas.covers) == {"oxfordshire", "buckinghamshire", "berkshire"}
    assert centre.conflicts


@pytest.mark.parametrize("council", [name for name in COUNCILS if name != "bracknell-forest"])
def test_each_front_door_has_a_day_number_and_a_night_number(dataset: Dataset, council: str) -> None:
    door = next(
        entry.record
        for entry in dataset.services
        if entry.record.kind == "safeguarding front door" and council in entry.record.areas.covers
    )
    kinds = {phone.availability for phone in door.contact.phones if phone.publish and phone.purpose == "help"}
    assert {"scheduled", "out_of_hours"} <= kinds


def test_bracknell_forest_says_what_to_do_by_day_without_a_number(dataset: Dataset) -> None:
    door = service(dataset, "mash-bracknell-forest")
    assert [phone.availability for phone in door.contact.phones if phone.publish] == ["out_of_hours"]
    assert door.opening.schedule
    assert door.contact.email
    assert door.contact.website
    assert "web page" in (door.opening.words or "")


def test_no_refuge_has_an_address(dataset: Dataset) -> None:
    for entry in dataset.services:
        if "domestic_abuse" in entry.record.needs.main:
            assert not entry.record.contact.locations
            assert not entry.record.contact.address_note


@given(st.text(alphabet="0123456789 ", max_size=16))
def test_whatever_passes_as_a_number_can_be_dialled(number: str) -> None:
    if is_uk_number(number):
        assert re.fullmatch(r"\+44\d{7,10}|\d{3,8}", dialled(number))


@given(st.text(max_size=20))
def test_any_text_is_judged_as_a_number_without_an_error(number: str) -> None:
    assert is_uk_number(number) in (True, False)


def test_the_template_is_a_record_that_the_check_accepts(dataset: Dataset, real_data: Path) -> None:
    entry, problems = read_file(real_data / "templates" / "service.yml", Service)
    assert problems == []
    assert entry is not None
    in_place = dataclasses.replace(
        entry, file=dataclasses.replace(entry.file, path=real_data / "services" / "reading" / "example-service.yml")
    )
    with_it = dataclasses.replace(dataset, services=[*dataset.services, in_place])
    assert [str(problem) for problem in cross_check(with_it)] == []
