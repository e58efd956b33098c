"""How far apart places are, and which are within a distance."""

import numpy as np
import pytest

from directory_api.distances import Points, Spot, metres_between

OXFORD = (51.75, -1.25)


@pytest.mark.parametrize(
    ("start", "end", "metres", "wrong_by_at_most"),
    [
        # exact lengths by GeographicLib (pyproj 3.7.2)
        pytest.param(OXFORD, (51.759, -1.25), 1_001.4, 0.1, id="a kilometre north"),
        pytest.param(OXFORD, (51.75, -1.2355), 1_001.4, 0.1, id="a kilometre east"),
        pytest.param((51.751, -1.2626), (51.4558, -0.9732), 38_480.4, 0.1, id="sector OX1 1 to sector RG1 1"),
        pytest.param((52.0369, -0.7607), (51.5081, -0.5877), 60_035.4, 0.1, id="Milton Keynes to Slough"),
        pytest.param(OXFORD, (50.27, -5.05), 313_363.4, 1, id="Oxford to Cornwall"),
        pytest.param(OXFORD, (55.77, -2.0), 450_146.1, 1, id="Oxford to Berwick"),
        pytest.param((50.066389, -5.714722), (58.643889, -3.07), 969_933.0, 3, id="Land's End to John o' Groats"),
    ],
)
def test_a_distance_is_that_of_the_ground_as_the_crow_flies(
    start: tuple[float, float], end: tuple[float, float], metres: float, wrong_by_at_most: float
) -> None:
    there = metres_between(*start, np.array([end[0]]), np.array([end[1]]))
    back = metres_between(*end, np.array([start[0]]), np.array([start[1]]))
    assert there == pytest.approx(metres, abs=wrong_by_at_most)
    assert there == pytest.approx(back)


def test_a_place_is_no_distance_from_itself() -> None:
    assert metres_between(*OXFORD, np.array([OXFORD[0]]), np.array([OXFORD[1]])) == 0


def test_a_place_without_coordinates_has_no_distance_and_is_never_near() -> None:
    latitudes, longitudes = np.array([np.nan, OXFORD[0]]), np.array([np.nan, OXFORD[1]])
    assert np.isnan(metres_between(*OXFORD, latitudes, longitudes)).tolist() == [True, False]
    assert Points(latitudes, longitudes).nearby(Spot.at(*OXFORD), 1e9).positions.tolist() == [1]


@pytest.mark.parametrize("metres", [0, 1, 999, 1_001, 5_000, 40_000, 150_000, 700_000, 30_000_000])
@pytest.mark.parametrize("centre", [OXFORD, (49.9, -6.3), (60.8, -0.9), (0.0, 0.0), (-51.7, -57.9), (89.9, 10.0)])
def test_looking_in_a_box_first_misses_nobody(centre: tuple[float, float], metres: float) -> None:
    random = np.random.default_rng(20261122)
    spread = min(max(metres, 1_000) / 50_000, 60)
    latitudes = np.clip(centre[0] + random.uniform(-spread, spread, 2_000), -90, 90)
    longitudes = np.clip(centre[1] + random.uniform(-spread * 2, spread * 2, 2_000), -180, 180)
    every = metres_between(*centre, latitudes, longitudes)
    near = Points(latitudes, longitudes).nearby(Spot.at(*centre), metres)
    positions, distances = near.positions, near.metres
    assert sorted(positions.tolist()) == np.flatnonzero(every <= metres).tolist()
    assert distances == pytest.approx(every[positions], abs=0.002)
    assert distances.tolist() == sorted(distances.tolist())


def test_places_as_far_as_one_another_stand_in_the_order_they_came() -> None:
    latitudes, longitudes = np.full(5, OXFORD[0]), OXFORD[1] + np.array([0.1, -0.1, 0.05, 0.1, -0.1])
    assert Points(latitudes, longitudes).nearby(Spot.at(*OXFORD), 50_000).positions.tolist() == [2, 0, 1, 3, 4]


def test_nothing_is_near_where_there_are_no_places() -> None:
    near = Points(np.array([]), np.array([])).nearby(Spot.at(*OXFORD), 5_000)
    assert (len(near.positions), len(near.metres)) == (0, 0)
