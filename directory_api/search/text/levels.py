"""For each word, how well every service matches it: one byte a service, kept for the words asked for last.

What is kept is known by words of our data, never by what somebody typed.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine

from directory_api.search.kept import Kept
from directory_api.search.text import fields
from directory_api.search.text.fields import WORD_PREFIXES, Level
from directory_api.search.text.need_words import NeedWords
from directory_api.search.text.queries import Positions, holding

Levels = NDArray[np.uint8]

MOST_BYTES = 8 * 2**20
ENTRY_BYTES = 200  # what an entry costs beside its array
NOT_HELPED, HELPED_TOO, HELPED_MAINLY = range(3)
STRONGLY: Final = np.array([Level.NONE, Level.ALSO_NEED, Level.MAIN_NEED], dtype=np.uint8)
LOOSELY: Final = np.array([Level.NONE, Level.MAY_ALSO_HELP, Level.MAY_HELP], dtype=np.uint8)


class WordLevels:
    """What the database says about words, for one version of the data."""

    def __init__(
        self, engine: Engine, services_count: int, need_words: NeedWords, need_ids: Iterable[str], version: str | None
    ) -> None:
        self._engine = engine
        self._size = services_count
        self._need_words = need_words
        self._version = version
        self._words: Kept[str, Levels] = Kept(MOST_BYTES, _bytes_of)
        self._names: Kept[str, Positions] = Kept(MOST_BYTES // 8, _bytes_of)
        self.helped = self._read_needs(tuple(need_ids))

    def of_words(self, stems: Iterable[str]) -> dict[str, Levels]:
        """Return each stem's levels. The arrays are shared: do not write into them."""
        wanted = list(dict.fromkeys(stems))
        found = self._words.get(wanted)
        missing = [stem for stem in wanted if stem not in found]
        if missing:
            new = self._read(missing)
            self._words.keep(new)
            found |= new
        return found

    def by_need(self, need_id: str) -> Levels:
        """Return how well services match somebody who said this need."""
        return STRONGLY[self.helped[need_id]]

    def named(self, tokens: Sequence[str]) -> list[Positions]:
        """Return the services with each token of whole or begun names. Tokens that no name has are not remembered."""
        found = self._names.get(tokens)
        missing = [token for token in tokens if token not in found]
        if missing:
            new = dict(zip(missing, holding(self._engine, missing, self._version), strict=True))
            self._names.keep({token: positions for token, positions in new.items() if positions.size})
            found |= new
        return [found[token] for token in tokens]

    def _read(self, stems: Sequence[str]) -> dict[str, Levels]:
        tokens = [prefix + stem for stem in stems for prefix in WORD_PREFIXES.values()]
        answers = iter(holding(self._engine, tokens, self._version))
        found = {}
        for stem in stems:
            levels = np.zeros(self._size, dtype=np.uint8)
            for need_id in self._need_words.hinted_at(stem):
                np.maximum(levels, LOOSELY[self.helped[need_id]], out=levels)
            holders = {level: next(answers) for level in WORD_PREFIXES}
            for level in sorted(holders):
                positions = holders[level]
                levels[positions] = np.maximum(levels[positions], level)
            found[stem] = levels
        return found

    def _read_needs(self, need_ids: Sequence[str]) -> dict[str, Levels]:
        tokens = [prefix + need_id for need_id in need_ids for prefix in (fields.ALSO_NEED, fields.MAIN_NEED)]
        answers = iter(holding(self._engine, tokens, self._version))
        found = {}
        for need_id in need_ids:
            helped = found[need_id] = np.zeros(self._size, dtype=np.uint8)
            for how in (HELPED_TOO, HELPED_MAINLY):
                helped[next(answers)] = how
        return found


def _bytes_of(array: NDArray[Any]) -> int:
    return array.nbytes + ENTRY_BYTES
