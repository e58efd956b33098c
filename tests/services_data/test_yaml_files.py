"""What an editor types is read as it stands, and every value knows its line."""

from pathlib import Path

import pytest

from directory_api.data_pipeline.yaml_files import read_yaml


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("17:00", "17:00"),  # YAML 1.1 makes it 1020
        ("0300", "0300"),  # and this 192
        ("no", "no"),  # and this false
        ("2024-05-01", "2024-05-01"),  # and this a date
        ("1_000", "1_000"),
        ("true", True),
        ("12", 12),
        ("51.2", 51.2),
        ("null", None),
        ("", None),
    ],
)
def test_values_are_read_as_typed(tmp_path: Path, typed: str, read: object) -> None:
    path = tmp_path / "file.yml"
    path.write_text(f"key: {typed}\n", encoding="utf-8")
    file, problems = read_yaml(path)
    assert problems == []
    assert file.value == {"key": read}


def test_a_problem_points_at_the_line_of_the_nearest_thing_that_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "file.yml"
    path.write_text("a: 1\nlist:\n  - one\n  - key: x\n    other: y\n", encoding="utf-8")
    file, _ = read_yaml(path)
    assert file.line(("list", 1, "other")) == 5
    assert file.line(("list", 1, "not there")) == 4
    assert file.line(("nowhere",)) == 1


@pytest.mark.parametrize(("content", "line"), [("", 1), ("a: 1\nb: [1, 2\nc: 3\n", 3), ("a: 1\n\tb: 2\n", 2)])
def test_a_file_that_is_not_yaml_is_a_problem_and_no_crash(tmp_path: Path, content: str, line: int) -> None:
    path = tmp_path / "file.yml"
    path.write_text(content, encoding="utf-8")
    _, problems = read_yaml(path)
    assert [problem.line for problem in problems] == [line]
