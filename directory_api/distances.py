"""How far apart places are, and which are near. Pure. Coordinates are degrees of WGS 84, distances are metres.

A distance is along the ground as the crow flies, never a journey.
"""

from math import pi, sin
from typing import Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

EQUATOR_RADIUS_METRES: Final = 6_378_137.0  # WGS 84
ECCENTRICITY_SQUARED: Final = 0.006_694_379_990_14  # WGS 84
ACROSS_THE_EARTH: Final = 2 * 6_371_009.0  # metres; twice the mean radius
METRES_IN_A_DEGREE_OF_LATITUDE: Final = 110_500.0  # a little under the shortest one, which is at the equator
MILLIMETRES: Final = 1_000.0
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
    """Return points of the ellipsoid as x, y, z in metres from the Earth's middle."""
    north, east = np.radians(latitudes), np.radians(longitudes)
    height = EQUATOR_RADIUS_METRES / np.sqrt(1 - ECCENTRICITY_SQUARED * np.sin(north) ** 2)
    from_axis = height * np.cos(north)
    return np.stack(
        (from_axis * np.cos(east), from_axis * np.sin(east), height * (1 - ECCENTRICITY_SQUARED) * np.sin(north)), -1
    )


def _squared_lengths(vectors: Numbers) -> Numbers:
    lengths: Numbers = np.einsum("...i,...i", vectors, vectors)
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
        """Take a number each: the straight line in millimetres, above the position."""
        self._order = order

    @property
    def positions(self) -> NDArray[np.int64]:
        """The positions of the places."""
        return self._order & LAST_POSITION

    @property
    def metres(self) -> Numbers:
        """How far each is, to the millimetre."""
        return _bent((self._order >> POSITION_BITS) / MILLIMETRES)


class Points:
    """Places by position, kept in order of latitude, so that only those in a band around a circle are looked at."""

    def __init__(self, latitudes: Numbers, longitudes: Numbers) -> None:
        """Take each place's coordinates, at most a million of them. Where they are unknown (NaN), nothing is near."""
        known = np.flatnonzero(~np.isnan(latitudes) & ~np.isnan(longitudes))
        self._positions = known[np.argsort(latitudes[known], kind="stable")]
        self._latitudes = latitudes[self._positions]
        self._in_space = _in_space(self._latitudes, longitudes[self._positions])

    def nearby(self, spot: Spot, metres: float) -> Near:
        """Return the places within so many metres, the nearest first.

        Places as far as one another stand in order of position.
        """
        north = metres / METRES_IN_A_DEGREE_OF_LATITUDE
        first = self._latitudes.searchsorted(spot.latitude - north)
        last = self._latitudes.searchsorted(spot.latitude + north, side="right")
        squares = _squared_lengths(self._in_space[first:last] - spot.in_space)
        near = np.flatnonzero(squares <= _straightened(metres) ** 2)
        # One number each, the last bits of which are the position: numbers sort many times faster than two columns.
        order = (np.sqrt(squares[near]) * MILLIMETRES).astype(np.int64) << POSITION_BITS
        order |= self._positions[first:last][near]
        order.sort()
        return Near(order)
