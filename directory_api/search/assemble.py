"""Services put together from plain rows, with all that belongs to each.

What comes out has the attributes of models.Service and its relations, which is all that anybody reads of it. It takes a
tenth of the time and a quarter of the memory that the database's mapper needs: fifty thousand services are put together
when the data is loaded, and some hundreds for a recommendation.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any, cast

from sqlmodel import SQLModel

from directory_api import models

Rows = Mapping[type[SQLModel], Sequence[dict[str, Any]]]  # by table; each row is a dict with every column

# The relations of a service, and the tables whose rows they hold.
PARTS: dict[str, type[SQLModel]] = {
    "phones": models.Phone,
    "schedules": models.Schedule,
    "service_areas": models.ServiceArea,
    "audiences": models.ServiceAudience,
    "needs": models.ServiceNeed,
    "languages": models.Language,
    "sources": models.Source,
    "commissioners": models.ServiceCommissioner,
    "service_at_locations": models.ServiceAtLocation,
}


def services_of(rows: Rows) -> Iterator[models.Service]:
    """Return every service in order of name: its place in this order is its position in the index."""
    parts = {name: _by_service(rows[table]) for name, table in PARTS.items()}
    organizations = {row["id"]: SimpleNamespace(**row) for row in rows[models.Organization]}
    locations = {row["id"]: SimpleNamespace(**row) for row in rows[models.Location]}
    for row in sorted(rows[models.Service], key=lambda row: (row["name"].casefold(), row["slug"])):
        service = SimpleNamespace(**row, organization=organizations[row["organization_id"]])
        for name, by_service in parts.items():
            setattr(service, name, [SimpleNamespace(**part) for part in by_service.get(row["id"], ())])
        for phone in service.phones:
            phone.schedules = [schedule for schedule in service.schedules if schedule.phone_id == phone.id]
        for place in service.service_at_locations:
            place.location = locations[place.location_id]
        yield cast(models.Service, service)


def _by_service(rows: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Return rows by service, in the order of their positions where they have one."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["service_id"]].append(row)
    for of_one in found.values():
        if len(of_one) > 1 and "position" in of_one[0]:
            of_one.sort(key=lambda row: int(row["position"]))
    return found
