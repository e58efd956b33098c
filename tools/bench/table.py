"""What was measured, as a table of ratios, and which goals it reaches."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from tools.bench.questions import Question
from tools.bench.wrk import Speed, middle

TIMES_DATASETTE = 5.0
SHARE_OF_BARE = 0.40
GROWTH_OF_P95 = 2.0
LOAD_SECONDS = 60.0
MEBIBYTES = 400.0
LARGEST = 50_000
NOTHING = "–"


@dataclass
class Results:
    """Every measurement, by question, size and service, round by round.

    Only what was measured in the same round is compared, and the middle of those comparisons counts: a machine has
    moods that last longer than a round.
    """

    sizes: list[int]
    rounds: dict[tuple[str, int, str], list[Speed]] = field(default_factory=lambda: defaultdict(list))
    questions: list[Question] = field(default_factory=list)
    load_seconds: dict[int, float] = field(default_factory=dict)
    mebibytes: dict[int, float] = field(default_factory=dict)

    def add(self, question: str, size: int, service: str, speed: Speed) -> None:
        """Take in one round's measurement."""
        self.rounds[question, size, service].append(speed)

    def middle(self, question: str, size: int, service: str) -> Speed:
        """Return the middle of each figure, and all that failed."""
        return middle(self.rounds[question, size, service])

    def times(self, question: str, size: int, other: str) -> float | None:
        """How many requests the directory answers for each one of the other service."""
        beside = self.rounds.get((question, size, other), [])
        ours = self.rounds[question, size, "directory"][: len(beside)]
        pairs = [(one.per_second, other.per_second) for one, other in zip(ours, beside, strict=True)]
        return median(one / other for one, other in pairs) if pairs and all(other for _, other in pairs) else None

    def growth(self, question: str) -> float | None:
        """How many times longer the slowest twentieth takes at the largest size than at the smallest."""
        first, last = (self.rounds[question, size, "directory"] for size in (self.sizes[0], self.sizes[-1]))
        pairs = [(small.p95, large.p95) for small, large in zip(first, last, strict=True)]
        whole = len(self.sizes) > 1 and all(small and large for small, large in pairs)
        return median(large / small for small, large in pairs) if whole else None

    def plain(self) -> dict[str, Any]:
        """For a file."""
        return {
            "speeds": [
                {"question": question, "size": size, "service": service, **vars(speed)}
                for (question, size, service), speeds in self.rounds.items()
                for speed in speeds
            ],
            "load_seconds": self.load_seconds,
            "mebibytes": self.mebibytes,
        }


@dataclass(frozen=True)
class Goal:
    """One goal, whether it was reached, and by what."""

    words: str
    reached: bool
    measured: str

    def __str__(self) -> str:
        return f"{'✔' if self.reached else '✘'} {self.words}: {self.measured}"


def goals(results: Results) -> list[Goal]:
    """The goals that can be judged by these results, the worst figure of each."""
    found = []
    against = {
        f"{question.name} at {size:,}": times
        for question in results.questions
        for size in results.sizes
        if (times := results.times(question.name, size, "datasette")) is not None
    }
    found.append(
        _at_least(f"{TIMES_DATASETTE:.0f} × Datasette on every question it can express", against, TIMES_DATASETTE)
    )
    shares = {
        f"{question.name} at {size:,}": results.times(question.name, size, "bare") or 0.0
        for question in results.questions
        for size in results.sizes
        if question.near_the_bare_app
    }
    found.append(_at_least(f"{SHARE_OF_BARE:.0%} of a bare app on list and detail", shares, SHARE_OF_BARE))
    if LARGEST in results.sizes:
        growths = {q.name: growth for q in results.questions if q.filtered and (growth := results.growth(q.name))}
        found.append(_at_most(f"p95 of filtered first pages at most {GROWTH_OF_P95:.0f} ×", growths, GROWTH_OF_P95))
        seconds, memory = results.load_seconds[LARGEST], results.mebibytes[LARGEST]
        found.append(
            Goal(f"{LARGEST:,} services loaded in {LOAD_SECONDS:.0f} s", seconds <= LOAD_SECONDS, f"{seconds:.0f} s")
        )
        found.append(Goal(f"at most {MEBIBYTES:.0f} MB resident", memory <= MEBIBYTES, f"{memory:.0f} MiB"))
    failed = sum(speed.failed for speeds in results.rounds.values() for speed in speeds)
    return [*found, Goal("no request failed", failed == 0, f"{failed} did")]


def _at_least(words: str, measured: dict[str, float], least: float) -> Goal:
    where = min(measured, key=lambda name: measured[name])
    return Goal(f"at least {words}", measured[where] >= least, f"{measured[where]:.2f} at worst ({where})")


def _at_most(words: str, measured: dict[str, float], most: float) -> Goal:
    if not measured:
        return Goal(words, True, "one size only")
    where = max(measured, key=lambda name: measured[name])
    return Goal(words, measured[where] <= most, f"{measured[where]:.2f} at worst ({where})")


def markdown(results: Results) -> str:
    """The table for people."""
    sizes = " · ".join(f"{size:,}" for size in results.sizes)
    head = ["question", "times Datasette", "share of a bare app", "p95, largest ÷ smallest"]
    lines = [_line(head), _line("---" for _ in head)]
    for question in results.questions:
        beside_datasette = [results.times(question.name, size, "datasette") for size in results.sizes]
        beside_bare = [results.times(question.name, size, "bare") for size in results.sizes]
        growth = results.growth(question.name)
        lines.append(
            _line(
                [
                    question.name,
                    _several(beside_datasette, "{:.1f}"),
                    _several(beside_bare, "{:.0%}"),
                    NOTHING if growth is None else f"{growth:.1f}",
                ]
            )
        )
    loads = " · ".join(f"{seconds:.1f} s" for seconds in results.load_seconds.values())
    memory = " · ".join(f"{mebibytes:.0f} MiB" for mebibytes in results.mebibytes.values())
    return "\n".join([f"At {sizes} services:", "", *lines, "", f"Load: {loads}. Resident afterwards: {memory}.", ""])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _several(values: list[float | None], shape: str) -> str:
    known = [value for value in values if value is not None]
    return " · ".join(shape.format(value) for value in known) if known else NOTHING
