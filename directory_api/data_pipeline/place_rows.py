"""Areas, the names people use for places, and postcode districts and their centroids as rows."""

from collections.abc import Iterator
from typing import Any

from directory_api import models
from directory_api.data_pipeline.records.centroids import PostcodeCentroidsFile
from directory_api.data_pipeline.records.places import Area, AreasFile, OutsideShare
from directory_api.data_pipeline.service_rows import Row


def fold(name: str) -> str:
    """A name as it is looked up: lower case, letters and digits only."""
    return "".join(character for character in name.casefold() if character.isalnum())


def place_rows(file: AreasFile) -> Iterator[Row]:
    """Areas in the order of the file (a parent comes before its children), then places, then districts."""
    for area in file.areas:
        yield (
            models.Area,
            {
                "id": area.id,
                "name": area.name,
                "kind": area.kind,
                "council_name": area.council_name,
                "gss_code": area.gss_code,
                "parent_id": area.parent,
            },
        )
    for number, place in enumerate(_places(file), start=1):
        yield models.Place, {"id": number, **place}
    for number, district in enumerate(_districts(file), start=1):
        yield models.PostcodeDistrict, {"id": number, **district}


def centroid_rows(file: PostcodeCentroidsFile) -> Iterator[Row]:
    """Districts, then sectors: their codes cannot be the same, for a sector's has a space."""
    for codes in (file.districts, file.sectors):
        for code, centroid in codes.items():
            yield models.PostcodeCentroid, {"code": code, **centroid._asdict()}


def _places(file: AreasFile) -> Iterator[dict[str, Any]]:
    for area in file.areas:
        for kind, names in _names(area):
            for name in names:
                yield _place(name, kind, area_id=area.id)
    for place in file.outside_places:
        for name in (place.name, *place.other_names):
            yield _place(name, "outside", outside_force=place.police_force)


def _place(name: str, kind: str, area_id: str | None = None, outside_force: str | None = None) -> dict[str, Any]:
    return {
        "name": name,
        "folded_name": fold(name),
        "kind": kind,
        "area_id": area_id,
        "outside_force": outside_force,
    }


def _names(area: Area) -> Iterator[tuple[str, list[str]]]:
    yield "town", area.towns
    yield "village", area.villages
    yield "nickname", area.other_names
    yield "misspelling", area.misspellings
    if area.council_name:
        yield "council_name", [area.council_name]


def _districts(file: AreasFile) -> Iterator[dict[str, Any]]:
    """A district for large users only says nothing of where somebody lives, so it gets no rows."""
    for district in file.postcode_districts:
        if district.no_homes:
            continue
        for share in district.areas:
            yield {
                "code": district.code,
                "area_id": share.area,
                "outside_name": None,
                "share_percent": share.share_percent,
            }
        yield from (_outside(district.code, part) for part in district.outside)
    for neighbour in file.outside_districts:
        yield from (_outside(neighbour.code, part) for part in neighbour.outside)


def _outside(code: str, part: OutsideShare) -> dict[str, Any]:
    return {"code": code, "area_id": None, "outside_name": part.name, "share_percent": part.share_percent}
