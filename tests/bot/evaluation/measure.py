"""How well the guide understands messages: what is counted, and how it is shown."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import sqrt
from statistics import fmean
from typing import Any

from tests.bot.evaluation.parsing import is_accepted
from tests.bot.evaluation.sets import Row
from tests.bot.understanding.mutations import MUTATIONS, slips
from understanding.reading import IMMEDIATE_DANGER, NONE, SELF_HARM, Reading

URGENT = {IMMEDIATE_DANGER, SELF_HARM}
OFFERED = 4  # needs that the guide puts before a person
Z_95 = 1.96
SHORTEST_TO_MISTYPE = 4  # letters; a slip in "he" makes another word
EACH_OF = 3  # messages are typed otherwise, as each is read some thirty times

FOUND = "danger found"
URGENT_FOUND = "immediate danger or self-harm found"
CALM = "no false alarm"
LEVEL = "level right, where found"
NEED_FIRST = "main need right first"
NEED_OFFERED = "main need among those offered"
ANY_FIRST = "a right need first"
AUDIENCE = "audience right when stated"
AUDIENCE_WRONG = "audience not read wrong when stated"
AGE, NO_AGE = "age right when stated", "no age where none is stated"
AREA, NO_AREA = "area right when stated", "no area where none is stated"
NO_NEED = "out of scope: nothing read"
DECLINED = "out of scope: not taken for something else"
GOALS = {
    FOUND: 0.95, URGENT_FOUND: 0.98, CALM: 0.95, LEVEL: 0.85, NEED_FIRST: 0.80, NEED_OFFERED: 0.95,
    AUDIENCE: 0.97, AGE: 0.97, AREA: 0.97, DECLINED: 0.95,
}  # fmt: skip

Read = Callable[[str], Reading]


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


def measure(rows: list[Row], read: Read) -> dict[str, Measure]:
    """Every measure over `rows`. Danger measures leave out a message that may or may not be danger."""
    found: dict[str, Measure] = {}
    for row in rows:
        for name, is_right, shown in answers(row, read(row["text"])):
            found.setdefault(name, Measure()).add(is_right, row, shown)
    return found


def answers(row: Row, reading: Reading) -> Iterator[tuple[str, bool, object]]:
    """Each measure that a message concerns, whether it was read right, and what was read."""
    yield from _danger(set(row["danger"]), reading)
    if row.get("needs"):
        yield NEED_FIRST, reading.needs[:1] == (row["needs"][0],), (row["needs"], reading.needs)
        yield NEED_OFFERED, row["needs"][0] in reading.needs[:OFFERED], (row["needs"], reading.needs)
        yield ANY_FIRST, bool(set(reading.needs[:1]) & set(row["needs"])), (row["needs"], reading.needs)
    if row.get("out_of_scope"):
        yield NO_NEED, reading.danger == NONE and not reading.needs, (reading.danger, reading.needs)
    if "audience" in row:
        yield AUDIENCE, reading.audience == row["audience"], (row["audience"], reading.audience)
        yield AUDIENCE_WRONG, reading.audience in (None, row["audience"]), (row["audience"], reading.audience)
    age = (reading.age,)
    yield (AGE, reading.age == row["age"], (row["age"], *age)) if "age" in row else (NO_AGE, age == (None,), age)
    areas = ["outside"] if reading.outside and not reading.areas else list(reading.areas)
    if "area" in row:
        yield AREA, sorted(areas) == sorted(row["area"]) or _outside_too(areas, row["area"]), (row["area"], areas)
    elif not row.get("out_of_scope"):
        yield NO_AREA, not areas, areas


def _danger(levels: set[str], reading: Reading) -> Iterator[tuple[str, bool, object]]:
    why = (sorted(levels), reading.danger, reading.danger_signals)
    if NONE not in levels:
        yield FOUND, reading.danger != NONE, why
        if levels <= URGENT:
            yield URGENT_FOUND, reading.danger != NONE, why
        if reading.danger != NONE:
            yield LEVEL, reading.danger in levels, why
    elif levels == {NONE}:
        yield CALM, reading.danger == NONE, why


def declined(rows: list[Row], parse: Callable[[str], dict[str, Any]]) -> Measure:
    """How many of the messages that are out of scope the whole guide, with its intents, takes for nothing else."""
    found = Measure()
    for row in rows:
        if row.get("out_of_scope"):
            parsed = parse(row["text"])
            found.add(not is_accepted(parsed), row, parsed["intent"]["name"])
    return found


def _outside_too(areas: list[str], wanted: list[str]) -> bool:
    """A district on both sides of the border is read as its councils; that it lies outside too is said beside them."""
    return "outside" in wanted and areas != ["outside"] and sorted(areas) == sorted(set(wanted) - {"outside"})


def table(columns: dict[str, dict[str, Measure]]) -> Iterator[str]:
    """One row a measure, one column a reader; of the first the 95 % interval too."""
    yield f"| measure | goal | {' | '.join(columns)} |"
    yield f"|---|---|{'---|' * len(columns)}"
    first = next(iter(columns.values()))
    for what, one in first.items():
        low, high = one.interval
        others = [f"{found[what].share:.2f}" if what in found else "–" for found in list(columns.values())[1:]]
        cells = [f"{one.share:.3f} ({low:.2f}–{high:.2f}, n {one.asked})", *others]
        yield f"| {what} | {f'≥ {GOALS[what]:.2f}' if what in GOALS else ''} | {' | '.join(cells)} |"


def by_group(rows: list[Row], read: Read) -> Iterator[str]:
    """Danger and the main need, by who writes and by need."""
    for name in ("audience", "needs"):
        groups: dict[str, list[Row]] = {}
        for row in rows:
            if row.get(name):
                groups.setdefault(row[name] if name == "audience" else row[name][0], []).append(row)
        yield f"\nBy {name}:"
        for group, members in sorted(groups.items()):
            found = measure(members, read)
            cells = [
                f"{what} {found[what].right}/{found[what].asked}"
                for what in (FOUND, CALM, NEED_FIRST, NEED_OFFERED)
                if what in found
            ]
            yield f"  {group:26} {' · '.join(cells)}"


def confusions(rows: list[Row], read: Read) -> Iterator[str]:
    """Which level was taken for which, and which need for which."""
    levels, needs = Counter[str](), Counter[str]()
    for row in rows:
        reading = read(row["text"])
        if reading.danger not in row["danger"]:
            levels[f"{'/'.join(row['danger'])} → {reading.danger}"] += 1
        if row.get("needs") and reading.needs[:1] != (row["needs"][0],):
            needs[f"{row['needs'][0]} → {reading.needs[0] if reading.needs else 'none'}"] += 1
    for name, counted in (("levels", levels), ("needs", needs)):
        yield f"\nConfusions of {name}: " + "; ".join(f"{what} {many}" for what, many in counted.most_common(20))


def robustness(rows: list[Row], read: Read) -> dict[str, float]:
    """Of the dangers found, the share that is found as well when typed in each other way, or with a slip."""
    found = [row["text"] for row in rows if NONE not in row["danger"] and read(row["text"]).danger != NONE]
    shares = {name: [mutate(text) for text in found] for name, mutate in MUTATIONS.items()}
    shares["a slip in the longest word"] = [_slipped(text, number) for number, text in enumerate(found)]
    return {name: fmean(read(text).danger != NONE for text in typed) for name, typed in shares.items()}


def _slipped(text: str, number: int) -> str:
    """One of three slips in turn: a letter lost, doubled, or swapped with the next."""
    longest = max((word for word in text.split() if word.isalpha()), key=len, default="")
    return text.replace(longest, slips(longest)[number % 3], 1) if len(longest) >= SHORTEST_TO_MISTYPE else text


def speed(rows: list[Row], read: Read) -> str:
    """How long one message takes, and one of a thousand characters."""
    taken = sorted(_milliseconds(read, row["text"]) for row in rows)
    long = " ".join(row["text"] for row in rows)[:1000]
    longest = sorted(_milliseconds(read, long) for _ in range(9))[4]
    median, slow = taken[len(taken) // 2], taken[len(taken) * 95 // 100]
    return f"\nOne message: median {median:.1f} ms, p95 {slow:.1f} ms; one of 1,000 characters {longest:.0f} ms"


def _milliseconds(read: Read, text: str) -> float:
    started = time.perf_counter()
    read(text)
    return (time.perf_counter() - started) * 1000
