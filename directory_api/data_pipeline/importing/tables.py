"""Tables (HSDS as CSV files, or one spreadsheet) as nested services.

The tables are those of HSDS's data package; each row finds what it belongs to by the columns that end in `_id`. Two
things are ours: a heading with a dot (`x_status.note`) is a field within a field, and extensions may have tables of
their own.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from directory_api.data_pipeline.importing.shapes import hsds_name

# An apostrophe that keeps a spreadsheet from taking the text for a formula.
MADE_TEXT = re.compile(r"^'('*[=+\-@\t\r])")

Row = dict[str, Any]
Tables = dict[str, list[Row]]

# Table names as different publishers write them → the name here.
TABLE_NAMES = {
    "service": "services",
    "organization": "organizations",
    "organisations": "organizations",
    "phone": "phones",
    "schedule": "schedules",
    "regular_schedule": "schedules",
    "service_area": "service_areas",
    "language": "languages",
    "location": "locations",
    "service_at_location": "service_at_locations",
    "address": "addresses",
    "physical_addresses": "addresses",
    "accessibilities": "accessibility",
    "attribute": "attributes",
    "taxonomy_term": "taxonomy_terms",
    "contact": "contacts",
    "cost_option": "cost_options",
    "organization_identifier": "organization_identifiers",
    "eligibility": "eligibilities",
    "fundings": "funding",
}
# Of each table, the columns that name what a row hangs on, the nearest first: (column, table, field there).
HANGS_ON: dict[str, tuple[tuple[str, str, str], ...]] = {
    "languages": (("phone_id", "phones", "languages"), ("service_id", "services", "languages")),
    "schedules": (
        ("phone_id", "phones", "x_schedules"),
        ("service_at_location_id", "service_at_locations", "schedules"),
        ("service_id", "services", "schedules"),
    ),
    "phones": (
        ("contact_id", "contacts", "phones"),
        ("service_at_location_id", "service_at_locations", "phones"),
        ("service_id", "services", "phones"),
        ("location_id", "locations", "phones"),
        ("organization_id", "organizations", "phones"),
    ),
    "contacts": (
        ("service_at_location_id", "service_at_locations", "contacts"),
        ("service_id", "services", "contacts"),
        ("organization_id", "organizations", "contacts"),
    ),
    "accessibility": (("location_id", "locations", "accessibility"), ("service_id", "services", "x_accessibility")),
    "addresses": (("location_id", "locations", "addresses"),),
    "service_at_locations": (("service_id", "services", "service_at_locations"),),
    "service_areas": (("service_id", "services", "service_areas"),),
    "cost_options": (("service_id", "services", "cost_options"),),
    "eligibilities": (("service_id", "services", "eligibilities"),),
    "funding": (("service_id", "services", "funding"),),
    "x_roles": (("service_id", "services", "x_roles"),),
    "x_sources": (("service_id", "services", "x_sources"),),
    "organization_identifiers": (("organization_id", "organizations", "organization_identifiers"),),
}
OTHER_TABLES = frozenset(
    {*HANGS_ON, "organizations", "locations", "attributes", "taxonomy_terms", "taxonomies", "programs", "metadata"}
)
FLAT_ADDRESS = ("address_1", "city", "postal_code", "latitude", "longitude")


def read_table(name: str, text: str) -> Tables:
    """One CSV file as a table. The separator is the one its headings use; rows without any value are skipped."""
    named = hsds_name(name)
    named = TABLE_NAMES.get(named, named)
    first_line = text.partition("\n")[0]
    separator = max(",;\t", key=first_line.count)
    csv.field_size_limit(2**27)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    headings = [hsds_name(heading, heading=named not in OTHER_TABLES) for heading in next(rows, [])]
    return {named: [_nested(headings, row) for row in rows if any(cell.strip() for cell in row)]}


def _nested(headings: list[str], cells: list[str]) -> Row:
    found: Row = {}
    for heading, cell in zip(headings, cells, strict=False):
        if not cell.strip() or not heading:
            continue
        cell = MADE_TEXT.sub(r"\1", cell)
        outer, dot, inner = heading.partition(".")
        if not dot:
            found.setdefault(outer, cell)
            continue
        within = found.setdefault(outer, {})
        *path, last = inner.split(".")
        for part in path:
            within = within.setdefault(part, {}) if isinstance(within, dict) else {}
        if isinstance(within, dict):
            within[last] = cell
    return found


def services_of_tables(tables: Tables) -> Iterator[Row]:
    """Every service with all that hangs on it. A column about its organization or address makes one of its own."""
    by_id = {name: {str(row["id"]): row for row in rows if row.get("id")} for name, rows in tables.items()}
    for name, columns in HANGS_ON.items():
        for row in tables.get(name, []):
            _hang(row, columns, by_id)
    for row in tables.get("service_at_locations", []):
        if location := by_id.get("locations", {}).get(str(row.get("location_id"))):
            row["location"] = location
    attributes = _attributes(tables, by_id)
    for service in tables["services"]:
        service["attributes"] = [*attributes.get(str(service.get("id")), []), *_listed(service, "attributes")]
        yield _with_flat_columns(service, by_id)


def _hang(row: Row, columns: tuple[tuple[str, str, str], ...], by_id: Mapping[str, Mapping[str, Row]]) -> None:
    for column, table, field in columns:
        owner = by_id.get(table, {}).get(str(row.get(column)))
        if owner is not None:
            held = owner.setdefault(field, [])
            if isinstance(held, list):
                held.append(row)
            else:
                owner[field] = [row]
            return


def _attributes(tables: Tables, by_id: Mapping[str, Mapping[str, Row]]) -> Mapping[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in tables.get("attributes", []):
        if term := by_id.get("taxonomy_terms", {}).get(str(row.get("taxonomy_term_id"))):
            found[str(row.get("link_id"))].append({**row, "taxonomy_term": term})
    return found


def _with_flat_columns(service: Row, by_id: Mapping[str, Mapping[str, Row]]) -> Row:
    organization = by_id.get("organizations", {}).get(str(service.get("organization_id")))
    if organization is None and service.get("organization_name"):
        organization = {"name": service["organization_name"]}
    if organization is not None:
        service["organization"] = organization
    for name in ("phones", "service_areas", "categories", "languages"):
        if isinstance(service.get(name), str):
            service[name] = _listed(service, name)
    if not service.get("service_at_locations") and service.get("postal_code"):
        location = {name: service[name] for name in FLAT_ADDRESS if name in service}
        service["service_at_locations"] = [{"location": {**location, "addresses": [location]}}]
    return service


def _listed(service: Row, name: str) -> list[Any]:
    value = service.get(name)
    if isinstance(value, str):
        return [{"name": part.strip()} for part in value.replace("|", ";").split(";") if part.strip()]
    return value if isinstance(value, list) else []
