"""Open or closed, on London clocks: nights, weekends, bank holidays and the days the clocks change."""

from datetime import datetime, time

import pytest

from directory_api.availability import availability
from directory_api.models import Schedule, Service
from directory_api.opening_hours import (
    UNKNOWN,
    State,
    clock_words,
    is_bank_holiday,
    opening_words,
    out_of_hours_opening,
    weekly_opening,
)
from tests.directory_api.building import EVERY_DAY, WEEKDAYS, hours, phone, service

OFFICE = [hours(WEEKDAYS, "09:00", "17:00")]
SHORT_FRIDAY = [hours("MO,TU,WE,TH", "08:30", "17:00"), hours("FR", "08:30", "16:00")]
EVENINGS = [hours("FR,SA", "18:00", "02:00")]
ALL_WEEK = [hours(EVERY_DAY, "00:00", "24:00", bank_holidays=True)]
BEDTIME = [hours(EVERY_DAY, "09:00", "24:00", bank_holidays=True)]
LUNCH = [hours(WEEKDAYS, "09:00", "12:00"), hours(WEEKDAYS, "13:00", "17:00")]


@pytest.mark.parametrize(
    ("weekly", "now", "expected"),
    [
        (OFFICE, "2026-11-23T08:59:59", "closed"),
        (OFFICE, "2026-11-23T09:00", "open"),
        (OFFICE, "2026-11-23T16:59:59", "open"),
        (OFFICE, "2026-11-23T17:00", "closed"),
        (OFFICE, "2026-11-22T12:00", "closed"),  # Sunday
        (SHORT_FRIDAY, "2026-11-26T16:30", "open"),
        (SHORT_FRIDAY, "2026-11-27T16:30", "closed"),
        (EVENINGS, "2026-11-28T01:59", "open"),  # Friday's hours run into Saturday
        (EVENINGS, "2026-11-28T02:00", "closed"),
        (EVENINGS, "2026-11-27T01:00", "closed"),  # Thursday night
        (EVENINGS, "2026-11-29T01:00", "open"),
        (BEDTIME, "2026-11-23T23:59", "open"),
        (BEDTIME, "2026-11-24T00:00", "closed"),
        (ALL_WEEK, "2026-12-25T03:00", "open"),
        (LUNCH, "2026-11-23T12:30", "closed"),
        (LUNCH, "2026-11-23T13:00", "open"),
        ([], "2026-11-23T12:00", "unknown"),
        # bank holidays
        (OFFICE, "2026-12-25T11:00", "closed"),
        (OFFICE, "2026-12-28T11:00", "closed"),  # Boxing Day 2026 is a Saturday: its Monday is the holiday
        (OFFICE, "2026-12-29T11:00", "open"),
        (OFFICE, "2026-08-31T11:00", "closed"),
        (OFFICE, "2026-08-03T11:00", "open"),  # a holiday in Scotland, not here
        (OFFICE, "2026-04-03T11:00", "closed"),  # Good Friday
        ([hours(WEEKDAYS, "09:00", "17:00", bank_holidays=True)], "2026-12-25T11:00", "open"),
        # the clocks go forward at 01:00 UTC on 29 March 2026, back on 25 October 2026
        (OFFICE, "2026-03-27T08:59:00+00:00", "closed"),
        (OFFICE, "2026-03-30T07:59:00+00:00", "closed"),
        (OFFICE, "2026-03-30T08:00:00+00:00", "open"),
        (OFFICE, "2026-10-23T16:00:00+00:00", "closed"),
        (OFFICE, "2026-10-26T16:00:00+00:00", "open"),
        ([hours("SU", "00:00", "02:00")], "2026-03-29T00:59:00+00:00", "open"),
        ([hours("SU", "00:00", "02:00")], "2026-03-29T01:00:00+00:00", "closed"),
        ([hours("SU", "00:00", "02:00")], "2026-10-25T01:59:00+00:00", "open"),  # that night 01:30 comes twice
        ([hours("SU", "00:00", "02:00")], "2026-10-25T02:00:00+00:00", "closed"),
        # another time zone is turned into London's
        (OFFICE, "2026-11-23T10:30:00+02:00", "closed"),
        (OFFICE, "2026-11-23T11:00:00+02:00", "open"),
    ],
)
def test_hours_are_judged_on_london_clocks(weekly: list[Schedule], now: str, expected: str) -> None:
    assert weekly_opening(weekly, datetime.fromisoformat(now)).state == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-23T11:00", "closed"),
        ("2026-11-23T16:59", "closed"),
        ("2026-11-23T17:00", "open"),
        ("2026-11-23T23:00", "open"),
        ("2026-11-28T11:00", "open"),
        ("2026-12-25T11:00", "open"),
    ],
)
def test_the_night_number_answers_whenever_the_day_number_does_not(now: str, expected: str) -> None:
    assert out_of_hours_opening(OFFICE, datetime.fromisoformat(now)).state == expected


