"""Where a service works and which areas it is for. A confidential address is not among them: see `visible_places`."""

from collections.abc import Iterable
from typing import Any

from directory_api.areas import AreaTree
from directory_api.identity import record_id
from directory_api.models import Area, Location, Service, ServiceArea, ServiceAtLocation
from directory_api.open_referral.values import known

# The Office for National Statistics' address for an area of that code.
GSS_URI = "http://statistics.data.gov.uk/id/statistical-geography/"
COUNTRY_CODE = "GB"  # ISO 3166-1
STATE_OR_PROVINCE = "England"  # ISO 3166-2 GB-ENG; the standard's address must name one


def visible_places(service: Service) -> list[ServiceAtLocation]:
    """Return where the service may be shown to be: nowhere if its address is confidential or it helps no longer."""
    if service.address_confidential or not service.offered:
        return []
    return sorted(service.service_at_locations, key=lambda row: row.id)


def place(row: ServiceAtLocation, service: Service) -> dict[str, Any]:
    """Return a service_at_location without its service."""
    return known(id=row.id, description=row.description, location=location(row.location, accessibility_of(service)))


def accessibility_of(service: Service) -> list[dict[str, Any]]:
    """Return what is said of access, under HSDS's name and under Open Referral UK's."""
    note = service.accessibility_note
    if not note:
        return []
    return [{"id": record_id("accessibility", service.id), "description": note, "accessibility": note}]


def location(row: Location, accessibility: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a place with its address and, where they are known, its coordinates."""
    return _one_to_one(row) | known(addresses=[_address(row)], accessibility=accessibility)


def location_in_a_list(row: Location) -> dict[str, Any]:
    """Return a place as a list shows it."""
    return _one_to_one(row)


def _one_to_one(row: Location) -> dict[str, Any]:
    return known(
        id=row.id,
        location_type=row.location_type,
        name=row.name,
        description=row.description,
        latitude=row.latitude,
        longitude=row.longitude,
    )


def _address(row: Location) -> dict[str, Any]:
    return {
        "id": record_id("address", row.id),
        "address_1": row.address_1,
        "city": row.city,
        "state_province": STATE_OR_PROVINCE,
        "postal_code": row.postal_code,
        "country": COUNTRY_CODE,
        "address_type": "physical",
    }


def service_areas(rows: Iterable[ServiceArea], areas: AreaTree) -> list[dict[str, Any]]:
    """Return the areas a service is for, in order of name, each with its address at the ONS where it has a code."""
    named = sorted(((areas.by_id[row.area_id], row) for row in rows), key=lambda pair: (pair[0].name, pair[0].id))
    return [_service_area(row, area) for area, row in named]


def _service_area(row: ServiceArea, area: Area) -> dict[str, Any]:
    code = area.gss_code
    return known(
        id=row.id,
        name=area.name,
        service_area=area.name,  # Open Referral UK's word for the name
        description=row.note,
        extent=code,
        extent_type="text" if code else None,
        uri=GSS_URI + code if code else None,
        x_area_id=area.id,
    )
