"""Which services and places a list holds, and in which order."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from directory_api.distances import nearby
from directory_api.errors import UnknownPostcodeError
from directory_api.open_referral.mapping_hours import LAST_MINUTE, MIDNIGHT
from directory_api.open_referral.parameters import FilterQuery, PlacesQuery, TermQuery
from directory_api.open_referral.terms import StandardView
from directory_api.postcodes import read_district
from directory_api.search.find import in_order, mask_of
from directory_api.search.index import Mask, Removed
from directory_api.search.standard_filters import WantedHours

Positions = NDArray[np.intp]
SAME_NAME = (
    "search", "organization_id", "modified_after", "minimum_age", "maximum_age",
    "age", "audience", "need", "language", "referral",
)  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """What a list holds: positions in the index, then what was removed since a moment."""

    positions: Positions
    removed: tuple[Removed, ...] = ()

    def __len__(self) -> int:
        return len(self.positions) + len(self.removed)


def services_listed(view: StandardView, query: FilterQuery, now: datetime) -> Listed:
    """Return the services that pass every filter: those offered as help, the best match first, else by name.

    Asked for changes, it returns services that ended too, and what was removed, whatever else was asked for: a mirror
    of a part must be able to drop what it holds.
    """
    catalogue = view.catalogue
    mask = _mask(view, query, now)
    matches = catalogue.text.find(query.search) if query.search else None
    if query.modified_after is None:
        return Listed(in_order(catalogue, mask & catalogue.index.offered, matches).positions)
    return Listed(in_order(catalogue, mask, matches).positions, _removed(view, "service", query.modified_after))


def places_listed(view: StandardView, query: PlacesQuery, now: datetime) -> Listed:
    """Return the places of the services that pass every filter, the nearest first where a distance was asked for."""
    places = view.catalogue.index.places
    kept = view.visible_places.copy()
    if len(kept):
        kept &= _mask(view, query, now)[places.service_position]
    found = _near(view, query, kept) if query.proximity is not None else np.flatnonzero(kept)
    since = query.modified_after
    return Listed(found, _removed(view, "service_at_location", since) if since is not None else ())


def with_terms(view: StandardView, query: TermQuery) -> Mask:
    """Return which services carry the term, and any term of the taxonomy, that were asked for. An unknown one: none."""
    mask = view.catalogue.index.everything
    asked = (
        (query.taxonomy_term_id, view.facet_of_term),
        (query.taxonomy_id, view.facet_of_taxonomy),
    )
    for id_, facet_of in asked:
        if id_ is not None:
            facet = facet_of(id_)
            mask &= view.catalogue.index.mask(*facet) if facet else np.zeros(len(mask), dtype=bool)
    return mask


def _mask(view: StandardView, query: FilterQuery, now: datetime) -> Mask:
    wanted: dict[str, Any] = {name: getattr(query, name) for name in SAME_NAME}
    if query.day or query.start_time or query.end_time:
        end = MIDNIGHT if query.end_time == LAST_MINUTE else query.end_time
        wanted["hours"] = WantedHours(query.day, query.start_time, end)
    if query.open_now:
        wanted["open_now"] = now
    if not (isinstance(query, PlacesQuery) and query.proximity is not None):
        wanted["postcode"] = query.postcode
    mask = mask_of(view.catalogue, wanted | _area(view, query.area)) & with_terms(view, query)
    if query.area and query.postcode:
        mask &= mask_of(view.catalogue, {"postcode": wanted.get("postcode")})
    return mask


def _area(view: StandardView, area: str | None) -> dict[str, str]:
    """Say what kind of area a text is: an official code, a postcode or a name."""
    if area is None:
        return {}
    known = view.area_of_code(area)
    if known is None and area not in view.catalogue.areas.by_id and read_district(area):
        return {"postcode": area}
    return {"area": known or area}


def _near(view: StandardView, query: PlacesQuery, kept: Mask) -> Positions:
    middle = view.catalogue.centroids.find(query.postcode or "")
    if middle is None:
        raise UnknownPostcodeError(field="postcode")
    places = view.catalogue.index.places
    metres = query.proximity or 0
    found, distances = nearby(middle.latitude, middle.longitude, places.latitude, places.longitude, metres)
    here = kept[found]
    nearest: Positions = found[here][np.argsort(distances[here], kind="stable")]
    return nearest


def _removed(view: StandardView, kind: str, since: str) -> tuple[Removed, ...]:
    return tuple(one for one in view.catalogue.index.removed if one.kind == kind and one.last_modified >= since)
