"""The services as columns, so that a filter costs microseconds whether there are a hundred of them or fifty thousand.

A service's position is its place in order of name. A mask is an array of booleans, one a position: filters make masks,
and masks are combined with `&`. What a service says in full stays in the database (see documents.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from directory_api.distances import POSITION_BITS, Points

Mask = NDArray[np.bool_]
NO_MINIMUM, NO_MAXIMUM = -1, 999  # ages in whole years; 999 is above every age that is asked for
REACH_ORDER = ("local", "thames_valley", "national")
REACH_AND_POSITION_BITS = POSITION_BITS + 2  # of a number that services are put in order by


class Sets:
    """A facet of which a service may have several values: areas, needs, audiences, languages, ways to be referred."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._masks: dict[str, Mask] = {}

    def add(self, position: int, value: str) -> None:
        """Note that the service at the position has the value."""
        mask = self._masks.get(value)
        if mask is None:
            mask = self._masks[value] = np.zeros(self._size, dtype=bool)
        mask[position] = True

    def mask(self, *values: str) -> Mask:
        """Return which services have any of the values."""
        found = np.zeros(self._size, dtype=bool)
        for value in values:
            if value in self._masks:
                found |= self._masks[value]
        return found

    @property
    def any(self) -> Mask:
        """Return which services have any value at all."""
        return self.mask(*self._masks)


class Labels:
    """A facet of which every service has exactly one value: its organization, status, reach, kind."""

    def __init__(self, values: Sequence[str]) -> None:
        self._numbers: dict[str, int] = {}
        numbers = (self._numbers.setdefault(value, len(self._numbers)) for value in values)
        self._column = np.fromiter(numbers, dtype=np.int32, count=len(values))

    def mask(self, *values: str) -> Mask:
        """Return which services have any of the values."""
        numbers = [self._numbers[value] for value in values if value in self._numbers]
        return np.isin(self._column, numbers) if len(numbers) > 1 else self._column == (numbers[0] if numbers else -1)

    def values(self, mask: Mask) -> set[str]:
        """Return the values that the services of a mask have."""
        names = list(self._numbers)
        return {names[number] for number in np.unique(self._column[mask])}

    @property
    def any(self) -> Mask:
        """Return which services have any value at all: each has one."""
        return np.ones(len(self._column), dtype=bool)


@dataclass(frozen=True)
class Places:
    """Where services work (HSDS service_at_location), by service."""

    ids: tuple[str, ...]
    service_position: NDArray[np.int32]
    points: Points


@dataclass(frozen=True)
class Removed:
    """A record that was once served and is not any more."""

    kind: str  # service, service_at_location
    id: str
    name: str
    last_modified: str  # when it was removed, RFC 3339


@dataclass(frozen=True)
class ServiceIndex:
    """Every service, whatever its status, by position."""

    ids: tuple[str, ...]
    position_of: Mapping[str, int]  # by id and by slug
    offered: Mask
    age_stated: Mask
    minimum_age: NDArray[np.int16]  # NO_MINIMUM where there is none
    maximum_age: NDArray[np.int16]  # NO_MAXIMUM where there is none
    extended_age: NDArray[np.int16]  # the maximum for people with additional needs, or the maximum
    reach_order: NDArray[np.int8]  # place in REACH_ORDER
    last_modified: NDArray[np.str_]  # RFC 3339 in UTC: sorts by time
    facets: Mapping[str, Sets | Labels]
    places: Places
    removed: tuple[Removed, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def by_reach(self) -> NDArray[np.int64]:
        """A number for each service by which local ones come first, and those of equal reach in order of name."""
        return self.reach_order.astype(np.int64) << POSITION_BITS | np.arange(len(self.ids))

    @property
    def everything(self) -> Mask:
        """Return a mask that keeps every service."""
        return np.ones(len(self.ids), dtype=bool)

    def mask(self, facet: str, *values: str) -> Mask:
        """Return which services have any of the values of a facet; with no value given, any at all."""
        return self.facets[facet].mask(*values) if values else self.facets[facet].any

    def takes_age(self, age: int) -> Mask:
        """Return which services do not say no to an age: the rule of eligibility.judge_age, for all at once.

        Only a stated rule says no, and not to an age that a service takes from people with additional needs.
        """
        lowest, highest = self._ages_taken
        return (lowest <= age) & (highest >= age)

    @cached_property
    def _ages_taken(self) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
        """The youngest and the oldest that no stated rule keeps out."""
        highest = np.maximum(self.maximum_age, self.extended_age)  # no maximum is higher than any extended one
        lowest = np.where(self.age_stated, self.minimum_age, NO_MINIMUM)
        return lowest.astype(np.int16), np.where(self.age_stated, highest, NO_MAXIMUM).astype(np.int16)
