"""One service's document as the facts that its printed entry shows."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from directory_api.wording import words

PROFESSIONAL = "professional"
ROUTES = {
    "self_referral": "self",
    "parent_or_carer_referral": "parent_or_carer",
    "professional_referral": "professional",
}
LAST_MINUTE = "23:59"  # how the standard writes midnight at the end of a day


def printed(service: Mapping[str, Any], audience: str) -> dict[str, Any]:
    """The facts for one kind of reader: numbers that are for professionals only stand on their pages alone."""
    eligibility, assurance = service["x_eligibility"], service["x_assurance"]
    contact = service.get("x_contact", {})
    return {
        "name": service["name"],
        "organization": service["organization"]["name"],
        "reach": service["x_reach"],
        "summary": service.get("description"),
        "who": _distinct([eligibility.get("words"), eligibility.get("sex_words")]),
        "ages_are_sure": eligibility["basis"] == "stated",
        "phones": [_phone(phone) for phone in service.get("phones", [])],
        "desks": [
            {"title": desk.get("title"), "phones": [_phone(phone) for phone in desk.get("phones", [])]}
            for desk in service.get("contacts", [])
            if audience == PROFESSIONAL
        ],
        "text": contact.get("text"),
        "webchat": contact.get("webchat"),
        "email": service.get("email"),
        "website": service.get("url"),
        "places": [_place(place) for place in service.get("service_at_locations", [])],
        "hours": service.get("x_hours_note") or _hours(service.get("schedules", [])),
        "cost": service.get("fees_description"),
        "cover": service.get("x_cover_note"),
        "languages": [language["name"] for language in service.get("languages", [])],
        "interpreters": service.get("interpretation_services"),
        "access": _distinct(row.get("description") for row in _accessibility(service)),
        "referral": _referral(service, eligibility),
        "assurance": words(
            "assurance",
            assurance["level"],
            date=day_in_words(date.fromisoformat(service["assured_date"])),
            by=next((role["name"] for role in service.get("x_roles", []) if role["role"] == "assurer"), ""),
        ),
    }


def day_in_words(day: date) -> str:
    """A date as people write it."""
    return f"{day.day} {words('months', str(day.month))} {day.year}"


def _phone(phone: Mapping[str, Any]) -> dict[str, Any]:
    always = words("hours", "always") if phone["x_availability"] == "always" else None
    note = phone.get("x_availability_note") or always or _hours(phone.get("x_schedules", []))
    description = phone.get("description")
    if description and phone.get("x_availability_note"):
        description = description.removesuffix(phone["x_availability_note"]).removesuffix(". ")
    return {"number": phone["number"], "tel": phone["x_tel"], "for": description or None, "hours": note}


def _place(place: Mapping[str, Any]) -> str:
    location = place["location"]
    address = location["addresses"][0]
    parts = (location.get("name"), address["address_1"], address["city"], address["postal_code"])
    return ", ".join(_distinct(parts))


def _accessibility(service: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    yield from service.get("x_accessibility", [])
    for place in service.get("service_at_locations", []):
        yield from place["location"].get("accessibility", [])


def _hours(schedules: Iterable[Mapping[str, Any]]) -> str | None:
    """Hours as "Monday, Tuesday 09:00–17:00; Friday 09:00–16:00"."""
    rows = [
        f"{words('lists', 'separator').join(words('days', day) for day in row['byday'].split(','))} {_span(row)}"
        for row in schedules
        if row.get("byday")
    ]
    return "; ".join(rows) or None


def _span(row: Mapping[str, Any]) -> str:
    closes = words("hours", "midnight") if row["closes_at"] == LAST_MINUTE else row["closes_at"]
    return f"{row['opens_at']}–{closes}"


def _referral(service: Mapping[str, Any], eligibility: Mapping[str, Any]) -> list[str]:
    told = [words("referral", key) for route, key in ROUTES.items() if eligibility.get(route)]
    if eligibility.get("police_report_needed") is False:
        told.append(words("referral", "no_police_report"))
    return _distinct([*told, service.get("application_process")])


def _distinct(texts: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))
