"""One service's record as rows. Numbers that may not be published, and everything unconfirmed, stay behind.

Rows are plain dicts with every column of their table: to make an object of the table's class for each of a service's
two dozen rows would take longer than all the rest of a load.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlmodel import SQLModel

from directory_api import models
from directory_api.data_pipeline.identity import record_id, service_id
from directory_api.data_pipeline.records.service import Hours, Service
from directory_api.data_pipeline.uk_numbers import dialled

Row = tuple[type[SQLModel], dict[str, Any]]  # its table, and a value for each column

LIST_SEPARATOR = "; "


def service_rows(service: Service, commissioner_names: Mapping[str, str]) -> Iterator[Row]:
    """The service, then what hangs on it."""
    own_id = service_id(service.slug)
    yield models.Service, _service(service, own_id)
    yield from _locations(service, own_id)
    yield from _phones(service, own_id)
    yield from _schedules(service, own_id, service.opening.schedule, None)
    yield from _links(service, own_id)
    yield from _languages(service, own_id)
    yield from _commissioners(service, own_id, commissioner_names)
    yield from _sources(service, own_id)


def _service(service: Service, own_id: str) -> dict[str, Any]:
    ages, contact, referral = service.ages, service.contact, service.referral
    return {
        "id": own_id,
        "slug": service.slug,
        "organization_id": record_id("organization", service.organization),
        "name": service.name,
        "other_names": LIST_SEPARATOR.join(service.other_names) or None,
        "description": service.summary,
        "keywords": LIST_SEPARATOR.join(service.keywords) or None,
        "kind": service.kind,
        "status": service.status,
        "status_note": service.status_note,
        "successor_slug": service.successor,
        "offered": service.offered,
        "reach": service.areas.reach,
        "cover_note": service.areas.note,
        "url": contact.website,
        "email": contact.email,
        "text_contact": contact.text.words if contact.text else None,
        "webchat": contact.webchat,
        "address_note": contact.address_note,
        "address_confidential": contact.address_confidential,
        "fees_description": service.cost,
        "hours_note": service.opening.words,
        "always_open": service.opening.always_open,
        "interpretation_services": service.interpreters,
        "accessibility_note": service.accessibility,
        "minimum_age": ages.minimum,
        "maximum_age": ages.maximum,
        "maximum_age_with_additional_needs": ages.maximum_with_additional_needs,
        "age_basis": ages.basis,
        "eligibility_description": ages.words,
        "sex_rule": service.sex.rule if service.sex else None,
        "sex_rule_note": service.sex.words if service.sex else None,
        "self_referral": referral.self_referral,
        "parent_or_carer_referral": referral.parent_or_carer_referral,
        "professional_referral": referral.professional_referral,
        "police_referral": referral.police_referral,
        "police_report_needed": referral.police_report_needed,
        "referral_note": referral.note,
        "confidence": service.confidence.overall,
        "assurance": service.assurance.level,
        "assured_by": service.assurance.by,
        "assured_date": service.assurance.date,
        "check_due": service.check_due,
        "origin_publisher": service.origin.publisher if service.origin else None,
        "origin_id": service.origin.id if service.origin else None,
        "origin_url": service.origin.url if service.origin else None,
    }


def _phones(service: Service, own_id: str) -> Iterator[Row]:
    published = [phone for phone in service.contact.phones if phone.publish]
    for position, phone in enumerate(published, start=1):
        phone_id = record_id("phone", service.slug, phone.number, phone.type)
        yield (
            models.Phone,
            {
                "id": phone_id,
                "service_id": own_id,
                "position": position,
                "number": phone.number,
                "tel": dialled(phone.number),
                "type": phone.type,
                "description": phone.description,
                "availability": phone.availability,
                "availability_note": phone.availability_note,
                "for_professionals_only": phone.for_professionals_only,
                "purpose": phone.purpose,
                "confidence": phone.confidence,
            },
        )
        yield from _schedules(service, own_id, phone.hours, phone_id)


def _schedules(service: Service, own_id: str, hours: list[Hours], phone_id: str | None) -> Iterator[Row]:
    for position, row in enumerate(hours, start=1):
        yield (
            models.Schedule,
            {
                "id": record_id("schedule", service.slug, phone_id or "service", position),
                "service_id": own_id,
                "phone_id": phone_id,
                "position": position,
                "freq": "WEEKLY",
                "byday": ",".join(row.byday),
                "opens_at": row.opens_at,
                "closes_at": row.closes_at,
                "open_on_bank_holidays": row.open_on_bank_holidays,
            },
        )


def _links(service: Service, own_id: str) -> Iterator[Row]:
    note = service.areas.note
    for area in service.areas.covers:
        row_id = record_id("service_area", service.slug, area)
        yield models.ServiceArea, {"id": row_id, "service_id": own_id, "area_id": area, "note": note}
    for need in service.needs.main:
        yield models.ServiceNeed, {"service_id": own_id, "need_id": need, "main": True}
    for need in service.needs.also:
        yield models.ServiceNeed, {"service_id": own_id, "need_id": need, "main": False}
    for audience in service.audiences:
        yield models.ServiceAudience, {"service_id": own_id, "audience": audience}


def _locations(service: Service, own_id: str) -> Iterator[Row]:
    for location in service.contact.locations:
        location_id = record_id("location", location.address_1, location.postal_code)
        yield (
            models.Location,
            {
                "id": location_id,
                "name": location.name,
                "location_type": "physical",
                "address_1": location.address_1,
                "city": location.city,
                "postal_code": location.postal_code,
                "description": location.description,
                "latitude": location.latitude,
                "longitude": location.longitude,
            },
        )
        link_id = record_id("service_at_location", service.slug, location_id)
        link = {"id": link_id, "service_id": own_id, "location_id": location_id, "description": None}
        yield models.ServiceAtLocation, link


def _languages(service: Service, own_id: str) -> Iterator[Row]:
    for language in service.languages:
        row_id = record_id("language", service.slug, language.name)
        row = {"id": row_id, "service_id": own_id, "name": language.name, "code": language.code, "note": language.note}
        yield models.Language, row


def _commissioners(service: Service, own_id: str, names: Mapping[str, str]) -> Iterator[Row]:
    for item in service.commissioners:
        yield (
            models.ServiceCommissioner,
            {
                "id": record_id("service_commissioner", service.slug, item.commissioner),
                "service_id": own_id,
                "commissioner_id": item.commissioner,
                "name": names[item.commissioner],
                "note": item.note,
            },
        )


def _sources(service: Service, own_id: str) -> Iterator[Row]:
    for position, source in enumerate(service.sources, start=1):
        yield (
            models.Source,
            {
                "id": record_id("source", service.slug, position),
                "service_id": own_id,
                "position": position,
                "url": source.url,
                "title": source.title,
                "stored_date": source.stored_date,
                "supports": source.supports,
            },
        )
