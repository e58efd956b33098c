"""Finds services: all filters that were asked for, combined with "and", and the order of what they keep."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from fastapi.concurrency import run_in_threadpool
from numpy.typing import NDArray

from directory_api.distances import LAST_POSITION
from directory_api.errors import UnknownPostcodeError
from directory_api.search.catalogue import Catalogue
from directory_api.search.filters import FILTERS
from directory_api.search.index import REACH_AND_POSITION_BITS, Mask, ServiceIndex
from directory_api.search.standard_filters import STANDARD_FILTERS
from directory_api.search.text.search import GRADE_BITS, TextMatches

Positions = NDArray[np.intp]
Metres = NDArray[np.float64]
HIGHEST_GRADE = (1 << GRADE_BITS) - 1
HIGHEST_SCORE = (1 << 16 + GRADE_BITS) - 1  # far above any
EVERY_FILTER = (*FILTERS, *STANDARD_FILTERS)


class Found(NamedTuple):
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
    near = places.points.nearby(middle.spot, within)
    nearest = np.full(len(catalogue.index), np.inf)
    nearest[places.service_position[near.positions[::-1]]] = near.metres[::-1]  # the nearest is written last, and stays
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
    order = HIGHEST_SCORE - matches.scores[positions].astype(np.int64)
    ended = ~index.offered[positions]
    if ended.any():  # between the two parts of a score
        order = (order >> GRADE_BITS << 1 | ended) << GRADE_BITS | order & HIGHEST_GRADE
    order <<= REACH_AND_POSITION_BITS
    order |= index.by_reach[positions]
    order.sort()
    order &= LAST_POSITION
    return order
