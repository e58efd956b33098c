"""Generated services are as the real ones must be, the same every time, and nobody can mistake them for help."""

from pathlib import Path

import pytest
import yaml

from directory_api.data_pipeline.checks import check
from tests.benchmarks.conftest import FEW, MANY
from tools.bench.generate import REAL_DATA, generate
from tools.bench.synthetic import PUBLISHED_RANGES, WITHHELD_RANGES, typed
from tools.bench.yaml_text import yaml_text


def service_files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in (folder / "services").rglob("*.yml")}


@pytest.mark.parametrize("size", [FEW, MANY])
def test_they_pass_every_check_and_are_as_many_as_asked_for(size: int, generated: dict[int, Path]) -> None:
    dataset, problems = check(generated[size])
    assert [str(problem) for problem in problems] == []
    assert dataset is not None
    assert len(dataset.services) == size


def test_the_same_seed_gives_the_same_files(generated: dict[int, Path], tmp_path: Path) -> None:
    generate(tmp_path / "again", FEW)
    generate(tmp_path / "other", FEW, seed=1)
    assert service_files(tmp_path / "again") == service_files(generated[FEW])
    assert service_files(tmp_path / "other") != service_files(generated[FEW])


def test_their_numbers_and_addresses_are_nobodys(generated: dict[int, Path]) -> None:
    real = service_files(REAL_DATA)
    made = {name: content for name, content in service_files(generated[FEW]).items() if name not in real}
    assert len(made) == FEW - len(real)
    for name, content in made.items():
        contact = yaml.safe_load(content)["contact"]
        assert contact["website"].split("/")[2].endswith(".example.org"), name
        for phone in contact["phones"]:
            assert phone["number"].startswith((*PUBLISHED_RANGES, *WITHHELD_RANGES)), name


@pytest.mark.parametrize(
    "value",
    [
        "plain words",
        "yes",
        "12",
        "a: b",
        "- a",
        "#x",
        "it's “quoted”",
        "line\nline",
        "",
        ["a, b", "c"],
        [{"a": {"b": []}}, {"c": True}],
        {"d": None, "e": 1.5},
    ],
)
def test_what_is_written_is_read_again(value: object) -> None:
    assert yaml.safe_load(yaml_text({"key": value})) == {"key": value}


def test_text_of_a_file_becomes_what_yaml_makes_of_it() -> None:
    assert typed({"a": ["12", "true", "x"], "b": "false"}) == {"a": [12, True, "x"], "b": False}
