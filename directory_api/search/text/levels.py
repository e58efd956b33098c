"""For each word, how well every service matches it: one byte a service, kept for the words asked for last.

What is kept is known by words of our data, never by what somebody typed.
"""

from collections.abc import Container, Iterable, Sequence
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

MOST_BYTES = 24 * 2**20
ENTRY_BYTES = 200  # what an entry costs beside its array
# What a level by need becomes where a word only hints at the need.
HINTED: Final = np.zeros(max(Level) + 1, dtype=np.uint8)
HINTED[[Level.ALSO_NEED, Level.MAIN_NEED]] = Level.MAY_ALSO_HELP, Level.MAY_HELP


class WordLevels:
    """What the database says about words, for one version of the data."""

    def __init__(
        self, engine: Engine, services_count: int, need_words: NeedWords, need_ids: Iterable[str], version: str | None
    ) -> None:
        self._engine = engine
        self.size = services_count
        self._need_words = need_words
        self._version = version
        self._words: Kept[str, Levels] = Kept(MOST_BYTES, _bytes_of)
        self._names: Kept[str, Positions] = Kept(MOST_BYTES // 24, _bytes_of)
        self.by_need = self._read_needs(tuple(need_ids))  # Level.MAIN_NEED, ALSO_NEED or NONE of each service

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

    def named(self, prefix: str, names: Sequence[str], known: Container[str]) -> list[Positions]:
        """Return the services with each name, or beginning of a name, written as one word.

        That no service has a name is remembered only of `known` words: what was typed is not kept.
        """
        found = self._names.get(prefix + name for name in names)
        missing = [name for name in names if prefix + name not in found]
        if missing:
            answers = holding(self._engine, [prefix + name for name in missing], self._version)
            new = dict(zip(missing, answers, strict=True))
            self._names.keep({prefix + name: held for name, held in new.items() if held.size or name in known})
            found |= {prefix + name: held for name, held in new.items()}
        return [found[prefix + name] for name in names]

    def _read(self, stems: Sequence[str]) -> dict[str, Levels]:
        tokens = [prefix + stem for stem in stems for prefix in WORD_PREFIXES.values()]
        answers = iter(holding(self._engine, tokens, self._version))
        found = {}
        for stem in stems:
            levels = np.zeros(self.size, dtype=np.uint8)
            for need_id in self._need_words.hinted_at(stem):
                np.maximum(levels, HINTED[self.by_need[need_id]], out=levels)
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
            levels = found[need_id] = np.zeros(self.size, dtype=np.uint8)
            for level in (Level.ALSO_NEED, Level.MAIN_NEED):
                levels[next(answers)] = level
        return found


def _bytes_of(array: NDArray[Any]) -> int:
    return array.nbytes + ENTRY_BYTES
