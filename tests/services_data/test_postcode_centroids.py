"""Where postcode districts and sectors really are, in the data that is served."""

import re

import numpy as np
import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from directory_api.centroids import Centroids
from directory_api.data_pipeline.dataset import Dataset
from directory_api.distances import metres_between
from directory_api.models import PostcodeCentroid

# South, north, west, east of each postcode area: the outlines of missinglink/uk-postcode-polygons, commit 664dde88.
OUTLINES = {
    "OX": (51.50, 52.18, -1.76, -0.87),
    "RG": (51.14, 51.65, -1.62, -0.69),
    "MK": (51.88, 52.32, -1.11, -0.28),
    "HP": (51.56, 51.91, -1.13, -0.40),
    "SL": (51.37, 51.64, -0.86, -0.48),
}
AROUND_THE_THAMES_VALLEY = (51.1, 52.4, -2.1, -0.3)
SMALLEST_SECTOR_METRES, LARGEST_SECTOR_METRES = 200, 8_100


@pytest.fixture(scope="module")
def rows(loaded: Engine) -> list[PostcodeCentroid]:
    with Session(loaded) as session:
        return list(session.exec(select(PostcodeCentroid)))


@pytest.fixture(scope="module")
def centroids(rows: list[PostcodeCentroid]) -> Centroids:
    return Centroids(rows)


def test_everybody_in_the_thames_valley_has_a_place(dataset: Dataset, centroids: Centroids) -> None:
    homes = [district.code for district in dataset.areas.record.postcode_districts if not district.no_homes]
    assert len(homes) > 100
    assert [code for code in homes if not centroids.find(code)] == []
    assert [code for code in homes if not any(centroids.find(f"{code} {digit}") for digit in range(10))] == []


def test_every_centroid_is_where_its_postcode_area_is(rows: list[PostcodeCentroid]) -> None:
    assert len(rows) > 750
    for row in rows:
        letters = re.match("[A-Z]+", row.code)
        assert letters
        south, north, west, east = OUTLINES.get(letters[0], AROUND_THE_THAMES_VALLEY)
        assert south < row.latitude < north, row.code
        assert west < row.longitude < east, row.code


def test_nothing_finer_than_a_sector_is_held(rows: list[PostcodeCentroid]) -> None:
    sector_or_district = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?( [0-9])?")
    assert [row.code for row in rows if not sector_or_district.fullmatch(row.code)] == []
    assert min(row.postcodes for row in rows) >= 10


def test_how_rough_a_sector_is_is_known(rows: list[PostcodeCentroid]) -> None:
    sectors = [row.radius_metres for row in rows if " " in row.code]
    assert (min(sectors), max(sectors)) == (SMALLEST_SECTOR_METRES, LARGEST_SECTOR_METRES)
    assert sorted(sectors)[len(sectors) // 2] == 1_300


@pytest.mark.parametrize(
    ("postcode", "latitude", "longitude"),
    [
        pytest.param("OX1 1HS", 51.7534, -1.2701, id="Oxford station"),
        pytest.param("RG1 1LZ", 51.4590, -0.9722, id="Reading station, as on Wikipedia"),
    ],
)
def test_a_well_known_building_is_near_where_its_postcode_is_placed(
    centroids: Centroids, postcode: str, latitude: float, longitude: float
) -> None:
    found = centroids.find(postcode)
    assert found is not None
    assert metres_between(found.latitude, found.longitude, np.array(latitude), np.array(longitude)) < 1_000


def test_large_users_postcodes_are_nowhere(dataset: Dataset, centroids: Centroids) -> None:
    nowhere = dataset.postcode_centroids.record.large_users_only
    assert nowhere
    assert [code for code in nowhere if centroids.find(code)] == []
