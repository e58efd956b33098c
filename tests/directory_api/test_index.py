"""The columns say the same of every service as its record does, for any question and any moment."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Connection, text
from sqlmodel import Session, select

from directory_api.availability import availability
from directory_api.database import make_engine
from directory_api.eligibility import Verdict, judge_age
from directory_api.models import Dataset, Service
from directory_api.person import Person
from directory_api.search.catalogue import Catalogue
from directory_api.search.index import Mask
from directory_api.search.kept import Kept
from directory_api.search.queries import dataset_stamp, one_moment
from directory_api.search.standard_filters import WantedHours
from tests.directory_api.asking import Services
from tests.directory_api.building import EVERY_DAY

MOMENTS = (
    "2026-11-23T11:00+00:00",  # Monday morning
    "2026-11-23T17:00+00:00",  # as offices shut
    "2026-11-24T02:30+00:00",  # at night
    "2026-11-28T15:00+00:00",  # Saturday
    "2026-12-25T12:00+00:00",  # Christmas Day
    "2027-03-28T00:59+00:00",  # a minute before the clocks change
)


def slugs(catalogue: Catalogue, mask: Mask) -> set[str]:
    return {service.slug for service in catalogue.at(np.flatnonzero(mask))}


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_is_open_is_judged_by_the_rule_of_the_cards(catalogue: Catalogue, services: Services, moment: str) -> None:
    now = datetime.fromisoformat(moment)
    by_record = {slug for slug, one in services.items() if availability(one, now).opening.open_now is True}
    assert slugs(catalogue, catalogue.openings.open_at(now)) == by_record
    assert by_record


@pytest.mark.parametrize("age", [0, 4, 10, 11, 13, 15, 16, 17, 18, 19, 21, 24, 25, 26, 40, 120])
def test_an_age_is_judged_by_the_rule_of_recommendations(catalogue: Catalogue, services: Services, age: int) -> None:
    person = Person(age=age)
    by_record = {slug for slug, one in services.items() if judge_age(one, person).verdict is not Verdict.NO}
    assert slugs(catalogue, catalogue.index.takes_age(age)) == by_record


def all_hours(service: Service) -> Iterator[tuple[str, str, str]]:
    yield from ((row.byday, row.opens_at, row.closes_at) for row in service.schedules)
    if service.always_open or any(line.availability == "always" and not line.schedules for line in service.phones):
        yield EVERY_DAY, "00:00", "24:00"


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        (WantedHours(day="SA"), ("SA", "00:00", "24:00")),
        (WantedHours(day="MO", start_time="09:00"), ("MO", "09:00", "24:00")),
        (WantedHours(day="MO", start_time="09:00", end_time="17:00"), ("MO", "09:00", "17:00")),
        (WantedHours(end_time="12:00"), ("", "00:00", "12:00")),
    ],
)
def test_hours_are_those_of_one_schedule_and_always_is_one(
    catalogue: Catalogue, services: Services, wanted: WantedHours, fits: tuple[str, str, str]
) -> None:
    day, opens, closes = fits
    by_record = {
        slug
        for slug, service in services.items()
        if any(day in days and opens <= start and end <= closes for days, start, end in all_hours(service))
    }
    assert slugs(catalogue, catalogue.openings.with_hours(wanted.fits)) == by_record


@pytest.mark.parametrize(
    ("facet", "value", "has"),
    [
        ("area", "slough", lambda one: "slough" in {row.area_id for row in one.service_areas}),
        ("need", "image_abuse", lambda one: "image_abuse" in {row.need_id for row in one.needs}),
        ("main_need", "image_abuse", lambda one: "image_abuse" in {row.need_id for row in one.needs if row.main}),
        ("audience", "parent_carer", lambda one: "parent_carer" in {row.audience for row in one.audiences}),
        ("status", "merged", lambda one: one.status == "merged"),
        ("reach", "national", lambda one: one.reach == "national"),
        ("referral", "police", lambda one: one.police_referral is True),
        ("area", "nowhere", lambda _: False),
        ("status", "nothing", lambda _: False),
    ],
)
def test_a_facet_holds_what_the_records_say(
    catalogue: Catalogue, services: Services, facet: str, value: str, has: object
) -> None:
    assert callable(has)
    assert slugs(catalogue, catalogue.index.mask(facet, value)) == {s for s, one in services.items() if has(one)}


def test_a_facet_alone_keeps_whatever_has_any_value(catalogue: Catalogue, services: Services) -> None:
    assert slugs(catalogue, catalogue.index.mask("area")) == {s for s, one in services.items() if one.service_areas}
    assert catalogue.index.mask("status").all()


def test_positions_are_in_order_of_name(catalogue: Catalogue) -> None:
    names = [service.name.casefold() for service in catalogue.at(np.arange(len(catalogue.index)))]
    assert names == sorted(names)


def test_what_was_asked_for_last_is_kept_and_no_more_than_the_limit() -> None:
    kept: Kept[str, bytes] = Kept(10, len)
    kept.keep({"a": b"1234", "b": b"1234"})
    assert kept.get(["a"]) == {"a": b"1234"}
    kept.keep({"c": b"1234"})
    assert set(kept.get(["a", "b", "c"])) == {"a", "c"}
    kept.keep({"too much": b"12345678901"})
    assert kept.get(["too much"]) == {}


def rename_while_reading(connection: Connection, url: str) -> None:
    other = make_engine(url)
    with Session(other) as session:
        session.exec(select(Dataset)).one().version = "newer"
        session.commit()
    other.dispose()
    assert connection.execute(text("select 1")).scalar() == 1


def test_a_load_that_ends_while_the_index_is_read_does_not_mix_with_it(directory_url: str, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/copy.db"
    with make_engine(directory_url).connect() as connection:
        connection.exec_driver_sql(f"VACUUM INTO '{tmp_path}/copy.db'")
    engine = make_engine(url)
    with engine.connect() as reader:
        before = dataset_stamp(one_moment(reader))
        rename_while_reading(reader, url)
        assert dataset_stamp(reader) == before
    with engine.connect() as reader:
        assert dataset_stamp(reader) != before
    engine.dispose()


def test_a_service_is_found_by_id_and_slug_however_they_are_written(catalogue: Catalogue) -> None:
    found: Service | None = catalogue.find(" CHILDLINE ")
    assert found
    assert catalogue.find(found.id.upper()) is found
    assert catalogue.find("nobody") is None
