"""Named groups of patterns from one of our word lists: does a message say this, and where?"""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from understanding.elements import Sequence, Walk
from understanding.patterns import Grammar, spelled_out
from understanding.word_lists import word_list

Span = tuple[int, int]


class Phrases:
    """Groups of patterns. `written`: its `classes`, in order, add to classes.yml; `phrases` are group → patterns."""

    def __init__(self, written: Mapping[str, Any]) -> None:
        shared: Mapping[str, str] = word_list("classes")["classes"]
        grammar = Grammar.with_classes({**shared, **written["classes"]})
        self._groups = {
            group: tuple(grammar.read(form) for pattern in patterns for form in spelled_out(pattern))
            for group, patterns in written["phrases"].items()
        }

    def says(self, walk: Walk, *groups: str) -> bool:
        """Whether any pattern of any of `groups` stands in the message."""
        return any(True for group in groups for _ in self.found(walk, group))

    def found(self, walk: Walk, group: str) -> Iterator[Span]:
        """Where the group's patterns stand, as (first word, one past the last)."""
        for pattern in self._groups[group]:
            if pattern.possible(walk):
                for at in self._starts(walk, pattern):
                    if ends := pattern.ends(walk, at):
                        yield at, min(ends)

    def _starts(self, walk: Walk, pattern: Sequence) -> Iterable[int]:
        """The words where `pattern` may begin: looked up, since a list has many patterns and a message many words."""
        if pattern.starts is None:
            return range(len(walk.words))
        return sorted(at for word in pattern.starts & walk.places.keys() for at in walk.places[word])

    def vocabulary(self, without: Container[str] = ()) -> frozenset[str]:
        """Every word the patterns are written with, those of the groups `without` left out."""
        patterns = (pattern for name, group in self._groups.items() if name not in without for pattern in group)
        return frozenset(word for pattern in patterns for word in pattern.vocabulary())
