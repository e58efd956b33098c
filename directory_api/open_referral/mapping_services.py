"""A service as HSDS 3.2 and Open Referral UK 3.0 both shape it. No field is there without a value.

A service that is offered no longer keeps its story and loses every way to reach it, so that nobody rings it for help.
"""

from collections.abc import Iterator
from typing import Any

from directory_api.identity import record_id
from directory_api.models import Service
from directory_api.open_referral import mapping_extensions as extensions
from directory_api.open_referral.mapping_hours import service_schedules
from directory_api.open_referral.mapping_organizations import organization, organization_in_a_list
from directory_api.open_referral.mapping_phones import phones_and_contacts
from directory_api.open_referral.mapping_places import accessibility_of, place, service_areas, visible_places
from directory_api.open_referral.reference import StandardReference
from directory_api.open_referral.values import email_address, known, web_address

# The standard knows four words. At risk of closing is not open for sure, so it is not active.
STANDARD_STATUS = {
    "open": "active",
    "renamed": "active",
    "check": "inactive",
    "at_risk": "inactive",
    "at_risk_or_closed": "inactive",
    "merged": "defunct",
    "renamed_or_absorbed": "defunct",
    "historic": "defunct",
    "closed_locally": "defunct",
}
REFERRAL_ROUTES = {
    "self": "self_referral",
    "parent_or_carer": "parent_or_carer_referral",
    "professional": "professional_referral",
    "police": "police_referral",
}


def service_twice(service: Service, reference: StandardReference) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return everything that is known of a service, and the service as it stands in a list.

    The list has the fields that a service has once, with its organization.
    """
    once, extended = _one_to_one(service), extensions.in_a_list(service)
    full = once | _nested(service, reference) | extended | extensions.in_full(service)
    return full, once | {"organization": organization_in_a_list(service.organization)} | extended


def _nested(service: Service, reference: StandardReference) -> dict[str, Any]:
    phones, contacts = phones_and_contacts(service) if service.offered else ([], [])
    places = visible_places(service)
    fees = service.fees_description
    return known(
        phones=phones,
        contacts=contacts,
        schedules=service_schedules(service),
        service_areas=service_areas(service.service_areas, reference.areas),
        service_at_locations=[place(row, service) for row in places],
        languages=[
            known(id=row.id, name=row.name, code=row.code, note=row.note)
            for row in sorted(service.languages, key=lambda row: row.name)
        ],
        organization=organization(service.organization),
        funding=[
            {"id": record_id("funding", row.id), "source": row.name}
            for row in sorted(service.commissioners, key=lambda row: row.name)
        ],
        cost_options=[{"id": record_id("cost_option", service.id), "amount_description": fees}] if fees else [],
        attributes=list(_attributes(service, reference)),
        x_accessibility=[] if places else accessibility_of(service),
    )


def _one_to_one(service: Service) -> dict[str, Any]:
    reachable = service.offered
    return known(
        id=service.id,
        name=service.name,
        alternate_name=service.other_names,
        description=service.description,
        url=web_address(service.url) if reachable else None,
        email=email_address(service.email) if reachable else None,
        status=STANDARD_STATUS[service.status],
        interpretation_services=service.interpretation_services,
        application_process=service.referral_note,
        fees_description=service.fees_description,
        fees=service.fees_description,  # what Open Referral UK reads; HSDS keeps the name for old readers
        eligibility_description=" ".join(filter(None, (service.eligibility_description, service.sex_rule_note))),
        minimum_age=service.minimum_age,
        maximum_age=service.maximum_age,
        assured_date=service.assured_date.isoformat(),
        alert=service.status_note,
    )


def _attributes(service: Service, reference: StandardReference) -> Iterator[dict[str, Any]]:
    """Yield the terms of the directory's own taxonomies that describe the service."""
    terms, own_id = reference.taxonomies.by_code, service.id
    for need in sorted(service.needs, key=lambda row: (not row.main, row.need_id)):
        term = terms["needs"][need.need_id].nested
        yield _attribute(own_id, "needs", term) | {"value": "main" if need.main else "also"}
    for audience in sorted(row.audience for row in service.audiences):
        yield _attribute(own_id, "audiences", terms["audiences"][audience].nested)
    for route, field in REFERRAL_ROUTES.items():
        if getattr(service, field):
            yield _attribute(own_id, "referral_routes", terms["referral_routes"][route].nested)
    for term in _service_types(service, reference):
        yield _attribute(own_id, "service_types", term)
    yield _attribute(own_id, "reach", terms["reach"][service.reach].nested)
    yield _attribute(own_id, "assurance", terms["assurance"][service.assurance].nested)


def _service_types(service: Service, reference: StandardReference) -> list[dict[str, Any]]:
    given = reference.taxonomies.types_given_to
    reasons = [("kind", service.kind), *(("need", row.need_id) for row in service.needs)]
    found = {term.code: term.nested for reason in reasons if reason in given for term in given[reason]}
    return [found[code] for code in sorted(found)]


def _attribute(service_id: str, kind: str, term: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": record_id("attribute", service_id, term["id"]),
        "link_type": kind,
        "link_entity": "service",
        "taxonomy_term": term,
    }
