"""Who a service takes by age, and when its facts were read."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from directory_api.data_pipeline.dataset import Dataset
from directory_api.data_pipeline.problems import Problem

LONGEST_UNCHECKED = timedelta(days=370)
FIRST_DAY = date(2026, 11, 22)  # the data was first read on this day: a clock that is behind it is wrong


def ages_are_in_order(dataset: Dataset) -> Iterator[Problem]:
    """The youngest is not above the oldest, and an age that nobody found is not given."""
    for entry in dataset.services:
        ages = entry.record.ages
        if ages.minimum is not None and ages.maximum is not None and ages.minimum > ages.maximum:
            yield entry.problem(f"The ages run from {ages.minimum} down to {ages.maximum}.", "ages", "minimum")
        higher = ages.maximum_with_additional_needs
        if higher is not None and (ages.maximum is None or higher <= ages.maximum):
            yield entry.problem("The age for additional needs must be above “maximum”.", "ages")
        if ages.basis == "not_found" and (ages.minimum, ages.maximum) != (None, None):
            yield entry.problem("The basis is “not_found”, yet an age is given.", "ages", "basis")
        if ages.basis != "not_found" and not ages.words:
            yield entry.problem("An age rule must also be told in words.", "ages", "basis")


def dates_are_possible(dataset: Dataset) -> Iterator[Problem]:
    """Nothing was read in the future, and each check is due within a year."""
    today = _today()
    for entry in dataset.services:
        assured, due = entry.record.assurance.date, entry.record.check_due
        if assured > today:
            yield entry.problem(f"{assured} is in the future.", "assurance", "date")
        if due <= assured:
            yield entry.problem(f"The check is due on {due}, not after {assured}.", "check_due")
        elif due - assured > LONGEST_UNCHECKED:
            yield entry.problem(f"The check is due on {due}, more than a year after {assured}.", "check_due")


def confirmations_say_by_whom(dataset: Dataset) -> Iterator[Problem]:
    """Confirmed means that the service told somebody."""
    for entry in dataset.services:
        assurance = entry.record.assurance
        if assurance.level == "confirmed" and not assurance.by:
            yield entry.problem("“confirmed” needs “by”: who asked the service.", "assurance", "level")


def _today() -> date:
    return max(FIRST_DAY, datetime.now(UTC).date() + timedelta(days=1))  # a day's grace for clocks ahead of UTC


CHECKS = (ages_are_in_order, dates_are_possible, confirmations_say_by_whom)
