"""What other thresholds would give: the curves that those in words/thresholds.yml were chosen by.

Each is moved by itself while the others stay. What was learnt is asked once a message and remembered.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from tests.bot.evaluation.measure import (
    AGE,
    AREA,
    CALM,
    FOUND,
    NO_AGE,
    NO_AREA,
    OFFERED,
    URGENT_FOUND,
    Read,
    measure,
)
from tests.bot.evaluation.sets import SERVICES_DATA, Row
from understanding import Reader
from understanding.classifier import Classifier, Likely
from understanding.counts import Seen
from understanding.thresholds import Thresholds

URGENT = ("immediate_danger", "self_harm")
DISCLOSURE = ("disclosure",)
EITHER = ("none", "disclosure")  # not labelled: not measured


class Remembering(Classifier):
    """A classifier that keeps its answers, since only what is made of them changes."""

    def __init__(self, asked: Classifier) -> None:
        self.judges = asked.judges
        self._asked = asked
        self._answers: dict[Seen, Likely] = {}

    def read(self, message: Seen) -> Likely:
        if message not in self._answers:
            self._answers[message] = self._asked.read(message)
        return self._answers[message]


def curves(rows: list[Row], ages: list[Row], places: list[Row], classifier: Classifier) -> Iterator[str]:
    """A table for each threshold. `ages`, `places`: messages that those are measured on beside `rows`."""
    remembering, now = Remembering(classifier), Thresholds.load()

    def read(**changed: Any) -> Read:
        return Reader.load(SERVICES_DATA, classifier=remembering, thresholds=replace(now, **changed)).read

    def levels(of: Mapping[str, float], which: tuple[str, ...], value: float) -> dict[str, float]:
        return {**of, **dict.fromkeys(which, value)}

    def table(title: str, columns: tuple[str, ...], lines: Mapping[float, Iterable[float]]) -> Iterator[str]:
        yield f"\n| {title} | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}"
        for value, shares in lines.items():
            yield f"| {value} | {' | '.join(f'{share:.3f}' for share in shares)} |"

    def measured(over: list[Row], columns: tuple[str, ...], reader: Read) -> list[float]:
        found = measure([{"danger": EITHER, **row} for row in over], reader)
        return [found[what].share for what in columns]

    danger, age, place = (FOUND, URGENT_FOUND, CALM), (AGE, NO_AGE), (AREA, NO_AREA)
    for name, which, values in (
        ("danger", URGENT, (0.2, 0.3, 0.4, 0.5)),
        ("danger", DISCLOSURE, (0.5, 0.62, 0.7, 0.8)),
        ("stands", URGENT, (0.0, 0.05, 0.1, 0.2)),
        ("stands", DISCLOSURE, (0.0, 0.2, 0.3, 0.4, 0.6)),
    ):
        lines = {at: measured(rows, danger, read(**{name: levels(getattr(now, name), which, at)})) for at in values}
        yield from table(f"{name}, {' and '.join(which)}", danger, lines)
    lines = {at: measured(rows + ages, age, read(age=at)) for at in (0.15, 0.2, 0.25, 0.3, 0.4)}
    yield from table("age", age, lines)
    lines = {
        at: measured(rows + places, place, read(place={**now.place, "here": at})) for at in (0.3, 0.4, 0.5, 0.6, 0.7)
    }
    yield from table("place, here", place, lines)
    told = [row for row in rows if row.get("needs")]
    sure = {
        at: list(_coverage(told, read(needs={**now.needs, "sure": at}))) for at in (0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
    }
    yield from table(
        "needs, sure", ("taken without asking", "of these right", "of the others, among the buttons"), sure
    )


def _coverage(told: list[Row], read: Read) -> Iterator[float]:
    """Shares: messages taken without asking; of these, first need right; of the others, main need offered."""
    taken, right, offered = 0, 0, 0
    for row in told:
        reading = read(row["text"])
        if reading.needs_unsure or not reading.needs:
            offered += row["needs"][0] in reading.needs[:OFFERED]
        else:
            taken += 1
            right += reading.needs[0] in row["needs"]
    yield taken / len(told)
    yield right / max(taken, 1)
    yield offered / max(len(told) - taken, 1)
