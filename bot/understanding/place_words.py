"""A message as the place rules see it: typed words with their capitals, and each found place as one word of its own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from understanding.gazetteer import Known

PLACE, OTHER, STOP = (
    "qplace",
    "qother",
    "qstop",
)  # what rules call the place in question, any other place, a comma or full stop
BEFORE, AFTER = 12, 8  # words around a place that rules look at, so that a long message costs little

_WORD_OR_MARK = re.compile(r"[^\W_]+(?:'[^\W_]+)*|&|[.!?;:,\n()|]+|(?<=\s)[-–—/]+(?=\s)")
_SENTENCE_END = re.compile(r"[.!?\n]")


class Word(NamedTuple):
    """One typed word in small letters. capital: it begins with a capital that no sentence start explains."""

    text: str
    canonical: tuple[str, ...]
    capital: bool
    after_stop: bool


@dataclass(frozen=True)
class Candidate:
    """Words `start` to `end` (one past the last) that are a place's name or a postcode."""

    start: int
    end: int
    known: Known
    capital: bool = False


def words_of(typed: str, short: Mapping[str, tuple[str, ...]]) -> list[Word]:
    """The words of `typed`; `short` are the short forms and what they stand for."""
    shouting = typed.isupper()
    words: list[Word] = []
    sentence_start, after_stop = True, True
    for typed_word in _WORD_OR_MARK.findall(typed):
        if not (typed_word[0].isalnum() or typed_word == "&"):
            after_stop = True
            sentence_start = sentence_start or bool(_SENTENCE_END.search(typed_word))
            continue
        small = typed_word.lower()
        plain = small.replace("'", "")
        canonical = short.get(small) or short.get(plain)
        name = "and" if typed_word == "&" else small[:-2] if small.endswith("'s") else plain
        capital = typed_word[0].isupper() and not sentence_start and not shouting
        words.append(Word(name, canonical or (name,), capital, after_stop))
        sentence_start = after_stop = False
    return words


def around(words: Sequence[Word], candidates: Sequence[Candidate], asked: Candidate) -> tuple[str, ...]:
    """Canonical words near `asked`, which stands there as PLACE, with STOP where a clause begins and at both ends."""
    starts = {candidate.start: candidate for candidate in candidates}
    stream = list(_stream(words, starts, asked))
    middle = stream.index(PLACE)
    return tuple(stream[max(0, middle - BEFORE) : middle + AFTER + 1])


def _stream(words: Sequence[Word], starts: Mapping[int, Candidate], asked: Candidate) -> Iterator[str]:
    at, last = max(0, asked.start - BEFORE), min(len(words), asked.end + AFTER)
    while at < last:
        if words[at].after_stop:
            yield STOP
        if at in starts:
            yield PLACE if starts[at] is asked else OTHER
            at = starts[at].end
        else:
            yield from words[at].canonical
            at += 1
    if last == len(words):
        yield STOP
