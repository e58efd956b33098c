"""Roughly where a postcode is, from what somebody types."""

import pytest

from directory_api.centroids import Centroids
from directory_api.models import PostcodeCentroid

HELD = ("OX1", "OX1 1", "OX1 2", "OX11", "OX11 7", "RG1", "RG1 4", "RG14", "W1A", "W1A 1")


@pytest.fixture(scope="module")
def centroids() -> Centroids:
    return Centroids(
        PostcodeCentroid(code=code, latitude=51.0 + number / 10, longitude=-1.0, radius_metres=900, postcodes=100)
        for number, code in enumerate(HELD)
    )


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        # full postcodes: their sector, in any spacing and case
        ("OX11 7AA", "OX11 7"),
        ("ox11 7aa", "OX11 7"),
        ("OX117AA", "OX11 7"),
        ("ox1 1aa", "OX1 1"),
        ("ox11aa", "OX1 1"),
        ("  oX1   2Ab ", "OX1 2"),
        ("ox1\t2ab", "OX1 2"),
        ("OX1\u00a02AB", "OX1 2"),
        ("OX1-2AB", "OX1 2"),
        ("0X1 2AB", "OX1 2"),
        ("W1A 1AA", "W1A 1"),
        ("I live in OX11 7AA.", "OX11 7"),
        # a sector needs its space
        ("OX1 1", "OX1 1"),
        ("ox11 7", "OX11 7"),
        ("RG1 4", "RG1 4"),
        # districts
        ("OX1", "OX1"),
        ("ox11", "OX11"),
        ("RG14", "RG14"),
        ("near OX11", "OX11"),
        # a sector that is not held is answered with its district
        ("OX1 9ZZ", "OX1"),
        ("OX1 9", "OX1"),
        ("RG14 1AA", "RG14"),
        # not held at all
        ("SW1A 1AA", None),
        ("OX47", None),
        ("OX47 1AA", None),
        # no postcode
        ("", None),
        ("   ", None),
        ("OX", None),
        ("Oxford", None),
        ("OX1 1AAA", "OX1"),
        ("O\u0425" + "1 1AA", None),  # a Cyrillic letter
        ("\uff2f\uff38\uff11 1AA", None),  # full-width letters
        ("١ OX", None),
        ("\0", None),
        ("7" * 10_000, None),
    ],
)
def test_a_postcode_is_placed_at_its_sector_or_district(centroids: Centroids, typed: str, code: str | None) -> None:
    found = centroids.find(typed)
    assert (found.code if found else None) == code


def test_what_is_found_says_where_and_how_roughly(centroids: Centroids) -> None:
    found = centroids.find("ox1 1aa")
    assert found is not None
    assert (found.code, found.latitude, found.longitude, found.radius_metres) == ("OX1 1", 51.1, -1.0, 900)


def test_the_last_letters_of_a_postcode_are_not_kept(centroids: Centroids) -> None:
    assert "AB" not in repr(centroids.find("OX1 2AB"))
    assert centroids.find("OX1 2AB") == centroids.find("OX1 2ZZ") == centroids.find("OX1 2")


@pytest.mark.parametrize(
    ("postal_code", "code"), [("OX11 7AA", "OX11 7"), ("OX11", "OX11"), ("", None), (None, None), ("NE1 1AA", None)]
)
def test_an_address_without_coordinates_is_placed_by_its_postcode(
    centroids: Centroids, postal_code: str | None, code: str | None
) -> None:
    found = centroids.place_of(postal_code)
    assert (found.code if found else None) == code
