"""From a word as it was typed to words that the data holds: other forms, halves, beginnings and misspellings."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory_api.search.text.words import stem

SHORTEST_BEGINNING = 3  # letters; "sam" may become Samaritans
SHORTEST_HALF = 3
SHORTEST_MISSPELT = 4
LONGEST_MISSPELT = 24
LONG_ENOUGH_FOR_TWO_SLIPS = 8
FIRST_LETTER_COUNTS_UP_TO = 5  # letters: "grape" is no misspelling of "rape"
MOST_COMPLETIONS = 5
MOST_WORDS_LOOKED_AT = 2_000  # that begin as typed


class Reading(NamedTuple):
    """One word of the data that a typed word may stand for. `instead` is set where it is spelt otherwise."""

    stem: str
    word: str
    instead: bool = False


class KnownWords:
    """Every word of the data."""

    def __init__(self, of_services: Iterable[tuple[str, str, int]], of_needs: Mapping[str, str]) -> None:
        """`of_services`: word, stem and how many services hold it. `of_needs`: word and stem."""
        self._stem_of = dict(of_needs)
        self._services: dict[str, int] = {}
        for word, stemmed, services in of_services:
            self._stem_of[word] = stemmed
            self._services[word] = services
        self._stems = frozenset(self._stem_of.values())
        self._sorted = sorted(self._stem_of)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in self._sorted:
            if len(word) >= SHORTEST_MISSPELT and word.isalpha():
                self._by_length[len(word)].append(word)

    def __contains__(self, word: object) -> bool:
        return word in self._stem_of

    def exactly(self, word: str) -> Reading | None:
        """Return the word if the data holds it in any form."""
        known = self._stem_of.get(word)
        if known is None:
            known = stem(word)
            if known not in self._stems:
                return None
        return Reading(known, word)

    def halves(self, word: str) -> tuple[Reading, Reading] | None:
        """Return two words written as one: countylines → county, lines."""
        for cut in range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1):
            first, second = word[:cut], word[cut:]
            if first in self._stem_of and second in self._stem_of:
                return Reading(self._stem_of[first], first, True), Reading(self._stem_of[second], second, True)
        return None

    def guesses(self, word: str) -> list[Reading]:
        """Return what a word that the data does not hold may stand for: words that begin so, else the likeliest."""
        beginnings = sorted(self._beginning_with(word), key=self._commonest_first)
        if beginnings:
            stems = {self._stem_of[found]: found for found in reversed(beginnings)}
            likeliest = sorted(stems.values(), key=self._commonest_first)[:MOST_COMPLETIONS]
            return [Reading(self._stem_of[found], found, True) for found in likeliest]
        meant = self._spelt_like(word)
        return [Reading(self._stem_of[meant], meant, True)] if meant else []

    def _commonest_first(self, word: str) -> tuple[int, str]:
        return -self._services.get(word, 0), word

    def _beginning_with(self, word: str) -> Iterator[str]:
        if len(word) < SHORTEST_BEGINNING:
            return
        start = bisect_left(self._sorted, word)
        for known in self._sorted[start : start + MOST_WORDS_LOOKED_AT]:
            if not known.startswith(word):
                return
            yield known

    def _spelt_like(self, word: str) -> str | None:
        """Return the nearest word that it may be a misspelling of."""
        slips = slips_forgiven(word)
        near: list[tuple[int, bool, int, str]] = []
        for length in range(len(word) - slips, len(word) + slips + 1) if slips else ():
            choices = self._by_length.get(length, ())
            found = process.extract(word, choices, scorer=OSA.distance, score_cutoff=slips, limit=None)
            for known, distance, _ in found:
                if begins_alike(word, known):
                    near.append((int(distance), known[0] != word[0], *self._commonest_first(known)))
        return min(near)[-1] if near else None


def slips_forgiven(word: str) -> int:
    """Return how many slips make a misspelling of a word so long. Two letters that change places are one slip."""
    if not (SHORTEST_MISSPELT <= len(word) <= LONGEST_MISSPELT and word.isalpha()):
        return 0
    return 2 if len(word) >= LONG_ENOUGH_FOR_TWO_SLIPS else 1


def begins_alike(word: str, known: str) -> bool:
    """Whether a short word begins as the known one does, but for two letters that changed places."""
    return len(word) > FIRST_LETTER_COUNTS_UP_TO or (known[0] in word[:2] and word[0] in known[:2])
