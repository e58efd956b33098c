"""The ways to reach a service, as contacts of a panel."""

from typing import Any

MOST_CONTACTS = 4

Contact = dict[str, Any]


def contacts_of(service: dict[str, Any]) -> list[Contact]:
    """Its numbers, then its website, from the directory's full record of a service."""
    ways = service["contacts"]
    numbers = [
        _contact(service, number=phone["number"], tel=phone["tel"], note=phone["description"], hours=phone_hours(phone))
        for phone in ways["phones"]
    ]
    website = [_contact(service, url=ways["website"], action="web")] if ways["website"] else []
    return [*numbers[: MOST_CONTACTS - len(website)], *website]


def contact_of_card(card: dict[str, Any]) -> Contact | None:
    """A card's first number, the one that answers now, or None when it has no number."""
    phone = next(iter(card["phones"]), None)
    if phone is None:
        return None
    return _contact(card, number=phone["number"], tel=phone["tel"], note=phone["description"], hours=phone_hours(phone))


def phone_hours(phone: dict[str, Any]) -> str | None:
    """When a number answers, in words."""
    return phone.get("availability_note")


def _contact(service: dict[str, Any], **ways: Any) -> Contact:
    empty = {"number": None, "tel": None, "url": None, "action": "call", "note": None, "hours": None}
    return {"id": service["slug"], "name": service["name"], **empty, **ways}
