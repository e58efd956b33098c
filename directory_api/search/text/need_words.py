"""What people's words say about the need: every wording of the needs, and all other ways to say them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from directory_api.models import SupportNeed
from directory_api.search.text.words import folded_words, is_asking, is_little, stem

TOO_MANY_NEEDS = 6  # a single word that stands in the wordings of more needs tells nothing about which one it is
LISTED = re.compile(r"[,()]")


class Phrase(NamedTuple):
    """One way to say a need. `telling` are the stems of its words that are not little ones."""

    need_id: str
    stems: tuple[str, ...]
    telling: frozenset[str]


class NeedWords:
    """The needs by the words people use for them."""

    def __init__(self, needs: Mapping[str, SupportNeed], synonyms: Mapping[str, Sequence[str]]) -> None:
        self.stem_of: dict[str, str] = {}
        self._phrases: dict[str, list[Phrase]] = defaultdict(list)
        hints: dict[str, set[str]] = defaultdict(set)
        for need in needs.values():
            for way in _ways_to_say(need, synonyms.get(need.id, ())):
                self._add_phrase(need.id, way)
            for text in (need.name, need.plain_words, need.professional_words, *synonyms.get(need.id, ())):
                for word in filter(_is_telling, folded_words(text)):
                    hints[self._stem(word)].add(need.id)
        self._hints = {word: frozenset(ids) for word, ids in hints.items() if len(ids) <= TOO_MANY_NEEDS}

    def hinted_at(self, word: str) -> frozenset[str]:
        """Return the needs in whose wordings a stem stands, unless it stands in many."""
        return self._hints.get(word, frozenset())

    def said_in(self, stems: Sequence[str]) -> Iterator[Phrase]:
        """Return the ways to say a need that a query holds.

        Several telling words may stand anywhere in the query; one alone must have its little words around it, so that
        "has my photos" is not found in every "photos".
        """
        present = set(stems)
        for word in dict.fromkeys(stems):
            for phrase in self._phrases.get(word, ()):
                together = len(phrase.telling) > 1 and phrase.telling <= present
                if together or _stands_in(phrase.stems, stems):
                    yield phrase

    def _add_phrase(self, need_id: str, words: Sequence[str]) -> None:
        stems = tuple(self._stem(word) for word in words)
        telling = frozenset(stem for stem, word in zip(stems, words, strict=True) if _is_telling(word))
        if stems:
            key = next((stem for stem in stems if stem in telling), stems[0])
            self._phrases[key].append(Phrase(need_id, stems, telling))

    def _stem(self, word: str) -> str:
        if word not in self.stem_of:
            self.stem_of[word] = stem(word)
        return self.stem_of[word]


def _ways_to_say(need: SupportNeed, synonyms: Iterable[str]) -> Iterator[list[str]]:
    """Return the phrases that name the need. Of a list in its professional words, parts of two words and more."""
    for words in (need.id.replace("_", " "), need.name, need.plain_words, need.professional_words, *synonyms):
        yield folded_words(words)
    parts = map(folded_words, LISTED.split(need.professional_words))
    yield from (part for part in parts if sum(map(_is_telling, part)) > 1)


def _is_telling(word: str) -> bool:
    return not (is_little(word) or is_asking(word))


def _stands_in(part: Sequence[str], whole: Sequence[str]) -> bool:
    size = len(part)
    return any(tuple(whole[start : start + size]) == part for start in range(len(whole) - size + 1))
