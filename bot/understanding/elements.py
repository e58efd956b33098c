"""The parts a pattern is made of: each says where, in one message's words, it can match (see patterns.py)."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from understanding.walk import Walk, Words

__all__ = ["Absent", "Beginning", "Choice", "Edge", "Element", "Gap", "Literal", "Optional", "Sequence", "Walk"]


class Element(ABC):
    """A part of a pattern.

    firsts: words of which one must stand somewhere in the message for it to match; None if there is no such set.
    starts: words of which one must be its first; None if any may be.
    """

    firsts: frozenset[str] | None = None
    starts: frozenset[str] | None = None

    @abstractmethod
    def ends(self, walk: Walk, at: int) -> tuple[int, ...]:
        """Every position where a match that begins at word `at` can end; empty where it does not match."""

    def vocabulary(self) -> Iterator[str]:
        """The words written in it."""
        return iter(())


@dataclass(frozen=True)
class Literal(Element):
    """One word out of a few."""

    firsts: frozenset[str]

    @property
    def starts(self) -> frozenset[str]:  # type: ignore[override]
        """Itself."""
        return self.firsts

    def ends(self, walk: Walk, at: int) -> tuple[int, ...]:  # noqa: D102
        return (at + 1,) if at < len(walk.words) and walk.words[at] in self.firsts else ()

    def vocabulary(self) -> Iterator[str]:  # noqa: D102
        return iter(self.firsts)


@dataclass(frozen=True)
class Beginning(Element):
    """A word that begins with `letters`."""

    letters: str

    @property
    def firsts(self) -> frozenset[str]:  # type: ignore[override]
        """Its letters with a *, as Walk.present has them."""
        return frozenset((f"{self.letters}*",))

    def ends(self, walk: Walk, at: int) -> tuple[int, ...]:  # noqa: D102
        return (at + 1,) if at < len(walk.words) and walk.words[at].startswith(self.letters) else ()


@dataclass(frozen=True)
class Gap(Element):
    """Up to `most` words of any kind."""

    most: int

    def ends(self, walk: Walk, at: int) -> tuple[int, ...]:  # noqa: D102
        return tuple(range(at, min(at + self.most, len(walk.words)) + 1))


@dataclass(frozen=True)
class Edge(Element):
    """The start or the end of the message."""

    at_start: bool

    def ends(self, walk: Walk, at: int) -> tuple[int, ...]:  # noqa: D102
        edges = (0, walk.first) if self.at_start else (len(walk.words), walk.last)
        return (at,) if at in edges else ()


@dataclass(frozen=True)
class Absent(Element):
    """Matches, taking no words, where `element` does not."""

    element: Element

    def ends(self, walk: Walk, at: int) -> tuple[int, ...]:  # noqa: D102
        return () if self.element.ends(walk, at) else (at,)


@dataclass(frozen=True)
class Optional(Element):
    """`element`, or nothing."""

    element: Element

    def ends(self, walk: Walk, at: int) -> tuple[int, ...]:  # noqa: D102
        return tuple({at, *self.element.ends(walk, at)})

    def vocabulary(self) -> Iterator[str]:  # noqa: D102
        return self.element.vocabulary()


class Sequence(Element):
    """Elements one after another."""

    def __init__(self, elements: Iterable[Element]) -> None:
        self.elements = tuple(elements)
        self.needed = sorted((e.firsts for e in self.elements if e.firsts is not None), key=len)
        self.firsts = self.needed[0] if self.needed else None
        self.starts = self.elements[0].starts

    def ends(self, walk: Walk, at: int) -> tuple[int, ...]:  # noqa: D102
        frontier: tuple[int, ...] = (at,)
        for element in self.elements:
            if len(frontier) == 1:
                frontier = element.ends(walk, frontier[0])
            else:
                frontier = tuple({end for start in frontier for end in element.ends(walk, start)})
            if not frontier:
                return ()
        return frontier

    def possible(self, walk: Walk) -> bool:
        """A quick no for the many patterns whose words are not in the message at all."""
        present = walk.present
        for words in self.needed:  # noqa: SIM110 - a plain loop: this runs for every pattern of every list
            if words.isdisjoint(present):
                return False
        return True

    def spans(self, walk: Walk) -> Iterator[tuple[int, int]]:
        """Where it matches, as (first word, one past the last word), the shortest match from each starting word."""
        if self.possible(walk):
            starts = self.starts
            for at, word in enumerate(walk.words):
                if starts is None or word in starts:
                    ends = self.ends(walk, at)
                    if ends:
                        yield at, min(ends)

    def vocabulary(self) -> Iterator[str]:  # noqa: D102
        return (word for element in self.elements for word in element.vocabulary())


class Choice(Element):
    """One of several sequences; what was found at a place is remembered in the walk."""

    def __init__(self, options: Iterable[Sequence]) -> None:
        self.options = tuple(options)
        self.plain: dict[str, list[Words]] = {}
        self.other: list[Sequence] = []
        for option in self.options:
            words = _plain_words(option)
            if words:
                self.plain.setdefault(words[0], []).append(words)
            else:
                self.other.append(option)
        firsts = [option.firsts for option in self.other]
        if all(first is not None for first in firsts):
            self.firsts = frozenset(self.plain).union(*(first for first in firsts if first is not None))
        starts = [option.starts for option in self.other]
        if all(start is not None for start in starts):
            self.starts = frozenset(self.plain).union(*(start for start in starts if start is not None))

    def ends(self, walk: Walk, at: int) -> tuple[int, ...]:  # noqa: D102
        key = (id(self), at)
        if key in walk.memo:
            return walk.memo[key]
        found = set()
        if at < len(walk.words):
            for words in self.plain.get(walk.words[at], ()):
                if walk.words[at : at + len(words)] == words:
                    found.add(at + len(words))
        if self.other and (self.starts is None or (at < len(walk.words) and walk.words[at] in self.starts)):
            for option in self._possible(walk):
                found.update(option.ends(walk, at))
        walk.memo[key] = ends = tuple(found)
        return ends

    def _possible(self, walk: Walk) -> "list[Sequence]":
        if id(self) not in walk.possible:
            walk.possible[id(self)] = [option for option in self.other if option.possible(walk)]
        return walk.possible[id(self)]

    def vocabulary(self) -> Iterator[str]:  # noqa: D102
        return (word for option in self.options for word in option.vocabulary())


def _plain_words(option: Sequence) -> Words:
    """Its words if it is nothing but single words, else ()."""
    words = tuple(next(iter(e.firsts)) for e in option.elements if isinstance(e, Literal) and len(e.firsts) == 1)
    return words if len(words) == len(option.elements) else ()
