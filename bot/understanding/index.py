"""Which of many patterns can stand in a message at all, looked up by the words that are there."""

from collections import defaultdict
from collections.abc import Iterable

from understanding.elements import Sequence
from understanding.walk import Walk


class Index:
    """Patterns by the words of which each needs one. A message holds few of a list's words."""

    def __init__(self, patterns: Iterable[Sequence]) -> None:
        self._always: list[int] = []
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        for number, pattern in enumerate(patterns):
            if pattern.firsts is None:
                self._always.append(number)
            for word in pattern.firsts or ():
                self._by_word[word].append(number)

    def possible(self, walk: Walk) -> list[int]:
        """The numbers of the patterns to look for, in their order."""
        words = self._by_word.keys() & walk.present
        return sorted(set(self._always).union(*(self._by_word[word] for word in words)))
