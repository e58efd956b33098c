"""Services as tables with HSDS's names, one row for each thing, and what hangs on what in columns that end in `_id`.

Three things are beyond HSDS's data package: extensions (`x_…`, a dot for a field within a field), the columns
`phone_id` of schedules and `service_id` of accessibility, and at the end of services a few columns for people who open
that one file alone. Every column is told in the dictionary that is written beside the tables.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from directory_api.data_pipeline.exporting.dictionary import write_dictionary
from directory_api.data_pipeline.exporting.published import Published

Row = dict[str, Any]
TableRow = tuple[str, Row]

LIST_SEPARATOR = "; "
# A spreadsheet takes a text that begins so for a formula and runs it; an apostrophe before it makes it text. One that
# already has apostrophes gets another, so that taking one away always gives back what was there.
FORMULA = re.compile(r"'*[=+\-@\t\r]")
# Of each kind of thing, the lists within it: field → (table, column that names the owner).
WITHIN: dict[str, dict[str, tuple[str, str]]] = {
    "services": {
        "phones": ("phones", "service_id"),
        "contacts": ("contacts", "service_id"),
        "schedules": ("schedules", "service_id"),
        "service_areas": ("service_areas", "service_id"),
        "service_at_locations": ("service_at_location", "service_id"),
        "languages": ("languages", "service_id"),
        "funding": ("funding", "service_id"),
        "cost_options": ("cost_options", "service_id"),
        "attributes": ("attributes", "link_id"),
        "metadata": ("metadata", "resource_id"),
        "x_accessibility": ("accessibility", "service_id"),
        "x_roles": ("x_roles", "service_id"),
        "x_sources": ("x_sources", "service_id"),
    },
    "phones": {"x_schedules": ("schedules", "phone_id"), "languages": ("languages", "phone_id")},
    "contacts": {"phones": ("phones", "contact_id")},
    "locations": {"addresses": ("addresses", "location_id"), "accessibility": ("accessibility", "location_id")},
    "organizations": {"organization_identifiers": ("organization_identifiers", "organization_id")},
    "taxonomies": {"taxonomy_terms": ("taxonomy_terms", "taxonomy_id")},
}
# One thing within another: field → (table, column of the owner that names it).
ONE_WITHIN: dict[str, dict[str, tuple[str, str]]] = {
    "services": {"organization": ("organizations", "organization_id")},
    "service_at_location": {"location": ("locations", "location_id")},
    "attributes": {"taxonomy_term": ("taxonomy_terms", "taxonomy_term_id")},
}
SAID_ELSEWHERE = {"services": {"x_needs"}}  # the attributes hold it
SHARED = frozenset({"organizations", "locations", "addresses", "accessibility", "taxonomy_terms", "taxonomies"})


def write_tables(published: Published, folder: Path) -> list[Path]:
    """Write every table that has a row, and the dictionary."""
    rows: dict[str, dict[str, Row]] = {}
    for table, row in _all_rows(published):
        kept = rows.setdefault(table, {})
        kept.setdefault(str(row["id"]) if table in SHARED and "id" in row else str(len(kept)), row)
    columns = {
        table: list(dict.fromkeys(name for row in kept.values() for name in row)) for table, kept in rows.items()
    }
    paths = [_write(folder / f"{table}.csv", columns[table], kept.values()) for table, kept in rows.items()]
    return paths + write_dictionary(folder, columns, {table: list(kept.values()) for table, kept in rows.items()})


def _all_rows(published: Published) -> Iterator[TableRow]:
    for service in published.each_service():
        first, *others = flattened("services", service)
        yield first[0], first[1] | _for_readers(service)
        yield from others
    for body in published.taxonomies:
        yield from flattened("taxonomies", orjson.loads(body))


def flattened(table: str, thing: Mapping[str, Any], owner: Row | None = None) -> Iterator[TableRow]:
    """A thing's own row first, then the rows of all within it."""
    row: Row = {}
    within: list[TableRow] = []
    for field, value in thing.items():
        if field in SAID_ELSEWHERE.get(table, ()):
            continue
        if field in ONE_WITHIN.get(table, {}):
            other, column = ONE_WITHIN[table][field]
            row[column] = value["id"]
            within += flattened(other, value)
        elif field in WITHIN.get(table, {}):
            other, column = WITHIN[table][field]
            for item in value:
                within += flattened(other, item, {column: thing["id"]})
        else:
            row |= _cells(field, value)
    yield table, {**_first("id", row), **(owner or {}), **row}
    yield from within


def _first(name: str, row: Row) -> Row:
    return {name: row[name]} if name in row else {}


def _cells(name: str, value: Any) -> Row:
    if isinstance(value, Mapping):
        return {key: cell for inner, item in value.items() for key, cell in _cells(f"{name}.{inner}", item).items()}
    if isinstance(value, list):
        return {name: LIST_SEPARATOR.join(map(str, value))}
    if isinstance(value, bool):
        return {name: str(value).lower()}
    return {name: value}


def _for_readers(service: Mapping[str, Any]) -> Row:
    """What somebody wants who opens services.csv and nothing else."""
    needs = [row["taxonomy_term"]["name"] for row in service.get("attributes", []) if row.get("link_type") == "needs"]
    cells = {
        "organization_name": service["organization"]["name"],
        "phone_numbers": LIST_SEPARATOR.join(phone["number"] for phone in service.get("phones", [])),
        "area_names": LIST_SEPARATOR.join(area["name"] for area in service.get("service_areas", [])),
        "need_names": LIST_SEPARATOR.join(needs),
    }
    return {name: cell for name, cell in cells.items() if cell}


def _write(path: Path, columns: list[str], rows: Iterable[Row]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:  # the mark tells Excel that it is UTF-8
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
    return path


def _cell(value: Any) -> Any:
    if isinstance(value, str) and FORMULA.match(value):
        return f"'{value}"
    return "" if value is None else value
