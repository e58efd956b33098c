"""Every document that the open standard's API serves is what the official schemas ask for."""

from uuid import UUID, uuid5

import pytest

from directory_api.identity import NAMESPACE, named_uuid
from directory_api.models import Service
from directory_api.open_referral.documents import (
    StandardReference,
    organization_documents,
    service_at_location_documents,
    service_documents,
    taxonomy_documents,
    taxonomy_term_documents,
)
from tests.directory_api.open_referral.official import STANDARDS, empty_values, faults


@pytest.mark.parametrize("standard", STANDARDS)
def test_every_service_is_what_the_standard_asks_for(
    standard: str, services: list[Service], reference: StandardReference
) -> None:
    wrong = {}
    for service in services:
        full, summary = service_documents(service, reference)
        wrong[service.slug] = faults(standard, "service.json", full) + faults(
            standard, "lists/service_list.json", summary
        )
    assert len(wrong) > 90
    assert not {slug: found for slug, found in wrong.items() if found}


@pytest.mark.parametrize("standard", STANDARDS)
def test_every_place_organization_and_term_is_what_the_standard_asks_for(
    standard: str, services: list[Service], reference: StandardReference
) -> None:
    found: list[str] = []
    for service in services:
        full, summary = organization_documents(service.organization, reference)
        found += faults(standard, "organization.json", full)
        found += faults(standard, "lists/organization_list.json", summary)
        for _, place, listed in service_at_location_documents(service, reference):
            found += faults(standard, "service_at_location.json", place)
            found += faults(standard, "lists/service_at_location_list.json", listed)
    for _, document in taxonomy_documents(reference):
        found += faults(standard, "taxonomy.json", document)
    for _, document in taxonomy_term_documents(reference):
        found += faults(standard, "taxonomy_term.json", document)
    assert not found


def test_a_field_without_a_value_is_left_out(services: list[Service], reference: StandardReference) -> None:
    documents = [document for service in services for document in service_documents(service, reference)]
    documents += [document for _, document in taxonomy_documents(reference)]
    documents += [document for _, document in taxonomy_term_documents(reference)]
    assert [found for document in documents for found in empty_values(document)] == []


def test_ids_are_the_uuids_that_links_were_always_made_of() -> None:
    for name in ("childline", "service_area/childline/england", "ünï/1", ""):
        assert named_uuid(name) == str(uuid5(NAMESPACE, name))
        assert str(UUID(named_uuid(name))) == named_uuid(name)


def test_no_two_objects_share_an_id(services: list[Service], reference: StandardReference) -> None:
    ids: list[str] = []
    for service in services:
        full = service_documents(service, reference).full
        ids.append(full["id"])
        for kind in ("attributes", "phones", "schedules", "service_areas", "languages", "funding", "contacts"):
            ids += [item["id"] for item in full.get(kind, ())]
    ids += [document["id"] for _, document in taxonomy_documents(reference)]
    ids += [document["id"] for _, document in taxonomy_term_documents(reference)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("service.json", {"id": "ae5cee16-b4f0-5b4d-9bcd-2a4b3b9d6e6f", "name": "No status"}),
        ("service.json", {"id": "not-a-uuid", "name": "A", "status": "active"}),
        ("service.json", {"id": "ae5cee16-b4f0-5b4d-9bcd-2a4b3b9d6e6f", "name": "A", "status": "open"}),
        (
            "service.json",
            {
                "id": "ae5cee16-b4f0-5b4d-9bcd-2a4b3b9d6e6f",
                "name": "A",
                "status": "active",
                "organization": {"id": "ae5cee16-b4f0-5b4d-9bcd-2a4b3b9d6e6f", "name": "No description"},
            },
        ),
        ("service.json", {"id": "ae5cee16-b4f0-5b4d-9bcd-2a4b3b9d6e6f", "name": "A", "status": "active", "url": "a b"}),
    ],
)
@pytest.mark.parametrize("standard", STANDARDS)
def test_the_schemas_refuse_what_is_wrong(standard: str, name: str, broken: dict[str, object]) -> None:
    assert faults(standard, name, broken)
