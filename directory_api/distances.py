"""How far apart places are, and which are near. Pure. Coordinates are degrees of WGS 84, distances are metres.

A distance is along the ground as the crow flies, never a journey.
"""

from bisect import bisect_left, bisect_right
from math import pi, sin
from typing import Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

EQUATOR_RADIUS_METRES: Final = 6_378_137.0  # WGS 84
ECCENTRICITY_SQUARED: Final = 0.006_694_379_990_14  # WGS 84
ACROSS_THE_EARTH: Final = 2 * 6_371_009.0  # metres; twice the mean radius
METRES_IN_A_DEGREE_OF_LATITUDE: Final = 110_500.0  # a little under the shortest one, which is at the equator
POSITION_BITS: Final = 20  # the last ones of a number that things are put in order by: a million of them fit
LAST_POSITION: Final = (1 << POSITION_BITS) - 1


def metres_between(
    latitude: float | Numbers, longitude: float | Numbers, latitudes: Numbers, longitudes: Numbers
) -> Numbers:
    """Return the distance of each of the second places from the first, or pair by pair. Unknown (NaN) stays unknown.

    The straight line between two points of the WGS 84 ellipsoid, bent to the Earth's mean curvature. Against exact
    geodesics it is wrong by less than 0.001 % across Great Britain.
    """
    apart = _in_space(latitudes, longitudes) - _in_space(latitude, longitude)
    return _bent(np.sqrt(_squared_lengths(apart)))


def _in_space(latitudes: float | Numbers, longitudes: float | Numbers) -> Numbers:
    """Return points of the ellipsoid as rows of x, y and z in metres from the Earth's middle."""
    north, east = np.radians(np.atleast_1d(latitudes)), np.radians(np.atleast_1d(longitudes))
    height = EQUATOR_RADIUS_METRES / np.sqrt(1 - ECCENTRICITY_SQUARED * np.sin(north) ** 2)
    from_axis = height * np.cos(north)
    return np.stack(
        (from_axis * np.cos(east), from_axis * np.sin(east), height * (1 - ECCENTRICITY_SQUARED) * np.sin(north))
    )


def _squared_lengths(vectors: Numbers) -> Numbers:
    squares: Numbers = vectors * vectors
    lengths: Numbers = squares[0] + squares[1]
    lengths += squares[2]
    return lengths


def _bent(straight: Numbers) -> Numbers:
    """Return the way along the ground for a straight line through it."""
    bent: Numbers = np.arcsin(np.minimum(straight / ACROSS_THE_EARTH, 1)) * ACROSS_THE_EARTH
    return bent


def _straightened(bent: float) -> float:
    """Return the straight line for a way along the ground."""
    return sin(min(bent / ACROSS_THE_EARTH, pi / 2)) * ACROSS_THE_EARTH


class Spot(NamedTuple):
    """A place that distances are measured from, made ready once."""

    latitude: float
    in_space: Numbers

    @classmethod
    def at(cls, latitude: float, longitude: float) -> Self:
        """Return the spot with these coordinates."""
        return cls(latitude, _in_space(latitude, longitude))


class Near:
    """Places that are near a spot, the nearest first."""

    def __init__(self, order: NDArray[np.int64]) -> None:
        """Take a number each: the bits of the straight line's square in metres, the last of them the position's."""
        self._order = order

    @property
    def positions(self) -> NDArray[np.int64]:
        """The positions of the places."""
        return self._order & LAST_POSITION

    @property
    def metres(self) -> Numbers:
        """How far each is; what the position's bits took away is less than a millimetre."""
        return _bent(np.sqrt((self._order & ~LAST_POSITION).view(np.float64)))


class Points:
    """Places by position, kept in order of latitude, so that only those in a band around a circle are looked at."""

    def __init__(self, latitudes: Numbers, longitudes: Numbers) -> None:
        """Take each place's coordinates, at most a million of them. Where they are unknown (NaN), nothing is near."""
        known = np.flatnonzero(~np.isnan(latitudes) & ~np.isnan(longitudes))
        self._positions = known[np.argsort(latitudes[known], kind="stable")]
        self._in_space = _in_space(latitudes[self._positions], longitudes[self._positions])
        self._latitudes = latitudes[self._positions].tolist()

    def nearby(self, spot: Spot, metres: float) -> Near:
        """Return the places within so many metres, the nearest first.

        Places as far as one another stand in order of position.
        """
        north = metres / METRES_IN_A_DEGREE_OF_LATITUDE
        first = bisect_left(self._latitudes, spot.latitude - north)
        last = bisect_right(self._latitudes, spot.latitude + north)
        squares = _squared_lengths(self._in_space[:, first:last] - spot.in_space)
        near = (squares <= _straightened(metres) ** 2).nonzero()[0]
        # One number each, the last bits of which are the position: numbers sort many times faster than two columns.
        # The bits of numbers that are not negative stand in the same order as the numbers.
        order = squares[near].view(np.int64)
        order &= ~LAST_POSITION
        order |= self._positions[first:last][near]
        order.sort()
        return Near(order)
