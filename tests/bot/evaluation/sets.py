"""The labelled messages: what they are and where they stand. What the labels mean is in README.md beside them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
BOT = HERE.parents[2] / "bot"
SERVICES_DATA = HERE.parents[2] / "services_data"


def _files_of(folder: str) -> tuple[str, ...]:
    return tuple(sorted(f"{folder}/{path.name}" for path in (HERE / folder).glob("*.yml")))


# Never used to choose a word, a weight or a threshold.
TEST_SETS = {
    "test set": _files_of("test_set"),
    "earlier test messages": (
        "messages_held_out.yml",
        "messages_held_out_second.yml",
        "messages_held_out_third.yml",
    ),
}
DEVELOPMENT_SET = ("dev_set.yml", *_files_of("second_dev_set"))  # thresholds are chosen on it
DEVELOPMENT_AGES = ("dev_ages.yml", "dev_ages_second.yml")
DEVELOPMENT_PLACES = ("dev_places.yml", "dev_places_second.yml")

Row = dict[str, Any]


def messages(files: tuple[str, ...]) -> list[Row]:
    """Labelled messages. `danger` becomes the list of levels that are right, `area` and `needs` lists."""
    rows = [row for name in files for row in yaml.safe_load((HERE / name).read_text(encoding="utf-8"))["messages"]]
    return [
        {**row, **{name: several(row[name]) for name in ("danger", "needs", "area") if name in row}} for row in rows
    ]


def taught_sentences() -> Iterator[tuple[str, str]]:
    """Every sentence that the guide was taught with, after its intent."""
    for path in sorted((BOT / "data" / "nlu").rglob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            yield from ((entry["intent"], text) for text in sentences(entry["examples"]))


def labelled_training_messages() -> Iterator[tuple[str, str]]:
    """The labelled messages and the danger that each tells, the first where experienced people differ."""
    for path in sorted((BOT / "data" / "nlu").rglob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for example in entry["examples"] if isinstance(entry["examples"], list) else ():
                yield example["text"], several(example["metadata"]["danger"])[0]


def sentences(examples: str | list[Row]) -> list[str]:
    """The sentences of one intent in a training file, however they are written there."""
    if isinstance(examples, list):
        return [example["text"].strip() for example in examples]
    return [line.removeprefix("- ").strip() for line in examples.strip().splitlines()]


def several(label: Any) -> list[Any]:
    """One right answer or several, as a list."""
    return label if isinstance(label, list) else [label]
