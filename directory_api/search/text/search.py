"""Finds services by words and ranks them: all words before some, and a name before a need before a description."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from math import log1p

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine

from directory_api.models import SupportNeed
from directory_api.search.text import fields, queries
from directory_api.search.text.asked import Asked, read_query
from directory_api.search.text.explain import Explainer, Match
from directory_api.search.text.fields import NAME_BEGINS_WORTH, Level
from directory_api.search.text.known_names import KnownNames, first_words, whole_names
from directory_api.search.text.known_words import KnownWords
from directory_api.search.text.levels import Levels, WordLevels
from directory_api.search.text.need_words import NeedWords
from directory_api.search.text.queries import Positions

WEIGHT_STEP = 5  # a word that one service of a hundred holds weighs 23, one that all hold 3
NEED_WEIGHT = 15  # the least that a word weighs which says a need, however many services help with it
GRADE_BITS = 16  # of a score: what the places are worth; above them, how much of the query was found
LONGEST_NAME = 6  # words of a name that is looked for inside a longer query
MOST_NAMES = 12
IN_A_NAME = np.uint8(Level.OTHER_NAME)  # an IntEnum compares ten times slower

NOWHERE = np.array([], dtype=np.int32)

Scores = NDArray[np.int32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class TextMatches:
    """How well every service matches, by position. A score of 0 is no match; scores of two queries do not compare."""

    scores: Scores
    by_name: Mask  # its name or another name was asked for
    corrected: Mapping[str, str]  # words that were read otherwise than typed, where only one reading was likely
    _explainer: Explainer

    @property
    def coverage(self) -> Scores:
        """How much of the query was found, the telling words counting most: the greater part of a score."""
        return self.scores >> GRADE_BITS

    def explain(self, position: int) -> Match:
        """Return why a service matches."""
        return self._explainer.explain(position)


class TextSearch:
    """The search over one version of the data."""

    def __init__(
        self,
        levels: WordLevels,
        known: KnownWords,
        beginnings: KnownNames,
        whole_names: KnownNames,
        need_words: NeedWords,
        needs: Mapping[str, SupportNeed],
    ) -> None:
        self._levels = levels
        self._known = known
        self._beginnings = beginnings
        self._whole_names = whole_names
        self._need_words = need_words
        self._needs = needs
        self._size = levels.size

    @classmethod
    def of(
        cls,
        engine: Engine,
        services_count: int,
        needs: Mapping[str, SupportNeed],
        synonyms: Mapping[str, Sequence[str]],
        connection: Connection | None = None,
    ) -> "TextSearch":
        """Read what stays in memory. With `connection` the words are read on it, in its transaction.

        Later answers come from `engine`, each only if it still serves the same version of the data.
        """
        if connection is None:
            with engine.connect() as own:
                return cls.of(engine, services_count, needs, synonyms, own)
        version = queries.data_version(connection)
        need_words = NeedWords(needs, synonyms)
        known = KnownWords(queries.known_words(connection), need_words.stem_of)
        names = list(queries.names_of_services(connection))
        beginnings = KnownNames(words for name, _ in names for words in first_words(name))
        whole = KnownNames(words for row in names for words in whole_names(*row))
        levels = WordLevels(engine, services_count, need_words, needs, version)
        return cls(levels, known, beginnings, whole, need_words, needs)

    def find(self, query: str) -> TextMatches:
        """Return what matches a query of any length and content, and nothing for one without words.

        Raises TextSearchOutOfDateError if other data was loaded meanwhile.
        """
        asked = read_query(query, self._known, self._need_words)
        levels, weights = self._word_levels(asked)
        total = sum(weights)
        scores = self._added_up(levels, weights)
        keep = self._worth_showing(asked, scores, total)
        by_name = _everywhere(one >= IN_A_NAME for one in levels) if levels else np.zeros(self._size, dtype=bool)
        begins = self._beginning(asked)
        for named in (begins, self._with_whole_name(asked, levels)):
            if named.size:
                keep[named] = by_name[named] = True
        if begins.size:
            scores[begins] += (NAME_BEGINS_WORTH - Level.NAME) * max(1, total)
        scores *= keep
        begins_so = frozenset(begins.tolist())
        explainer = Explainer(asked, levels, begins_so, self._levels.by_need, self._need_words, self._needs)
        return TextMatches(scores, by_name & keep, explainer.corrected, explainer)

    def _word_levels(self, asked: Asked) -> tuple[list[Levels], list[int]]:
        """Return each telling word's levels, over its readings and the needs it says with others, and its weight."""
        of_stem = self._levels.of_words(stem for word in asked.telling for stem in word.stems)
        needs_of_stem: dict[str, set[str]] = {}
        for phrase in asked.phrases:
            for stem in phrase.telling or phrase.stems:
                needs_of_stem.setdefault(stem, set()).add(phrase.need_id)
        found, weights = [], []
        for word in asked.telling:
            said = {need_id for stem in word.stems for need_id in needs_of_stem.get(stem, ())}
            levels = _highest([of_stem[one] for one in word.stems] + [self._levels.by_need[one] for one in said])
            found.append(levels)
            weights.append(max(self._weight(levels), NEED_WEIGHT if said else 0))
        return found, weights

    def _weight(self, levels: Levels) -> int:
        """Return how much a word tells: the fewer services hold it, the more."""
        holders = max(1, int(np.count_nonzero(levels)))
        return round(WEIGHT_STEP * log1p(self._size / holders))

    def _added_up(self, levels: Sequence[Levels], weights: Sequence[int]) -> Scores:
        scores = np.zeros(self._size, dtype=np.int32)
        for one, weight in zip(levels, weights, strict=True):
            scores += np.multiply(one, weight, dtype=np.int32)
            scores += np.multiply(one > 0, weight << GRADE_BITS, dtype=np.int32)
        return scores

    def _worth_showing(self, asked: Asked, scores: Scores, total: int) -> Mask:
        """Keep what holds half of the query, or helps with a need that it says; if nothing does, what holds most."""
        keep: Mask = scores >= max(1, (total + 1) // 2 << GRADE_BITS)
        for need_id in {phrase.need_id for phrase in asked.phrases}:
            keep |= self._levels.by_need[need_id] > 0
        if not keep.any() and scores.any():
            keep = scores >> GRADE_BITS == scores.max() >> GRADE_BITS
        return keep

    def _beginning(self, asked: Asked) -> Positions:
        """Return the services whose name begins with the whole query, each once."""
        names = [name for name in asked.beginnings if name in self._beginnings]
        if not names:
            return NOWHERE
        found = self._levels.named(fields.NAME_BEGINS, names, self._known)
        return found[0] if len(found) == 1 else np.unique(np.concatenate(found))

    def _with_whole_name(self, asked: Asked, levels: Sequence[Levels]) -> Positions:
        """Return the services of which a whole name stands inside a longer query: "kingfisher in oxford"."""
        names = [name for name in _names_within(asked, levels) if name in self._whole_names] if len(levels) > 1 else []
        return np.concatenate(self._levels.named(fields.WHOLE_NAME, names, self._known)) if names else NOWHERE


def _everywhere(masks: Iterable[Mask]) -> Mask:
    """Return where all of several masks are true."""
    return reduce(np.logical_and, masks)


def _highest(levels: Sequence[Levels]) -> Levels:
    """Return the best of several levels at each position."""
    best = levels[0]
    for other in levels[1:]:
        best = np.maximum(best, other)
    return best


def _names_within(asked: Asked, levels: Sequence[Levels]) -> list[str]:
    """Return parts of the query that may be a whole name, written as one word: some service's names hold each word."""
    in_names = {id(word): one >= IN_A_NAME for word, one in zip(asked.telling, levels, strict=True)}
    found: dict[str, None] = {}
    for start in range(len(asked.words)):
        name, telling, held = "", 0, None
        for word in asked.words[start : start + LONGEST_NAME]:
            if len(word.readings) != 1:
                break
            name += word.readings[0].word
            mask = in_names.get(id(word))
            if mask is not None:
                telling += 1
                held = mask if held is None else held & mask
                if not held.any():
                    break  # and in no longer part either
            if 0 < telling < len(levels):
                found[name] = None
    return list(found)[:MOST_NAMES]
