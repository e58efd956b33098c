"""Thousands of files are read by several processes, and give what one would have read."""

from pathlib import Path

import pytest

from directory_api.data_pipeline import sharing
from directory_api.data_pipeline.checks import check
from directory_api.data_pipeline.dataset import read_dataset
from tests.services_data.test_load import change, copy  # noqa: F401  (copy is a fixture)


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "WORTH_SHARING", 2)


@pytest.mark.usefixtures("shared")
def test_processes_read_the_same_records_in_the_same_order(real_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    together, _ = read_dataset(real_data)
    monkeypatch.undo()
    alone, _ = read_dataset(real_data)
    assert together is not None
    assert together == alone


@pytest.mark.usefixtures("shared")
def test_faults_are_told_with_their_lines(copy: Path) -> None:  # noqa: F811
    change(copy, "services/national/samaritans.yml", "name: Samaritans", "name: Samaritans\nstars: 5")
    change(copy, "services/national/childline.yml", "basis: stated", "basis: guessed")
    dataset, problems = check(copy)
    assert dataset is None
    assert [(problem.path.name, problem.line > 1) for problem in problems] == [
        ("childline.yml", True),
        ("samaritans.yml", True),
    ]


@pytest.mark.usefixtures("shared")
def test_a_rule_broken_between_files_is_told_with_its_line(copy: Path) -> None:  # noqa: F811
    change(copy, "services/national/samaritans.yml", "organization: samaritans", "organization: somebody")
    _, problems = check(copy)
    lines = (copy / "services/national/samaritans.yml").read_text(encoding="utf-8").splitlines()
    line = lines.index("organization: somebody") + 1
    assert (line, "providers.yml has no “somebody”.") in {(problem.line, problem.message) for problem in problems}
