"""Opening hours as schedules of the standard (RFC 5545 RRULE fields). The clock is London's, summer and winter.

The standard's times carry an offset from UTC, which would be wrong for half the year, so none is given; the data guide
says so. Midnight at the end of a day, 24:00 here, is written 23:59, because the standard's HH:MM has no 24:00 and 00:00
would be read as the start of the day. A closing time before the opening time is on the next day.
"""

from collections.abc import Iterable
from typing import Any

from directory_api.identity import record_id
from directory_api.models import Schedule, Service
from directory_api.open_referral.values import known
from directory_api.wording import words

EVERY_DAY = "MO,TU,WE,TH,FR,SA,SU"
MIDNIGHT, LAST_MINUTE = "24:00", "23:59"
SHUT_ON_BANK_HOLIDAYS = words("open_referral", "shut_on_bank_holidays")
ALSO_ON_BANK_HOLIDAYS = words("open_referral", "also_on_bank_holidays")


def service_schedules(service: Service) -> list[dict[str, Any]]:
    """Return when the service as a whole is open. Hours that are only known in words are a schedule of words."""
    found = weekly(schedule for schedule in service.schedules if schedule.phone_id is None)
    if service.always_open:
        found.append(always(service.id))
    if service.hours_note and not found:
        found = [{"id": record_id("schedule", service.id, "words")}]
    if service.hours_note:
        for schedule in found:
            schedule["description"] = service.hours_note
    return found


def weekly(schedules: Iterable[Schedule]) -> list[dict[str, Any]]:
    """Return times that repeat every week."""
    return [
        known(
            id=schedule.id,
            freq=schedule.freq,
            wkst="MO",
            byday=schedule.byday,
            opens_at=clock(schedule.opens_at),
            closes_at=clock(schedule.closes_at),
            notes=ALSO_ON_BANK_HOLIDAYS if schedule.open_on_bank_holidays else SHUT_ON_BANK_HOLIDAYS,
            x_open_on_bank_holidays=schedule.open_on_bank_holidays,
        )
        for schedule in schedules
    ]


def clock(time: str) -> str:
    """Return a time as the standard writes it."""
    return LAST_MINUTE if time == MIDNIGHT else time


def always(owner_id: str) -> dict[str, Any]:
    """Return the schedule of a service or a number that is open all the time."""
    return {
        "id": record_id("schedule", owner_id, "always"),
        "freq": "WEEKLY",
        "wkst": "MO",
        "byday": EVERY_DAY,
        "opens_at": "00:00",
        "closes_at": LAST_MINUTE,
        "notes": ALSO_ON_BANK_HOLIDAYS,
        "x_open_on_bank_holidays": True,
    }
