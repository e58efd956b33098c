"""A message's words while patterns are looked for in them."""

from functools import cached_property
from typing import Any

Words = tuple[str, ...]


class Walk:
    """One message's words with everything already found in them.

    first, last: where what matters begins and ends, without padding such as "ok so" and "idk"; for ^ and $.
    """

    def __init__(self, words: Words, first: int = 0, last: int | None = None) -> None:
        self.words = words
        self.first, self.last = first, len(words) if last is None else last
        beginnings = (f"{word[:end]}*" for word in set(words) for end in range(1, len(word) + 1))
        self.present = frozenset(words).union(beginnings)  # a Beginning's first word is written with its *
        self.memo: dict[tuple[int, int], tuple[int, ...]] = {}
        self.possible: dict[int, list[Any]] = {}  # of each Choice, the options whose words are there

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word stands."""
        found: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            found.setdefault(word, []).append(at)
        return found
