"""Postcode → roughly where: the middle of its sector, or else of its district. Pure once built from rows.

Unit postcodes are neither held nor kept: of "OX11 7AA" only "OX11 7" is looked up, and an answer names no more.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from directory_api.distances import Spot
from directory_api.models import PostcodeCentroid
from directory_api.postcodes import read_district, read_sector


@dataclass(frozen=True, slots=True)
class Centroid:
    """A middle point in degrees of WGS 84; nine in ten postcodes of the sector or district lie within the radius."""

    code: str
    latitude: float
    longitude: float
    radius_metres: int
    spot: Spot


class Centroids:
    """The sectors and districts in and around the Thames Valley."""

    def __init__(self, rows: Iterable[PostcodeCentroid]) -> None:
        self._by_code = {row.code: _centroid(row) for row in rows}

    def find(self, text: str) -> Centroid | None:
        """Return where a typed postcode, sector ("ox1 1") or district ("OX11") is, or None if that is not known.

        A sector made since 2014, or one for large users only, is answered with its district.
        """
        sector = read_sector(text)
        if sector in self._by_code:
            return self._by_code[sector]
        district = read_district(text)
        return self._by_code.get(district.code) if district else None

    def place_of(self, postal_code: str | None) -> Centroid | None:
        """Return roughly where an address is that has no coordinates of its own. A centroid is not an address."""
        return self.find(postal_code) if postal_code else None


def _centroid(row: PostcodeCentroid) -> Centroid:
    spot = Spot.at(row.latitude, row.longitude)
    return Centroid(row.code, row.latitude, row.longitude, row.radius_metres, spot)