def test_a_night_number_beside_unknown_hours_is_unknown() -> None:
    assert out_of_hours_opening([], datetime(2026, 11, 23, 23)) == UNKNOWN


@pytest.mark.parametrize(
    ("weekly", "now", "words"),
    [
        (OFFICE, "2026-11-23T11:00", "Open now, until 5pm."),
        (SHORT_FRIDAY, "2026-11-23T07:00", "Closed now. Opens today at 8.30am."),
        (OFFICE, "2026-11-23T18:00", "Closed now. Opens tomorrow at 9am."),
        (OFFICE, "2026-11-27T18:00", "Closed now. Opens Monday at 9am."),
        (OFFICE, "2026-12-24T18:00", "Closed now. Opens Tuesday at 9am."),
        ([hours("MO", "12:00", "13:00")], "2026-11-23T14:00", "Closed now. Opens on Monday 30 November at noon."),
        (BEDTIME, "2026-11-23T22:00", "Open now, until midnight."),
        (ALL_WEEK, "2026-11-23T22:00", "Open all day, every day."),
        ([hours("MO,TU,WE", "00:00", "24:00")], "2026-11-23T12:00", "Open now, until Thursday at midnight."),
    ],
)
def test_hours_are_told_in_words(weekly: list[Schedule], now: str, words: str) -> None:
    moment = datetime.fromisoformat(now)
    assert opening_words(weekly_opening(weekly, moment), moment) == words


def test_nothing_is_said_where_nothing_is_known() -> None:
    assert opening_words(UNKNOWN, datetime(2026, 11, 23)) is None


@pytest.mark.parametrize(
    ("clock", "words"),
    [(time(0), "midnight"), (time(0, 30), "12.30am"), (time(9), "9am"), (time(12), "noon"), (time(17, 5), "5.05pm")],
)
def test_clock_times_read_as_people_say_them(clock: time, words: str) -> None:
    assert clock_words(clock) == words


def test_bank_holidays_are_englands() -> None:
    assert is_bank_holiday(datetime(2027, 5, 3).date())
    assert not is_bank_holiday(datetime(2026, 3, 17).date())  # Northern Ireland's


def office() -> Schedule:
    """Fresh each time: a row belongs to one number or service only."""
    return hours(WEEKDAYS, "09:00", "17:00")


def front_door() -> Service:
    return service(
        phones=(
            phone("day", "scheduled", office()),
            phone("night", "out_of_hours"),
            phone("lado", "unknown", purpose="lado"),
            phone("inside", "unknown", for_professionals_only=True),
        )
    )


@pytest.mark.parametrize(
    ("now", "numbers"), [("2026-11-23T11:00", ["day", "night"]), ("2026-11-23T23:00", ["night", "day"])]
)
def test_the_number_that_answers_now_comes_first(now: str, numbers: list[str]) -> None:
    found = availability(front_door(), datetime.fromisoformat(now))
    assert [state.phone.number for state in found.phones] == numbers
    assert found.opening.open_now is True


def test_professionals_also_see_the_numbers_meant_for_them() -> None:
    found = availability(front_door(), datetime(2026, 11, 23, 11), for_professional=True)
    assert [state.phone.number for state in found.phones] == ["day", "inside", "night"]


SUNDAY_NIGHT = datetime(2026, 11, 22, 23)


@pytest.mark.parametrize(
    ("unsure", "expected"),
    [
        (service(always_open=True, phones=(phone("x", "unknown"),)), State.OPEN),
        (service(phones=(phone("x", "always"),)), State.OPEN),
        (service(phones=(phone("x", "unknown"),)), State.UNKNOWN),
        (service(phones=(phone("x", "scheduled", office()), phone("y", "unknown"))), State.UNKNOWN),
        (service(phones=(phone("x", "scheduled", office()),)), State.CLOSED),
        (service(schedules=(office(),)), State.CLOSED),
        (service(schedules=(office(),), phones=(phone("x", "scheduled"),)), State.CLOSED),
        (service(), State.UNKNOWN),
    ],
)
def test_a_service_is_closed_only_when_that_is_known(unsure: Service, expected: State) -> None:
    assert availability(unsure, SUNDAY_NIGHT).opening.state is expected


def test_a_closed_service_says_when_it_opens_next() -> None:
    opening = availability(service(phones=(phone("x", "scheduled", office()),)), SUNDAY_NIGHT).opening
    assert opening_words(opening, SUNDAY_NIGHT) == "Closed now. Opens tomorrow at 9am."
