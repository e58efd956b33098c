"""Which services and places a list holds, and in which order."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from directory_api.errors import ApiError, UnknownPostcodeError
from directory_api.open_referral.mapping_hours import LAST_MINUTE, MIDNIGHT
from directory_api.open_referral.parameters import FilterQuery, PlacesQuery, TermQuery
from directory_api.open_referral.terms import StandardView
from directory_api.search.find import in_order, mask_of
from directory_api.search.index import Mask, Removed
from directory_api.search.standard_filters import WantedHours
from directory_api.search.text.search import TextMatches

Positions = NDArray[np.intp]
POSTCODE = re.compile(r"[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?([0-9]([A-Za-z]{2})?)?")  # or its district, or its sector
SAME_NAME = (
    "organization_id", "modified_after", "minimum_age", "maximum_age",
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
    masks, matches = _masks(view, query, now)
    if query.modified_after is None:
        masks.append(catalogue.index.offered)
    mask = _all(masks) if masks else catalogue.index.everything
    found = in_order(catalogue, mask, matches).positions
    return Listed(found, _removed(view, "service", query.modified_after))


def places_listed(view: StandardView, query: PlacesQuery, now: datetime) -> Listed:
    """Return the places of the services that pass every filter, the nearest first where a distance was asked for."""
    places, kept = view.catalogue.index.places, view.visible_places
    masks, _ = _masks(view, query, now)
    if masks:
        kept = kept & _all(masks)[places.service_position]
    found = _near(view, query, kept) if query.proximity is not None else np.flatnonzero(kept)
    return Listed(found, _removed(view, "service_at_location", query.modified_after))


def with_terms(view: StandardView, query: TermQuery) -> list[Mask]:
    """Return which services carry the term, and which any term of the taxonomy, where these were asked for."""
    masks = []
    if query.taxonomy_term_id is not None:
        masks.append(view.carriers_of_term(query.taxonomy_term_id))
    if query.taxonomy_id is not None:
        masks.append(view.carriers_of_taxonomy(query.taxonomy_id))
    return masks


def _masks(view: StandardView, query: FilterQuery, now: datetime) -> tuple[list[Mask], TextMatches | None]:
    """Return what passes each filter that was asked for, and how words match. No mask: all of them pass."""
    wanted: dict[str, Any] = {name: query.asked[name] for name in SAME_NAME if name in query.asked}
    if query.day or query.start_time or query.end_time:
        end = MIDNIGHT if query.end_time == LAST_MINUTE else query.end_time
        wanted["hours"] = WantedHours(query.day, query.start_time, end)
    if query.open_now:
        wanted["open_now"] = now
    if query.postcode and not (isinstance(query, PlacesQuery) and query.proximity is not None):
        wanted["postcode"] = query.postcode
    masks = with_terms(view, query)
    if wanted:
        masks.append(mask_of(view.catalogue, wanted))
    if query.area is not None:
        masks.append(_in_area(view, query.area))
    matches = None if query.search is None else view.catalogue.text.find(query.search)
    if matches is not None:
        masks.append(matches.scores > 0)
    return masks, matches


def _all(masks: list[Mask]) -> Mask:
    return reduce(np.logical_and, masks)


def _in_area(view: StandardView, area: str) -> Mask:
    """Keep services that cover an area, given as an official code, a postcode or a name."""
    known = view.area_of_code(area)
    if known is not None or not POSTCODE.fullmatch(area):
        return mask_of(view.catalogue, {"area": known or area})
    try:
        return mask_of(view.catalogue, {"postcode": area})
    except ApiError as error:
        error.field = "area"  # as it was sent
        raise


def _near(view: StandardView, query: PlacesQuery, kept: Mask) -> Positions:
    middle = view.catalogue.centroids.find(query.postcode or "")
    if middle is None:
        raise UnknownPostcodeError(field="postcode")
    points = view.catalogue.index.places.points
    nearest = points.nearby(middle.spot, query.proximity or 0).positions
    return nearest[kept[nearest]]


def _removed(view: StandardView, kind: str, since: str | None) -> tuple[Removed, ...]:
    if since is None:
        return ()
    return tuple(one for one in view.catalogue.index.removed if one.kind == kind and one.last_modified >= since)
