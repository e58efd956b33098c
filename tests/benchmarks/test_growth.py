"""The directory stays fast as it grows: fifteen times the services never take anything like fifteen times as long.

Measured in processor time of this process, the best of several tries, so that a busy machine changes little.
`make bench` measures for real.
"""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from directory_api.data_pipeline.checks import ALL_CHECKS
from directory_api.data_pipeline.dataset import Dataset, read_dataset
from directory_api.data_pipeline.rows import all_rows
from tests.benchmarks.conftest import FEW, MANY

TIMES = MANY / FEW
ENOUGH_SECONDS = 0.002  # below, a clock says little
STEADY = 3.0  # times per service, or times per answer, that chance and caches explain


def best_time(work: Callable[[], object], tries: int = 5) -> float:
    """Seconds of processor time."""
    times = []
    for _ in range(tries):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


@pytest.fixture(scope="session")
def datasets(generated: dict[int, Path]) -> dict[int, Dataset]:
    read = {size: read_dataset(folder) for size, folder in generated.items()}
    assert not [problems for _, problems in read.values() if problems]
    return {size: dataset for size, (dataset, _) in read.items() if dataset}


@pytest.mark.parametrize("rule", ALL_CHECKS, ids=lambda rule: rule.__name__)
def test_each_rule_takes_no_longer_for_a_service_among_many(rule: Callable, datasets: dict[int, Dataset]) -> None:
    few, many = (best_time(lambda size=size: list(rule(datasets[size])), 3) for size in (FEW, MANY))
    assert many < max(few, ENOUGH_SECONDS) * TIMES * STEADY


def test_making_rows_takes_no_longer_for_a_service_among_many(datasets: dict[int, Dataset]) -> None:
    few, many = (best_time(lambda size=size: all_rows(datasets[size], "v"), 3) for size in (FEW, MANY))
    assert many < max(few, ENOUGH_SECONDS) * TIMES * STEADY


@pytest.mark.parametrize(
    "address",
    [
        "/open-referral-uk/services?page=2",
        "/open-referral-uk/services?area=slough&age=15&need=domestic_abuse",
        "/open-referral-uk/services?search=stalking",
        "/open-referral-uk/service_at_locations?postcode=SL1%201AA&proximity=2000",
        "/api/services?page=2",
        "/api/services?area=slough&age=15&need=domestic_abuse",
    ],
)
def test_a_first_page_takes_hardly_longer_among_many(address: str, directories: dict[int, TestClient]) -> None:
    def ask(size: int) -> float:
        def work() -> None:
            assert directories[size].get(address).status_code == 200

        work()  # reads the data, which is done once
        return best_time(work, 15)

    assert ask(MANY) < max(ask(FEW), ENOUGH_SECONDS) * STEADY
