"""Which names services have, so that what is no name need not be looked for in the database."""

from collections.abc import Iterable, Iterator

import numpy as np

from directory_api.search.text.words import folded_words


class KnownNames:
    """Every whole name, as a number of 8 bytes. Two names may share one: then a name is looked for that nobody has."""

    def __init__(self, names: Iterable[str]) -> None:
        """`names` as `whole_names` gives them."""
        self._numbers = np.unique(np.fromiter(map(hash, names), dtype=np.int64))

    def __contains__(self, name: str) -> bool:
        number = hash(name)
        place = int(self._numbers.searchsorted(number))
        return place < len(self._numbers) and int(self._numbers[place]) == number


def whole_names(name: str, other_names: str | None) -> Iterator[str]:
    """Return each name of a service written as one word, with and without what it adds in brackets."""
    for one in (name, *(other_names.split("; ") if other_names else ())):
        for form in {one, one.partition("(")[0]}:
            if words := folded_words(form):
                yield "".join(words)
