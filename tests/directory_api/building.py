"""Builds single services for tests of pure rules, with nothing about them limited unless asked."""

from datetime import date
from typing import Any

from directory_api.models import Phone, Schedule, Service, ServiceArea, ServiceAudience, ServiceNeed

WEEKDAYS = "MO,TU,WE,TH,FR"
EVERY_DAY = "MO,TU,WE,TH,FR,SA,SU"
CHECKED = date(2026, 11, 22)


def service(
    *,
    audiences: tuple[str, ...] = ("young_person", "parent_carer", "professional", "adult"),
    main: tuple[str, ...] = ("any_crime",),
    also: tuple[str, ...] = (),
    covers: tuple[str, ...] = ("thames-valley",),
    phones: tuple[Phone, ...] = (),
    schedules: tuple[Schedule, ...] = (),
    **facts: Any,
) -> Service:
    plain: dict[str, Any] = {
        "id": "00000000-0000-0000-0000-000000000001",
        "slug": "a-service",
        "organization_id": "o",
        "name": "A service",
        "description": "Helps.",
        "kind": "support service",
        "status": "open",
        "offered": True,
        "reach": "thames_valley",
        "age_basis": "not_found",
        "confidence": "high",
        "assurance": "sourced",
        "assured_date": CHECKED,
        "check_due": CHECKED,
    }
    return Service(
        **(plain | facts),
        audiences=[ServiceAudience(audience=name) for name in audiences],
        needs=[ServiceNeed(need_id=name, main=True) for name in main]
        + [ServiceNeed(need_id=name, main=False) for name in also],
        service_areas=[ServiceArea(area_id=name) for name in covers],
        phones=list(phones),
        schedules=list(schedules),
    )


def hours(days: str, opens_at: str, closes_at: str, bank_holidays: bool = False) -> Schedule:
    return Schedule(position=1, byday=days, opens_at=opens_at, closes_at=closes_at, open_on_bank_holidays=bank_holidays)


def phone(number: str, availability: str, *schedules: Schedule, **facts: Any) -> Phone:
    return Phone(
        number=number, tel=number, type="voice", availability=availability, confidence="high", position=1,
        schedules=list(schedules), **facts,
    )  # fmt: skip
