"""What an editor types is read as it stands, and every value knows its line."""

from pathlib import Path

import pytest

from directory_api.data_pipeline.yaml_files import _CarefulReading, read_yaml


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


# What the quick reading leaves to the careful one, what the two might read differently, and what is no YAML.
ODD = {
    "anchor": "a: &x 1\nb: *x\n",
    "anchored list": "a:\n  - b: &q {c: 1}\n  - *q\n",
    "tag": "a: !!str 12\nb: ! 12\n",
    "unknown tag": "a: !secret 12\n",
    "key that is a list": "? [a, b]\n: 1\n",
    "two documents": "---\na: 1\n---\nb: 2\n",
    "document marks": "%YAML 1.1\n---\na: 1\n...\n",
    "no mapping": "12",
    "byte order mark": "\ufeffa: 1\n",
    "words and numbers": "- ~\n- Null\n- True\n- -0\n- -1.50\n- 0.5\n- 1e5\n- .5\n- 00\n- -\n- 100000000000000000000\n",
    "quoted": "a: |\n  12\nb: >\n  true\nc: '12'\nd: \"null\"\n",
    "number as a key": "1: a\n'1': b\n",
    "merge": "a: 1\n<<: {b: 2}\n",
    "equals sign": "=: x\nb: =\n",
    "key given twice deep down": "a: {b: [c, {d: 1}], b: 2}\n",
    "control character": "a: \x07\n",
}


@pytest.mark.parametrize("what", ODD)
def test_the_quick_reading_reads_what_the_careful_one_does(tmp_path: Path, what: str) -> None:
    path = tmp_path / "file.yml"
    path.write_text(ODD[what], encoding="utf-8")
    file, problems = read_yaml(path)
    careful = _CarefulReading(path)
    assert (repr(file.value), problems) == (repr(careful.value), careful.problems)


def test_both_read_the_real_data_alike(real_data: Path) -> None:
    for path in real_data.rglob("*.yml"):
        file, problems = read_yaml(path)
        assert (file.value, problems) == (_CarefulReading(path).value, []), path.name
