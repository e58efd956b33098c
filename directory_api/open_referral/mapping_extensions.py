"""What the directory knows of a service and the standard has no name for. Every name begins with `x_`.

`profile.yml` says what each one means and why it is there; a test compares the two.
"""

from typing import Any

from directory_api.identity import service_id
from directory_api.models import Service
from directory_api.open_referral.values import known, web_address

LIST_SEPARATOR = "; "
ROUTES = ("self_referral", "parent_or_carer_referral", "professional_referral", "police_referral")


def in_a_list(service: Service) -> dict[str, Any]:
    """Return the extensions that a service has in a list as well."""
    return known(
        x_slug=service.slug,
        x_kind=service.kind,
        x_reach=service.reach,
        x_status=_status(service),
        x_eligibility=_eligibility(service),
        x_confidential_address=service.address_confidential or None,
        x_publisher=_publisher(service),
        x_assurance=known(
            level=service.assurance, check_due=service.check_due.isoformat(), confidence=service.confidence
        ),
    )


def in_full(service: Service) -> dict[str, Any]:
    """Return the extensions that only the service in full has."""
    return known(
        x_audiences=sorted(row.audience for row in service.audiences),
        x_needs=[
            {"id": row.need_id, "main": row.main}
            for row in sorted(service.needs, key=lambda row: (not row.main, row.need_id))
        ],
        x_keywords=_split(service.keywords),
        x_roles=_roles(service),
        x_contact=_contact(service) if service.offered else None,
        x_always_open=service.always_open or None,
        x_hours_note=service.hours_note,
        x_cover_note=service.cover_note,
        x_sources=[
            known(url=web_address(row.url), title=row.title, stored_date=row.stored_date, supports=row.supports)
            for row in sorted(service.sources, key=lambda row: row.position)
        ],
    )


def _status(service: Service) -> dict[str, Any]:
    """The directory's own status, which tells more than four words, and where a service that ended went."""
    after = service.successor_slug
    return known(
        status=service.status,
        offered=service.offered,
        note=service.status_note,
        successor={"id": service_id(after), "slug": after} if after else None,
    )


def _eligibility(service: Service) -> dict[str, Any]:
    """Rules with their basis: only one that a page states may turn anybody away."""
    return known(
        minimum_age=service.minimum_age,
        maximum_age=service.maximum_age,
        maximum_age_with_additional_needs=service.maximum_age_with_additional_needs,
        basis=service.age_basis,
        words=service.eligibility_description,
        sex=service.sex_rule,
        sex_words=service.sex_rule_note,
        police_report_needed=service.police_report_needed,
        **{route: getattr(service, route) for route in ROUTES},
    )


def _publisher(service: Service) -> dict[str, Any]:
    """Whose record it was before, and its id there. A record that was written here has none."""
    if not service.origin_publisher:
        return {}
    return known(name=service.origin_publisher, id=service.origin_id, url=web_address(service.origin_url))


def _roles(service: Service) -> list[dict[str, Any]]:
    """Who does what for the service, besides running it."""
    commissioners = [
        known(role="commissioner", name=row.name, code=row.commissioner_id, note=row.note)
        for row in sorted(service.commissioners, key=lambda row: row.name)
    ]
    assurer = [{"role": "assurer", "name": service.assured_by}] if service.assured_by else []
    return commissioners + assurer


def _contact(service: Service) -> dict[str, Any]:
    note = None if service.address_confidential else service.address_note
    return known(text=service.text_contact, webchat=service.webchat, address_note=note)


def _split(text: str | None) -> list[str]:
    return text.split(LIST_SEPARATOR) if text else []
