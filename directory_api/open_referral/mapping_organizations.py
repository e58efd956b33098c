"""Who runs a service."""

from typing import Any

from directory_api.identity import record_id
from directory_api.models import Organization
from directory_api.open_referral.values import known, web_address

# Names of registers in the list at org-id.guide, with their own names for people.
CHARITY_REGISTER = ("GB-CHC", "Charity Commission for England and Wales")
COMPANY_REGISTER = ("GB-COH", "Companies House")


def organization(row: Organization) -> dict[str, Any]:
    """Return an organization with its numbers in public registers."""
    numbers = ((CHARITY_REGISTER, row.charity_number), (COMPANY_REGISTER, row.company_number))
    identifiers = [
        {
            "id": record_id("organization_identifier", row.id, scheme),
            "identifier_scheme": scheme,
            "identifier_type": register,
            "identifier": number,
        }
        for (scheme, register), number in numbers
        if number
    ]
    return organization_in_a_list(row) | known(organization_identifiers=identifiers)


def organization_in_a_list(row: Organization) -> dict[str, Any]:
    """Return an organization as it stands in lists and in a service of a list."""
    return known(
        id=row.id,
        name=row.name,
        description=row.description or row.name,
        website=web_address(row.website),
        x_slug=row.slug,
    )
