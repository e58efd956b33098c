"""Finds services: all filters that were asked for, combined with "and", and the order of what they keep."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from fastapi.concurrency import run_in_threadpool
from numpy.typing import NDArray

from directory_api.search.catalogue import Catalogue
from directory_api.search.filters import FILTERS
from directory_api.search.index import Mask
from directory_api.search.standard_filters import STANDARD_FILTERS
from directory_api.search.text.search import TextMatches

Positions = NDArray[np.intp]
EVERY_FILTER = (*FILTERS, *STANDARD_FILTERS)


@dataclass(frozen=True)
class Found:
    """The positions of services in the order to show them, and how each matched the words that were searched for."""

    positions: Positions
    matches: TextMatches | None = None


def mask_of(catalogue: Catalogue, wanted: Mapping[str, Any]) -> Mask:
    """Return which services pass every filter that has a value in `wanted`; values None ask for nothing."""
    mask = catalogue.index.everything
    for item in EVERY_FILTER:
        if wanted.get(item.name) is not None:
            mask &= item.mask_for(wanted[item.name], catalogue)
    return mask


def find_services(catalogue: Catalogue, wanted: Mapping[str, Any]) -> Found:
    """Return the services that pass every filter given, the best text match first, else by name.

    Without a status only offered services are kept. One that is not offered is still found by its name, so that people
    who look for it learn where it went.
    """
    mask = mask_of(catalogue, wanted)
    matches = catalogue.text.find(wanted["search"]) if wanted.get("search") else None
    if wanted.get("status") is None:
        mask &= catalogue.index.offered | matches.by_name if matches else catalogue.index.offered
    return in_order(catalogue, mask, matches)


async def found_services(catalogue: Catalogue, wanted: Mapping[str, Any]) -> Found:
    """Return what `find_services` finds. A search by words may have to ask the database, so it is given a thread."""
    if wanted.get("search"):
        return await run_in_threadpool(find_services, catalogue, wanted)
    return find_services(catalogue, wanted)


def in_order(catalogue: Catalogue, mask: Mask, matches: TextMatches | None = None) -> Found:
    """Return what a mask keeps, in order: best match, offered before ended, local before national, name."""
    positions = np.flatnonzero(mask)
    if matches is not None:
        index = catalogue.index
        keys = (positions, index.reach_order[positions], ~index.offered[positions], -matches.scores[positions])
        positions = positions[np.lexsort(keys)]
    return Found(positions, matches)
