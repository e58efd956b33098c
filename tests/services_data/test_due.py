"""No record goes stale unseen: whoever keeps the data is told which service to ask again, and where."""

from datetime import date

import pytest

from directory_api.data_pipeline.__main__ import main
from directory_api.data_pipeline.dataset import Dataset
from directory_api.data_pipeline.due import Due, due

ONE = Due(date(2027, 2, 20), "a-service", "A service", confirmed=False, website="https://www.example.org")


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2027, 3, 2), "overdue by 10 days"),
        (date(2027, 2, 20), "due today"),
        (date(2027, 2, 10), "due in 10 days"),
    ],
)
def test_a_line_says_when_and_where_to_ask(today: date, said: str) -> None:
    line = ONE.sentence(today)
    assert line == f"2027-02-20  a-service: {said}, never confirmed by the service. https://www.example.org"


@pytest.mark.parametrize(
    ("today", "within", "how_many"),
    [
        (date(2026, 11, 22), 30, "none"),  # all were read that day, and are due three months on
        (date(2027, 2, 10), 30, "all"),
        (date(2027, 2, 10), 5, "none"),
        (date(2028, 1, 1), 0, "all"),
    ],
)
def test_records_come_due_three_months_after_they_were_read(
    dataset: Dataset, today: date, within: int, how_many: str
) -> None:
    offered = [entry.record.slug for entry in dataset.services if entry.record.offered]
    found = [one.slug for one in due(dataset, today, within)]
    assert sorted(found) == ([] if how_many == "none" else sorted(offered))


def test_the_longest_overdue_comes_first(dataset: Dataset) -> None:
    found = due(dataset, date(2028, 1, 1))
    assert [one.check_due for one in found] == sorted(one.check_due for one in found)


def test_the_verb_lists_them_and_counts_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["due", "--on", "2027-03-01", "--within", "0"]) == 0
    *lines, count = capsys.readouterr().out.splitlines()
    assert len(lines) > 80
    assert count.startswith(f"{len(lines)} offered services are due")
