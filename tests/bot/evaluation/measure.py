"""Scores the reader on the held-out messages: one row a measure, then every message that was read wrong."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from typing import Any

import yaml

from understanding import Reader
from understanding.reading import IMMEDIATE_DANGER, NONE, SELF_HARM, Reading

HERE = Path(__file__).resolve().parent
SERVICES_DATA = HERE.parents[2] / "services_data"
SETS = ("messages_held_out.yml", "messages_held_out_second.yml", "messages_held_out_third.yml")
URGENT = {IMMEDIATE_DANGER, SELF_HARM}
Z_95 = 1.96

Row = dict[str, Any]


@dataclass
class Measure:
    """How many of the messages it concerns were read right, and which were not."""

    right: int = 0
    asked: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, is_right: bool, row: Row, read: object) -> None:
        """Count one message."""
        self.asked += 1
        self.right += is_right
        if not is_right:
            self.wrong.append(f"{row['text']} → {read}")

    @property
    def share(self) -> float:
        """Right answers, 0–1."""
        return self.right / self.asked if self.asked else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share (Wilson)."""
        if not self.asked:
            return 0.0, 1.0
        n, p, z = self.asked, self.share, Z_95
        middle, spread = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return (middle - spread) / (1 + z * z / n), (middle + spread) / (1 + z * z / n)


def messages(name: str) -> list[Row]:
    """One of SETS. `danger` becomes the list of levels that are right."""
    rows: list[Row] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))["messages"]
    return [{**row, "danger": [row["danger"]] if isinstance(row["danger"], str) else row["danger"]} for row in rows]


def measure(rows: list[Row], read: Callable[[str], Reading]) -> dict[str, Measure]:
    """Every measure over `rows`. Danger measures leave out a message that may or may not be danger."""
    found: dict[str, Measure] = {}
    for row in rows:
        reading = read(row["text"])
        for name, is_right, shown in _answers(row, reading):
            found.setdefault(name, Measure()).add(is_right, row, shown)
    return found


def _answers(row: Row, reading: Reading) -> Iterator[tuple[str, bool, object]]:
    levels = set(row["danger"])
    if NONE not in levels:
        yield "danger found", reading.danger != NONE, reading.danger
        if levels <= URGENT:
            yield "immediate danger or self-harm found", reading.danger != NONE, reading.danger
        if reading.danger != NONE:
            yield "level right, where found", reading.danger in levels, reading.danger
    elif levels == {NONE}:
        yield "no false alarm", reading.danger == NONE, reading.danger
    if row.get("needs"):
        yield "a right need first", reading.needs[:1] != () and reading.needs[0] in row["needs"], reading.needs
        yield "a right need among the first three", bool(set(reading.needs[:3]) & set(row["needs"])), reading.needs
    for name in ("audience", "age"):
        if name in row:
            yield name, getattr(reading, name) == row[name], getattr(reading, name)
    if "area" in row:
        wanted = row["area"] if isinstance(row["area"], list) else [row["area"]]
        read_as = ["outside"] if reading.outside and not reading.areas else list(reading.areas)
        yield "area", sorted(read_as) == sorted(wanted), read_as


def report(name: str, found: dict[str, Measure]) -> Iterator[str]:
    """The lines to print for one set."""
    yield f"\n{name}"
    for what, one in found.items():
        low, high = one.interval
        yield f"  {what:40} {one.share:5.2f}  ({one.right} of {one.asked}; {low:.2f} to {high:.2f})"
    for what, one in found.items():
        yield from (f"    {what}: {text}" for text in one.wrong)


def main() -> None:
    """Print the figures of every set."""
    reader = Reader.load(SERVICES_DATA)
    for name in SETS:
        sys.stdout.write("\n".join(report(name, measure(messages(name), reader.read))) + "\n")


if __name__ == "__main__":
    main()
