"""Mending words so that spelling noise does not hide a word of the lexicon: heeelp, stragled, r*ped, k1ll, hurtin."""

import re
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from understanding.word_lists import ordinary_words

SHORTEST_MENDED = 5  # letters; in shorter words one letter too often makes another real word
LONGEST_WORD = 24  # letters; nothing in the lexicon is longer, and longer noise must cost no time
MOST_MASKED = 8  # words with * in one message

_RUN = re.compile(r"([^*])\1{2,}")
_PLAIN = str.maketrans({"0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "i"})


class Spelling:
    """Knows the lexicon's words; `mend` gives the one a noisy word most likely is."""

    def __init__(self, vocabulary: Iterable[str], names: Iterable[str] = ()) -> None:
        self.words = frozenset(word for word in vocabulary if word.isalpha())
        self._known = self.words | ordinary_words() | frozenset(names)
        self._by_deletion: dict[str, list[str]] = {}
        for word in sorted(self.words):
            if len(word) >= SHORTEST_MENDED - 1:
                for short in _deletions(word):
                    self._by_deletion.setdefault(short, []).append(word)

    def mend(self, word: str) -> str:
        """The word itself when it is known or past mending. Takes time in proportion to the word's length."""
        if word in self._known or len(word) > LONGEST_WORD or not word.isascii():
            return word
        for guess in _respellings(word):
            if guess in self._known:
                return guess
        return self._nearest(word) if word.isalpha() else word

    def unmask(self, word: str) -> str:
        """`r*ped` and `s**cide`: the lexicon's word with those letters, each * one letter."""
        word = _RUN.sub(r"\1", word)
        pattern = re.compile(re.escape(word).replace(r"\*", "[a-z]"))
        letters = sum(character.isalpha() for character in word)
        if letters < 2 or len(word) > LONGEST_WORD:
            return word.replace("*", "")
        return min((known for known in self.words if pattern.fullmatch(known)), default=word.replace("*", ""))

    def _nearest(self, word: str) -> str:
        """One slip away (a letter missing, extra, wrong or swapped), the same first letter preferred."""
        if len(word) < SHORTEST_MENDED:
            return word
        close = {known for short in _deletions(word) for known in self._by_deletion.get(short, ())}
        close = {known for known in close if OSA.distance(word, known, score_cutoff=1) <= 1}
        same_start = {known for known in close if known[0] == word[0]}
        return min(same_start or close, key=lambda known: (known[-1] != word[-1], -len(known), known), default=word)


def _deletions(word: str) -> set[str]:
    """The word and everything left of it when one letter goes."""
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}


def _respellings(word: str) -> Iterable[str]:
    """Cheap guesses, likeliest first: letters held down, digits for letters, a dropped g."""
    for run in ("", r"\1", r"\1\1"):
        guess = _RUN.sub(run, word) if run else word
        yield guess
        if sum(sign.isalpha() for sign in guess) > 1 and not guess.isalpha():
            yield guess.translate(_PLAIN).replace("1", "i")
            yield guess.translate(_PLAIN).replace("1", "l")
        if guess.endswith("in"):
            yield guess + "g"
