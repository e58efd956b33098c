"""All that must hold between records, beyond the shape of each file."""

from collections.abc import Callable, Iterator
from pathlib import Path

from directory_api.data_pipeline import sharing
from directory_api.data_pipeline.checks import (
    ages_and_dates,
    centroids,
    emergency,
    hours,
    phones,
    places,
    reference,
    services,
    shown_words,
)
from directory_api.data_pipeline.dataset import Dataset, read_dataset
from directory_api.data_pipeline.problems import Problem

Check = Callable[[Dataset], Iterator[Problem]]
ALL_CHECKS: tuple[Check, ...] = (
    *reference.CHECKS,
    *places.CHECKS,
    *centroids.CHECKS,
    *services.CHECKS,
    *ages_and_dates.CHECKS,
    *phones.CHECKS,
    *hours.CHECKS,
    *emergency.CHECKS,
    *shown_words.CHECKS,
)


def check(folder: Path) -> tuple[Dataset | None, list[Problem]]:
    """Read and check a folder. The dataset comes back only if every file has the right shape."""
    dataset, problems = read_dataset(folder)
    if dataset is None:
        return None, sorted(problems)
    return dataset, cross_check(dataset)


def cross_check(dataset: Dataset) -> list[Problem]:
    """Every problem between records, in the order of files and lines."""
    many = len(dataset.services) >= sharing.WORTH_SHARING
    found = (sharing.in_processes if many else map)(lambda rule: list(rule(dataset)), ALL_CHECKS)
    return sorted(problem for problems in found for problem in problems)
