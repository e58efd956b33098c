"""Reads the columns of the index out of the database, each table once and a few thousand rows at a time."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from sqlalchemy import Connection, Row

from directory_api.centroids import Centroids
from directory_api.distances import Points
from directory_api.models import (
    Language,
    Location,
    Phone,
    Revision,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceAudience,
    ServiceNeed,
)
from directory_api.search.index import NO_MAXIMUM, NO_MINIMUM, REACH_ORDER, Labels, Places, Removed, ServiceIndex, Sets
from directory_api.search.openings import Hours, Line, Openings, PatternReader, number_patterns
from directory_api.search.queries import columns

# Who may ask for help, and the column that says so.
REFERRALS = {
    "self": Service.self_referral,
    "parent_or_carer": Service.parent_or_carer_referral,
    "professional": Service.professional_referral,
    "police": Service.police_referral,
}


LOCATION = (Location.id, Location.latitude, Location.longitude, Location.postal_code)


def read_index(connection: Connection, centroids: Centroids) -> tuple[ServiceIndex, Openings]:
    """Return every service by position, and the opening hours of all."""
    services = sorted(
        columns(
            connection,
            Service.id,
            Service.slug,
            Service.name,
            Service.organization_id,
            Service.kind,
            Service.status,
            Service.offered,
            Service.reach,
            Service.assurance,
            Service.address_confidential,
            Service.minimum_age,
            Service.maximum_age,
            Service.maximum_age_with_additional_needs,
            Service.age_basis,
            Service.always_open,
            *(column.label(f"referral_{name}") for name, column in REFERRALS.items()),  # type: ignore[union-attr]
        ),
        key=lambda row: (row.name.casefold(), row.slug),
    )
    positions = {row.id: position for position, row in enumerate(services)}
    last_modified, removed = _revisions(connection, positions)
    index = ServiceIndex(
        ids=tuple(positions),
        position_of=positions | {row.slug: position for position, row in enumerate(services)},
        offered=_flags(row.offered for row in services),
        age_stated=_flags(row.age_basis == "stated" for row in services),
        minimum_age=_ages((row.minimum_age for row in services), NO_MINIMUM),
        maximum_age=_ages((row.maximum_age or None for row in services), NO_MAXIMUM),
        extended_age=_ages((row.maximum_age_with_additional_needs for row in services), NO_MINIMUM),
        reach_order=np.fromiter((REACH_ORDER.index(row.reach) for row in services), np.int8, len(services)),
        last_modified=last_modified,
        facets=_facets(connection, services, positions),
        places=_places(
            connection, {row.id: positions[row.id] for row in services if not row.address_confidential}, centroids
        ),
        removed=removed,
    )
    return index, _openings(connection, services)


def _flags(values: Iterable[bool]) -> Any:
    return np.fromiter(values, dtype=bool)


def _ages(values: Iterable[int | None], none: int) -> Any:
    return np.fromiter((none if value is None else value for value in values), dtype=np.int16)


def _facets(
    connection: Connection, services: Sequence[Row[Any]], positions: dict[str, int]
) -> dict[str, Sets | Labels]:
    size = len(services)
    facets: dict[str, Sets | Labels] = {
        "organization": Labels([row.organization_id for row in services]),
        "kind": Labels([row.kind for row in services]),
        "status": Labels([row.status for row in services]),
        "reach": Labels([row.reach for row in services]),
        "assurance": Labels([row.assurance for row in services]),
    }
    area, need, main_need, audience, language, referral = (Sets(size) for _ in range(6))
    for row in columns(connection, ServiceArea.service_id, ServiceArea.area_id):
        area.add(positions[row.service_id], row.area_id)
    for row in columns(connection, ServiceNeed.service_id, ServiceNeed.need_id, ServiceNeed.main):
        need.add(positions[row.service_id], row.need_id)
        if row.main:
            main_need.add(positions[row.service_id], row.need_id)
    for row in columns(connection, ServiceAudience.service_id, ServiceAudience.audience):
        audience.add(positions[row.service_id], row.audience)
    for row in columns(connection, Language.service_id, Language.name, Language.code):
        for value in filter(None, (row.code, row.name.casefold())):
            language.add(positions[row.service_id], value)
    for position, row in enumerate(services):
        for name in REFERRALS:
            if getattr(row, f"referral_{name}"):
                referral.add(position, name)
    return facets | {
        "area": area,
        "need": need,
        "main_need": main_need,
        "audience": audience,
        "language": language,
        "referral": referral,
    }


def _openings(connection: Connection, services: Sequence[Row[Any]]) -> Openings:
    reader = PatternReader()
    for row in columns(
        connection,
        Schedule.service_id,
        Schedule.phone_id,
        Schedule.byday,
        Schedule.opens_at,
        Schedule.closes_at,
        Schedule.open_on_bank_holidays,
    ):
        hours = Hours(row.byday, row.opens_at, row.closes_at, row.open_on_bank_holidays)
        reader.add_schedule(row.service_id, row.phone_id, hours)
    for row in columns(
        connection, Phone.service_id, Phone.id, Phone.availability, Phone.purpose, Phone.for_professionals_only
    ):
        line = Line(row.availability, row.purpose, row.for_professionals_only)
        reader.add_phone(row.service_id, row.id, line)
    column, patterns = number_patterns(reader.pattern(row.id, row.always_open) for row in services)
    return Openings(column, patterns)


def _places(connection: Connection, positions: dict[str, int], centroids: Centroids) -> Places:
    """Return where these services work. One without coordinates is taken to be in the middle of its sector."""
    coordinates = {row.id: _coordinates(row, centroids) for row in columns(connection, *LOCATION)}
    rows = columns(connection, ServiceAtLocation.id, ServiceAtLocation.service_id, ServiceAtLocation.location_id)
    shown = (row for row in rows if row.service_id in positions)
    found = sorted((positions[row.service_id], row.id, *coordinates[row.location_id]) for row in shown)
    degrees = np.array([row[2:] for row in found], dtype=np.float64).reshape(-1, 2)
    return Places(
        ids=tuple(row[1] for row in found),
        service_position=np.array([row[0] for row in found], dtype=np.int32),
        points=Points(degrees[:, 0], degrees[:, 1]),
    )


def _coordinates(location: Row[Any], centroids: Centroids) -> tuple[float, float]:
    if location.latitude is not None and location.longitude is not None:
        return location.latitude, location.longitude
    middle = centroids.place_of(location.postal_code)
    return (middle.latitude, middle.longitude) if middle else (np.nan, np.nan)


def _revisions(connection: Connection, positions: dict[str, int]) -> tuple[Any, tuple[Removed, ...]]:
    dates = [""] * len(positions)
    removed = []
    for row in columns(connection, Revision.kind, Revision.id, Revision.name, Revision.last_modified, Revision.removed):
        if row.removed:
            removed.append(Removed(row.kind, row.id, row.name, row.last_modified))
        elif row.kind == "service" and row.id in positions:
            dates[positions[row.id]] = row.last_modified
    return np.array(dates), tuple(sorted(removed, key=lambda one: (one.last_modified, one.id)))
