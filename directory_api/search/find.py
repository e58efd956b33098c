"""Finds services: all filters that were asked for, combined with "and", and the order of what they keep."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from fastapi.concurrency import run_in_threadpool
from numpy.typing import NDArray

from directory_api.distances import nearby
from directory_api.errors import UnknownPostcodeError
from directory_api.search.catalogue import Catalogue
from directory_api.search.filters import FILTERS
from directory_api.search.index import Mask, ServiceIndex
from directory_api.search.standard_filters import STANDARD_FILTERS
from directory_api.search.text.search import GRADE_BITS, TextMatches

Positions = NDArray[np.intp]
Metres = NDArray[np.float64]
REACH_BITS, POSITION_BITS = 2, 20  # of a number that services are put in order by; a million services fit
HIGHEST = (1 << 16) - 1  # coverage, far above any
HIGHEST_GRADE = (1 << GRADE_BITS) - 1
EVERY_FILTER = (*FILTERS, *STANDARD_FILTERS)


@dataclass(frozen=True)
class Found:
    """The positions of services in the order to show them; where they were asked for, how each matched the words that
    were searched for, and the metres to every service's nearest place."""

    positions: Positions
    matches: TextMatches | None = None
    distances: Metres | None = None


def mask_of(catalogue: Catalogue, wanted: Mapping[str, Any]) -> Mask:
    """Return which services pass every filter that has a value in `wanted`; values None ask for nothing."""
    mask = catalogue.index.everything
    for item in EVERY_FILTER:
        if wanted.get(item.name) is not None:
            mask &= item.mask_for(wanted[item.name], catalogue)
    return mask


def metres_to_services(catalogue: Catalogue, postcode: str, within: float) -> Metres:
    """Return how far each service's nearest place is from the middle of a postcode's sector, infinite beyond `within`.

    Raises UnknownPostcodeError for a postcode that is not in or around the Thames Valley.
    """
    middle = catalogue.centroids.find(postcode)
    if middle is None:
        raise UnknownPostcodeError(field="postcode")
    places = catalogue.index.places
    found, metres = nearby(middle.latitude, middle.longitude, places.latitude, places.longitude, within)
    nearest = np.full(len(catalogue.index), np.inf)
    np.minimum.at(nearest, places.service_position[found], metres)
    return nearest


def find_services(catalogue: Catalogue, wanted: Mapping[str, Any]) -> Found:
    """Return the services that pass every filter given: the nearest first where a distance was asked for, else the best
    text match first, else by name.

    Without a status only offered services are kept. One that is not offered is still found by its name, so that people
    who look for it learn where it went. With `proximity` (metres) a postcode means a place that near, not cover of it.
    """
    distances = None
    if wanted.get("proximity") is not None:
        distances = metres_to_services(catalogue, wanted["postcode"], wanted["proximity"])
        wanted = {**wanted, "postcode": None}
    matches = catalogue.text.find(wanted["search"]) if wanted.get("search") is not None else None
    mask = mask_of(catalogue, {**wanted, "search": None})
    if matches is not None:
        mask &= matches.scores > 0
    if wanted.get("status") is None:
        mask &= catalogue.index.offered | matches.by_name if matches else catalogue.index.offered
    if distances is not None:
        mask &= np.isfinite(distances)
    return in_order(catalogue, mask, matches, distances)


async def found_services(catalogue: Catalogue, wanted: Mapping[str, Any]) -> Found:
    """Return what `find_services` finds. A search by words may ask a database across the network: it gets a thread."""
    if wanted.get("search") and not catalogue.is_a_file:
        return await run_in_threadpool(find_services, catalogue, wanted)
    return find_services(catalogue, wanted)


def in_order(
    catalogue: Catalogue,
    mask: Mask,
    matches: TextMatches | None = None,
    distances: Metres | None = None,
) -> Found:
    """Return what a mask keeps, in order: the nearest; what matches most of the words; offered before ended; the best
    match; local before national; name."""
    positions = np.flatnonzero(mask)
    if matches is not None:
        positions = _by_match(catalogue.index, positions, matches)
    if distances is not None:
        positions = positions[np.argsort(distances[positions], kind="stable")]
    return Found(positions, matches, distances)


def _by_match(index: ServiceIndex, positions: Positions, matches: TextMatches) -> Positions:
    """Put positions in order by one number each, whose last bits are the position itself: numbers sort fastest."""
    scores = matches.scores[positions].astype(np.int64)
    order = (HIGHEST - (scores >> GRADE_BITS)) << 1 | ~index.offered[positions]
    order = order << GRADE_BITS | HIGHEST_GRADE - (scores & HIGHEST_GRADE)
    order = order << REACH_BITS | index.reach_order[positions]
    order = order << POSITION_BITS | positions
    order.sort()
    return order & (1 << POSITION_BITS) - 1
