"""Which names services have, so that what is no name need not be looked for in the database."""

from collections.abc import Iterable, Iterator
from itertools import accumulate

import numpy as np

from directory_api.search.text.words import folded_words

MOST_FIRST_WORDS = 8


class KnownNames:
    """Names, or their beginnings, as numbers of 8 bytes. Two may share one: then one is looked for that nobody has."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take names written as one word."""
        self._numbers = np.unique(np.fromiter(map(hash, names), dtype=np.int64))

    def __contains__(self, name: str) -> bool:
        number = hash(name)
        place = int(self._numbers.searchsorted(number))
        return place < len(self._numbers) and int(self._numbers[place]) == number


def first_words(name: str) -> Iterator[str]:
    """Return how a name begins, word by word: stop, stopit, stopitnow. A leading "The" may be left out."""
    words = folded_words(name)[:MOST_FIRST_WORDS]
    yield from accumulate(words)
    if words[:1] == ["the"]:
        yield from accumulate(words[1:])


def whole_names(name: str, other_names: str | None) -> Iterator[str]:
    """Return each name of a service written as one word, with and without what it adds in brackets."""
    for one in (name, *(other_names.split("; ") if other_names else ())):
        for form in {one, one.partition("(")[0]}:
            if words := folded_words(form):
                yield "".join(words)
