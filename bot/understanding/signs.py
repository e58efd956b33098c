"""Danger told sideways: several weak signs that together tell of harm.

"He rubs my shoulders when I help him on his own and I feel weird" fits no single pattern, but an adult, closeness and
unease in one message do. The families and their combinations are in words/signs.yml, each combination with its reason.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from understanding.danger import Signal
from understanding.index import Index
from understanding.lexicon import Entry
from understanding.normalise import Message
from understanding.patterns import Grammar
from understanding.scope import Scope


@dataclass(frozen=True)
class _Combination:
    entry: Entry
    families: tuple[str, ...]


class SignsDetector:
    """A signal for every combination whose families all stand in the message, judged by the scope rules."""

    def __init__(self, lists: Mapping[str, Any], grammar: Grammar, scope: Scope) -> None:
        self._families = frozenset(lists["families"])
        self._phrases = [(name, grammar.read(text)) for name, texts in lists["families"].items() for text in texts]
        self._index = Index(phrase for _, phrase in self._phrases)
        self._combinations = tuple(self._combination(raw) for raw in lists["combinations"])
        self._scope = scope

    def signals(self, message: Message) -> tuple[Signal, ...]:
        """The combinations found."""
        judge = self._scope.around(message)
        there = set()
        for number in self._index.possible(message.walk):
            family, phrase = self._phrases[number]
            if family not in there and any(judge.plain(span) for span in phrase.spans(message.walk)):
                there.add(family)
        return tuple(
            Signal(each.entry.id, each.entry.level, each.entry.needs)
            for each in self._combinations
            if there.issuperset(each.families) and judge.allows(each.entry)
        )

    def vocabulary(self) -> Iterable[str]:
        """The words the families are written with."""
        return (word for _, phrase in self._phrases for word in phrase.vocabulary())

    def _combination(self, raw: Mapping[str, Any]) -> _Combination:
        if unknown := set(raw["all"]) - self._families:
            raise ValueError(f"{raw['id']}: unknown families {sorted(unknown)}")
        if not isinstance(raw["added"], date):
            raise ValueError(f"{raw['id']}: added must be a date")
        entry = Entry(
            id=raw["id"],
            level=raw["level"],
            also=None,
            reason=raw["reason"],
            added=raw["added"],
            needs=tuple(raw["needs"]),
            ignores=frozenset(),
            joke=bool(raw.get("joke", False)),
            patterns=(),
        )
        return _Combination(entry, tuple(raw["all"]))
