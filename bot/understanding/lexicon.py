"""The reviewed danger lists: what each entry holds, and the checks a new entry must pass."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from understanding.elements import Sequence
from understanding.patterns import Grammar
from understanding.reading import LEVELS
from understanding.word_lists import HERE, read_yaml

RULES = frozenset({"negation", "past", "question", "fiction", "laughing", "safe"})
_NEGATIVE = frozenset({"not", "never", "noone", "nobody", "nothing", "without", "no"})
_KEYS = {"id", "level", "reason", "added", "patterns", "needs", "ignores", "also", "joke"}


@dataclass(frozen=True)
class Pattern:
    """One pattern with the text it was written as. `negative`: it says "not" itself, so negation cannot undo it."""

    written: str
    sequence: Sequence
    negative: bool


@dataclass(frozen=True)
class Entry:
    """One reviewed danger signal. `ignores`: scope rules that never silence it; `joke`: laughter and trifles do."""

    id: str
    level: str
    also: str | None
    reason: str
    added: date
    needs: tuple[str, ...]
    ignores: frozenset[str]
    joke: bool
    patterns: tuple[Pattern, ...]


def load_entries(grammar: Grammar) -> tuple[Entry, ...]:
    """Every entry of words/danger/*.yml. Raises ValueError naming the entry that is wrong."""
    entries: list[Entry] = []
    for path in sorted((HERE / "danger").glob("*.yml")):
        entries.extend(entry_from(raw, grammar) for raw in read_yaml(path)["entries"])
    ids = [entry.id for entry in entries]
    twice = {name for name in ids if ids.count(name) > 1}
    if twice:
        raise ValueError(f"danger entries with the same id: {sorted(twice)}")
    return tuple(entries)


def entry_from(raw: Mapping[str, Any], grammar: Grammar) -> Entry:
    """The entry written as `raw`. Raises ValueError, naming it, when something is missing, unknown or malformed."""
    name = raw.get("id", "an entry without an id")
    if unknown := set(raw) - _KEYS:
        raise ValueError(f"{name}: unknown keys {sorted(unknown)}")
    if missing := {"id", "level", "reason", "added", "patterns"} - set(raw):
        raise ValueError(f"{name}: missing {sorted(missing)}")
    levels = {raw["level"], raw.get("also", raw["level"])}
    if not levels <= set(LEVELS):
        raise ValueError(f"{name}: unknown level {sorted(levels - set(LEVELS))}")
    if unknown := set(raw.get("ignores", ())) - RULES:
        raise ValueError(f"{name}: unknown scope rules {sorted(unknown)}")
    if not isinstance(raw["added"], date):
        raise ValueError(f"{name}: added must be a date")
    return Entry(
        id=name,
        level=raw["level"],
        also=raw.get("also"),
        reason=raw["reason"],
        added=raw["added"],
        needs=tuple(raw.get("needs", ())),
        ignores=frozenset(raw.get("ignores", ())),
        joke=bool(raw.get("joke", False)),
        patterns=tuple(_patterns(raw["patterns"], grammar, name)),
    )


def _patterns(written: Iterable[str], grammar: Grammar, name: str) -> Iterable[Pattern]:
    for text in written:
        try:
            sequence = grammar.read(text)
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from error
        yield Pattern(text, sequence, not _NEGATIVE.isdisjoint(sequence.vocabulary()))
