"""How far apart places are, and which are near. Pure. Coordinates are degrees of WGS 84, distances are metres.

A distance is along the ground as the crow flies, never a journey.
"""

from math import cos, radians

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

EQUATOR_RADIUS_METRES = 6_378_137.0  # WGS 84
ECCENTRICITY_SQUARED = 0.006_694_379_990_14  # WGS 84
METRES_IN_A_DEGREE_OF_LATITUDE = 110_500.0  # a little under the shortest one, which is at the equator
METRES_IN_A_DEGREE_OF_LONGITUDE = 111_300.0  # at the equator, a little under


def metres_between(
    latitude: float | Numbers, longitude: float | Numbers, latitudes: Numbers, longitudes: Numbers
) -> Numbers:
    """Return the distance of each of the second places from the first, or pair by pair. Unknown (NaN) stays unknown.

    Gauss's mid-latitude formula on the WGS 84 ellipsoid. Against exact geodesics it is wrong by less than 0.001 % up
    to 50 km, 0.02 % up to 200 km and 0.3 % across Great Britain; a sphere is wrong by up to 0.4 % at every distance.
    Farther away it may say too much, never more than 0.4 % too little.
    """
    cosine_squared = np.cos(np.radians((latitudes + latitude) / 2)) ** 2
    flattening = 1 - ECCENTRICITY_SQUARED * (1 - cosine_squared)
    north = (latitudes - latitude) * ((1 - ECCENTRICITY_SQUARED) / flattening)
    east = longitudes - longitude
    degrees_squared = (north**2 + east**2 * cosine_squared) / flattening
    result: Numbers = np.sqrt(degrees_squared) * radians(EQUATOR_RADIUS_METRES)
    return result


def nearby(
    latitude: float, longitude: float, latitudes: Numbers, longitudes: Numbers, metres: float
) -> tuple[NDArray[np.intp], Numbers]:
    """Return the positions of the places within so many metres, in their order, and how far each is.

    A place whose coordinates are unknown is not among them. Only places in a box around the circle are measured.
    """
    north = metres / METRES_IN_A_DEGREE_OF_LATITUDE
    farthest_north = min(abs(latitude) + north, 89.0)
    east = metres / (METRES_IN_A_DEGREE_OF_LONGITUDE * cos(radians(farthest_north)))
    in_box = (np.abs(latitudes - latitude) <= north) & (np.abs(longitudes - longitude) <= east)
    positions = np.flatnonzero(in_box)
    distances = metres_between(latitude, longitude, latitudes[positions], longitudes[positions])
    within = distances <= metres
    return positions[within], distances[within]
