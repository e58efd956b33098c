"""The open standard's documents, made once when the data is loaded. Plain dicts: a load makes fifty thousand of them.

The pipeline adds `last_modified` to services, and their history (`metadata`) to those in full. The routes put a service
into its service_at_locations, and its services into an organization, when they are asked for.
"""

from typing import Any, NamedTuple

from directory_api.models import Organization, Service
from directory_api.open_referral.mapping_organizations import organization, organization_in_a_list
from directory_api.open_referral.mapping_places import location_in_a_list, place, visible_places
from directory_api.open_referral.mapping_services import STANDARD_STATUS, service_twice
from directory_api.open_referral.reference import StandardReference

__all__ = [
    "OrganizationDocuments",
    "ServiceDocuments",
    "StandardReference",
    "organization_documents",
    "service_at_location_documents",
    "service_documents",
    "taxonomy_documents",
    "taxonomy_term_documents",
]

Json = dict[str, Any]


class ServiceDocuments(NamedTuple):
    """A service in full, and as it stands in a list."""

    full: Json
    summary: Json


class OrganizationDocuments(NamedTuple):
    """An organization in full but for its services, and as it stands in a list."""

    full: Json
    summary: Json


def service_documents(service: Service, reference: StandardReference) -> ServiceDocuments:
    """Return a service's documents. It needs every relation of the service, and the hours of its phones."""
    return ServiceDocuments(*service_twice(service, reference))


def service_at_location_documents(service: Service, _: StandardReference) -> list[tuple[str, Json, Json]]:
    """Return the places that may be shown: id, in full but for the service, and as in a list.

    There are none where the address is confidential or the service is offered no longer. `name` and `status` are the
    service's: three published versions of the schemas ask for them here by mistake, and their validators still do.
    """
    said = {"name": service.name, "status": STANDARD_STATUS[service.status]}
    return [
        (
            row.id,
            place(row, service) | said,
            {"id": row.id} | said | {"location": location_in_a_list(row.location)},
        )
        for row in visible_places(service)
    ]


def organization_documents(row: Organization, _: StandardReference) -> OrganizationDocuments:
    """Return an organization's documents."""
    return OrganizationDocuments(organization(row), organization_in_a_list(row))


def taxonomy_documents(reference: StandardReference) -> list[tuple[str, Json]]:
    """Return every taxonomy with its id."""
    return reference.taxonomies.taxonomy_documents()


def taxonomy_term_documents(reference: StandardReference) -> list[tuple[str, Json]]:
    """Return every term with its id."""
    return reference.taxonomies.term_documents()
