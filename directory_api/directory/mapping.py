"""Turns the directory's rows into its answers. Services are drawn when the data is loaded, and served as they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from directory_api.areas import AreaTree
from directory_api.directory.schemas import (
    AgesOut,
    AssuranceOut,
    Contacts,
    HoursOut,
    MatchOut,
    Named,
    OrganizationOut,
    PhoneOut,
    ReferralOut,
    ServiceDetail,
    ServiceSummary,
    SourceOut,
    SuccessorOut,
)
from directory_api.models import Phone, Schedule, Service
from directory_api.recommendations.cards import assurance_words, tel_link
from directory_api.search.find import Found
from directory_api.search.whole_kind import Text
from directory_api.vocabulary import AUDIENCES


@dataclass(frozen=True)
class ApiReference:
    """What services refer to: areas, and other services by slug with their names."""

    areas: AreaTree
    names: Mapping[str, str]


def service_link(slug: str) -> str:
    """Return the address of a service."""
    return f"/api/services/{slug}"


def service_summary(service: Service, reference: ApiReference) -> ServiceSummary:
    """Return a service as it stands in a list."""
    return ServiceSummary(
        **_common(service, reference), organization=Named(id=service.organization.id, name=service.organization.name)
    )


def with_how_found(summary: Text, found: Found, position: int) -> bytes:
    """Return a service as it stands in a list, with how it matched what was searched for and how far away it is."""
    added: dict[str, Any] = {}
    if found.matches is not None:
        match = found.matches.explain(position)
        added["match"] = MatchOut.model_validate(match, from_attributes=True).model_dump()
    if found.distances is not None:
        added["distance_metres"] = round(found.distances[position])
    return b"".join((summary[:-1], b",", orjson.dumps(added)[1:]))


def service_detail(service: Service, reference: ApiReference) -> ServiceDetail:
    """Return all that is known of a service."""
    return ServiceDetail(
        **_common(service, reference),
        organization=OrganizationOut.model_validate(service.organization, from_attributes=True),
        contacts=_contacts(service) if service.offered else Contacts(),
        always_open=service.always_open,
        hours=_hours(schedule for schedule in service.schedules if schedule.phone_id is None),
        hours_note=service.hours_note,
        cost=service.fees_description,
        sex_rule=service.sex_rule,
        sex_rule_note=service.sex_rule_note,
        referral=_referral(service),
        accessibility=service.accessibility_note,
        languages=sorted(language.name for language in service.languages),
        interpreters=service.interpretation_services,
        commissioners=sorted(row.name for row in service.commissioners),
        assurance=_assurance(service),
        sources=[
            SourceOut.model_validate(row, from_attributes=True)
            for row in sorted(service.sources, key=lambda row: row.position)
        ],
    )


def _common(service: Service, reference: ApiReference) -> dict[str, Any]:
    """Return what the list and the full record share."""
    return {
        "id": service.id,
        "slug": service.slug,
        "name": service.name,
        "description": service.description,
        "kind": service.kind,
        "status": service.status,
        "offered": service.offered,
        "status_note": service.status_note,
        "successor": _successor(service, reference),
        "reach": service.reach,
        "areas": _areas(service, reference),
        "audiences": sorted((row.audience for row in service.audiences), key=AUDIENCES.index),
        "needs": [row.need_id for row in sorted(service.needs, key=lambda row: (not row.main, row.need_id))],
        "ages": AgesOut(
            minimum=service.minimum_age,
            maximum=service.maximum_age,
            maximum_with_additional_needs=service.maximum_age_with_additional_needs,
            basis=service.age_basis,
            words=service.eligibility_description,
        ),
        "link": service_link(service.slug),
    }


def _successor(service: Service, reference: ApiReference) -> SuccessorOut | None:
    slug = service.successor_slug
    if slug is None or slug not in reference.names:
        return None
    return SuccessorOut(slug=slug, name=reference.names[slug], link=service_link(slug))


def _areas(service: Service, reference: ApiReference) -> list[Named]:
    areas = [reference.areas.by_id[row.area_id] for row in service.service_areas]
    return [Named(id=area.id, name=area.name) for area in sorted(areas, key=lambda area: area.name)]


def _contacts(service: Service) -> Contacts:
    return Contacts(
        website=service.url,
        email=service.email,
        text=service.text_contact,
        webchat=service.webchat,
        address=service.address_note,
        phones=[_phone(phone) for phone in service.phones],
    )


def _phone(phone: Phone) -> PhoneOut:
    return PhoneOut(
        number=phone.number,
        tel=tel_link(phone),
        type=phone.type,
        description=phone.description,
        availability=phone.availability,
        availability_note=phone.availability_note,
        hours=_hours(phone.schedules),
        for_professionals_only=phone.for_professionals_only,
        purpose=phone.purpose,
        confidence=phone.confidence,
    )


def _hours(schedules: Iterable[Schedule]) -> list[HoursOut]:
    return [HoursOut.model_validate(schedule, from_attributes=True) for schedule in schedules]


def _referral(service: Service) -> ReferralOut:
    return ReferralOut(
        self_referral=service.self_referral,
        parent_or_carer_referral=service.parent_or_carer_referral,
        professional_referral=service.professional_referral,
        police_referral=service.police_referral,
        police_report_needed=service.police_report_needed,
        note=service.referral_note,
    )


def _assurance(service: Service) -> AssuranceOut:
    return AssuranceOut(
        level=service.assurance,
        date=service.assured_date,
        by=service.assured_by,
        check_due=service.check_due,
        confidence=service.confidence,
        text=assurance_words(service),
    )
