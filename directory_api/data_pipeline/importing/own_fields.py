"""An export of this directory read back: the extensions of its open standard, whose names begin with `x_`.

They carry all that the standard has no name for, so that a record comes back as it was published. What is never
published (unconfirmed facts, notes, numbers withheld, and how to reach a service that has ended) cannot come back.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from directory_api.data_pipeline.identity import record_id
from directory_api.data_pipeline.importing.coping import Coping
from directory_api.data_pipeline.importing.hours import LAST_MINUTE, MIDNIGHT, clock_of
from directory_api.data_pipeline.importing.reading import Reading
from directory_api.data_pipeline.importing.values import (
    FeedRecord,
    flag_of,
    items_of,
    number_of,
    object_of,
    text_of,
    texts_of,
)
from directory_api.data_pipeline.service_rows import LIST_SEPARATOR

ROUTES = (
    "self_referral",
    "parent_or_carer_referral",
    "professional_referral",
    "police_referral",
    "police_report_needed",
)
ELIGIBLE_AGES = {
    "minimum": "minimum_age",
    "maximum": "maximum_age",
    "maximum_with_additional_needs": "maximum_age_with_additional_needs",
}

Fields = dict[str, Any]


def is_ours(record: FeedRecord) -> bool:
    """Whether a record carries our own extensions."""
    return slug_of_ours(record) is not None and isinstance(record.get("x_eligibility"), Mapping)


def slug_of_ours(record: FeedRecord) -> str | None:
    """The slug that the record has here."""
    return text_of(record, "x_slug")


def over(fields: Fields, record: FeedRecord, reading: Reading) -> Fields:
    """The fields as read for any feed, with our extensions put over them."""
    coping = Coping()
    return {
        **fields,
        **_status(_part(record, "x_status")),
        "other_names": [name for name in (text_of(record, "alternate_name") or "").split(LIST_SEPARATOR) if name],
        "kind": text_of(record, "x_kind"),
        "keywords": texts_of(record, "x_keywords"),
        "ages": _ages(_part(record, "x_eligibility"), coping),
        "sex": _sex(_part(record, "x_eligibility")),
        "areas": _known(
            reach=text_of(record, "x_reach"), covers=fields["areas"]["covers"], note=text_of(record, "x_cover_note")
        )
        | {"covers": fields["areas"]["covers"]},
        "contact": _contact(record, coping),
        "opening": _opening(record),
        "languages": [
            _known(**{key: text_of(row, key) for key in ("name", "code", "note")})
            for row in items_of(record, coping, "languages")
        ],
        "referral": _known(
            **{route: flag_of(_part(record, "x_eligibility"), route) for route in ROUTES},
            note=text_of(record, "application_process"),
        ),
        "accessibility": _accessibility(record, coping) or fields["accessibility"],
        "commissioners": list(_commissioners(record, reading, coping)),
        **_assurance(record, coping),
        "sources": list(_sources(record, coping)),
        "origin": _origin(_part(record, "x_publisher")),
        "notes": [],
    }


def _known(**fields: Any) -> Fields:
    return {key: value for key, value in fields.items() if value not in (None, "")}


def _part(record: FeedRecord, name: str) -> FeedRecord:
    return object_of(record, Coping(), name) or {}


def _status(part: FeedRecord) -> Fields:
    successor = object_of(part, Coping(), "successor") or {}
    return {
        "status": text_of(part, "status") or "check",
        "status_note": text_of(part, "note"),
        "successor": text_of(successor, "slug"),
    }


def _ages(part: FeedRecord, coping: Coping) -> Fields:
    limits = {key: number_of(part.get(name), coping) for key, name in ELIGIBLE_AGES.items()}
    whole = {key: int(limit) for key, limit in limits.items() if limit is not None}
    return whole | _known(basis=text_of(part, "basis") or "not_found", words=text_of(part, "words"))


def _sex(part: FeedRecord) -> Fields | None:
    told = text_of(part, "sex_words")
    return _known(rule=text_of(part, "sex"), words=told) if told else None


def _contact(record: FeedRecord, coping: Coping) -> Fields:
    own = _part(record, "x_contact")
    told = text_of(own, "text")
    return _known(
        website=text_of(record, "url"),
        email=text_of(record, "email"),
        text={"words": told} if told else None,
        webchat=text_of(own, "webchat"),
        address_note=text_of(own, "address_note"),
        address_confidential=flag_of(record, "x_confidential_address"),
        locations=list(_locations(record, coping)),
        phones=[_phone(phone, coping) for phone in _phones(record, coping)],
    )


def _locations(record: FeedRecord, coping: Coping) -> Iterator[Fields]:
    for place in items_of(record, coping, "service_at_locations"):
        location = _part(place, "location")
        for address in items_of(location, coping, "addresses"):
            yield _known(
                name=text_of(location, "name"),
                **{key: text_of(address, key) for key in ("address_1", "city", "postal_code")},
                description=text_of(location, "description"),
                **{key: number_of(location.get(key), coping) for key in ("latitude", "longitude")},
            )


def _phones(record: FeedRecord, coping: Coping) -> Iterator[FeedRecord]:
    yield from items_of(record, coping, "phones")
    for contact in items_of(record, coping, "contacts"):
        yield from items_of(contact, coping, "phones")


def _phone(phone: FeedRecord, coping: Coping) -> Fields:
    """A number with its hours, which the export also wrote into its description."""
    note, description = text_of(phone, "x_availability_note"), text_of(phone, "description")
    availability = text_of(phone, "x_availability") or "unknown"
    schedules = items_of(phone, coping, "x_schedules") if availability == "scheduled" else []
    if note and description:
        description = None if description == note else description.removesuffix(f". {note}")
    return _known(
        number=text_of(phone, "number"),
        type=text_of(phone, "type"),
        description=description,
        purpose=text_of(phone, "x_purpose"),
        availability=availability,
        availability_note=note,
        hours=list(_hours(schedules)),
        for_professionals_only=flag_of(phone, "x_professionals_only"),
        confidence=text_of(phone, "x_confidence") or "low",
        publish=True,
    )


def _hours(rows: Iterable[FeedRecord]) -> Iterator[Fields]:
    """Hours row by row. A schedule that has only words has no times."""
    for row in rows:
        opens, closes = clock_of(text_of(row, "opens_at")), clock_of(text_of(row, "closes_at"))
        days = text_of(row, "byday")
        if opens and closes and days:
            yield _known(
                byday=days.split(","),
                opens_at=opens,
                closes_at=MIDNIGHT if closes == LAST_MINUTE else closes,
                open_on_bank_holidays=flag_of(row, "x_open_on_bank_holidays"),
            )


def _opening(record: FeedRecord) -> Fields:
    always = flag_of(record, "x_always_open")
    schedule = [] if always else list(_hours(items_of(record, Coping(), "schedules")))
    return _known(always_open=always, schedule=schedule, words=text_of(record, "x_hours_note"))


def _accessibility(record: FeedRecord, coping: Coping) -> str | None:
    """What is said of access to this service, where a place that it shares with others has their notes too."""
    own_id = record_id("accessibility", text_of(record, "id") or "")
    for place in items_of(record, coping, "service_at_locations"):
        for row in items_of(_part(place, "location"), coping, "accessibility"):
            if text_of(row, "id") == own_id:
                return text_of(row, "description")
    return None


def _commissioners(record: FeedRecord, reading: Reading, coping: Coping) -> Iterator[Fields]:
    for row in items_of(record, coping, "x_roles"):
        code = text_of(row, "code")
        if text_of(row, "role") == "commissioner" and code in reading.commissioners:
            yield _known(commissioner=code, note=text_of(row, "note"))


def _assurance(record: FeedRecord, coping: Coping) -> Fields:
    part, assured = _part(record, "x_assurance"), text_of(record, "assured_date")
    if not assured:
        return {}
    roles = items_of(record, coping, "x_roles")
    by = next((text_of(row, "name") for row in roles if text_of(row, "role") == "assurer"), None)
    sources = items_of(record, coping, "x_sources")
    return {
        "confidence": {"overall": text_of(part, "confidence") or "low", "independent_sources": len(sources)},
        "assurance": _known(level=text_of(part, "level"), date=assured, by=by),
        "check_due": text_of(part, "check_due"),
    }


def _sources(record: FeedRecord, coping: Coping) -> Iterator[Fields]:
    for row in items_of(record, coping, "x_sources"):
        yield _known(**{key: text_of(row, key) for key in ("url", "title", "stored_date", "supports")})


def _origin(part: FeedRecord) -> Fields | None:
    """Where a record that was imported came from before. One that was written here has no origin."""
    if not part:
        return None
    return _known(publisher=text_of(part, "name"), id=text_of(part, "id"), url=text_of(part, "url"))
