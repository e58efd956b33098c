"""One set of names for every standard: those of HSDS 3, in the plural where there is a list.

Open Referral UK 1.0 says `eligibilitys`, `service_taxonomys` and `physical_addresses`, some systems write `minimumAge`,
and spreadsheets have headings of their own.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from directory_api.data_pipeline.importing.values import DEEPEST

CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
NOT_IN_A_NAME = re.compile(r"[^a-z0-9_.]+")
NAMES = {
    "eligibilitys": "eligibilities",
    "service_taxonomys": "service_taxonomies",
    "link_taxonomies": "service_taxonomies",
    "link_taxonomys": "service_taxonomies",
    "taxonomys": "taxonomies",
    "regular_schedule": "regular_schedules",
    "schedule": "schedules",
    "physical_address": "physical_addresses",
    "contact": "contacts",
    "cost_option": "cost_options",
    "fundings": "funding",
    "accessibility_for_disability": "accessibility_for_disabilities",
    "service_at_location": "service_at_locations",
    "service_name": "name",
    "provider": "organization_name",
    "provider_name": "organization_name",
    "organisation": "organization_name",
    "organisation_name": "organization_name",
    "web_address": "url",
    "service_website": "url",
    "telephone_number": "phones",
    "telephone": "phones",
    "phone_number": "phones",
    "phone_numbers": "phones",
    "email_address": "email",
    "summary": "description",
    "service_description": "description",
    "min_age": "minimum_age",
    "max_age": "maximum_age",
    "age_range": "eligibility",
    "ages": "eligibility",
    "cost": "fees",
    "costs": "fees",
    "areas": "service_areas",
    "area": "service_areas",
    "area_names": "service_areas",
    "need_names": "categories",
    "needs": "categories",
    "category": "categories",
    "address": "address_1",
    "street": "address_1",
    "town": "city",
    "postcode": "postal_code",
}
# Words that mean this only as the heading of a column.
ONLY_IN_TABLES = frozenset(
    {"address", "street", "town", "area", "areas", "needs", "ages", "summary", "cost", "costs", "provider"}
    | {"organisation", "telephone", "phone_number", "category"}
)


def renamed(value: Any, depth: int = 0) -> Any:
    """The value with every name as HSDS 3 writes it."""
    if depth > DEEPEST:
        return None
    if isinstance(value, Mapping):
        return {hsds_name(str(key)): renamed(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [renamed(item, depth + 1) for item in value]
    return value


def hsds_name(name: str, *, heading: bool = False) -> str:
    """A field's name as HSDS 3 writes it. `heading`: of a spreadsheet's column, where more is read into it."""
    snake = NOT_IN_A_NAME.sub("_", CAMEL.sub("_", name.strip()).casefold()).strip("_")
    if snake in ONLY_IN_TABLES and not heading:
        return snake
    return NAMES.get(snake, snake)


def services_in(value: Any) -> Iterator[Any]:
    """The services of a feed: of a list, of a page of any of the standards, of organizations with theirs, or one alone.

    Whatever is no object comes back as it is, to be refused by its position.
    """
    if isinstance(value, list):
        for item in value:
            yield from services_in(item)
    elif isinstance(value, Mapping):
        listed = next((value[key] for key in ("contents", "content") if isinstance(value.get(key), list)), None)
        if listed is None and not value.get("name"):
            listed = next((value[key] for key in ("services", "items", "results", "data") if _holds(value, key)), None)
        if listed is not None:
            yield from services_in(listed)
        elif isinstance(value.get("services"), list) and "organization" not in value:
            yield from _of_an_organization(value)
        elif isinstance(value.get("service"), Mapping) and "name" not in value:
            yield _at_a_location(value)
        else:
            yield value
    else:
        yield value


def _holds(value: Mapping[str, Any], key: str) -> bool:
    return isinstance(value.get(key), list)


def _of_an_organization(organization: Mapping[str, Any]) -> Iterator[Any]:
    itself = {key: item for key, item in organization.items() if key != "services"}
    for service in organization["services"]:
        yield {"organization": itself, **service} if isinstance(service, Mapping) else service


def _at_a_location(place: Mapping[str, Any]) -> Any:
    """A service_at_location with its service inside is that service with one place."""
    itself = {key: item for key, item in place.items() if key != "service"}
    return {"service_at_locations": [itself], **place["service"]}
