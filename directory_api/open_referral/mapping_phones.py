"""Numbers. Those for everybody are the service's phones; those for some people only stand under a contact of its own.

A system that knows nothing but the standard shows `phones` to anybody. So a number that is for professionals, or for
reporting an adult who works with children, is never among them. No contact is a person: its title says what it is for.
"""

from collections.abc import Sequence
from typing import Any

from directory_api.identity import record_id
from directory_api.models import Phone, Service
from directory_api.open_referral.mapping_hours import always, weekly
from directory_api.open_referral.values import known
from directory_api.wording import words

FOR_HELP = "help"
ALWAYS = "always"


def phones_and_contacts(service: Service) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the numbers for everybody, and the contacts that hold all others."""
    everybody: list[dict[str, Any]] = []
    desks: dict[str, list[dict[str, Any]]] = {}
    for phone in service.phones:
        desk = _desk(phone)
        (everybody if desk is None else desks.setdefault(desk, [])).append(_phone(phone))
    return everybody, [_contact(service, desk, phones) for desk, phones in desks.items()]


def _desk(phone: Phone) -> str | None:
    if phone.purpose != FOR_HELP:
        return phone.purpose
    return "professionals" if phone.for_professionals_only else None


def _contact(service: Service, desk: str, phones: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": record_id("contact", service.id, desk),
        "name": service.name,
        "title": words("open_referral", f"desk_{desk}"),
        "phones": list(phones),
    }


def _phone(phone: Phone) -> dict[str, Any]:
    """The hours of a number, for which the standard has no place, also stand in its description."""
    return known(
        id=phone.id,
        number=phone.number,
        type=phone.type,
        description=". ".join(filter(None, (phone.description, phone.availability_note))),
        x_tel=phone.tel,
        x_availability=phone.availability,
        x_availability_note=phone.availability_note,
        x_schedules=_schedules(phone),
        x_professionals_only=phone.for_professionals_only or None,
        x_purpose=phone.purpose,
        x_confidence=phone.confidence,
    )


def _schedules(phone: Phone) -> list[dict[str, Any]]:
    found = weekly(phone.schedules)
    return found if found or phone.availability != ALWAYS else [always(phone.id)]
