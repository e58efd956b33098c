"""A query, read: which of its words count, and what each may stand for in the data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from directory_api.search.text.known_words import KnownWords, Reading
from directory_api.search.text.need_words import NeedWords, Phrase
from directory_api.search.text.words import folded_words, is_asking, is_little, stem_of_little

LONGEST_QUERY = 2_000  # characters; what follows is not read
MOST_WORDS = 64
MOST_TELLING = 32
MOST_GUESSED = 6  # misspelt words of one query
SHORTEST_JOINED = 5


@dataclass
class AskedWord:
    """One word of the query and what it may stand for; nothing, where the data holds no such word."""

    typed: str
    readings: list[Reading]
    weak: bool  # a little word, or one that only asks
    joined: list[Reading] = field(default_factory=list)  # together with its neighbour: child line → childline

    @property
    def stems(self) -> list[str]:
        """All stems that count as this word."""
        return [reading.stem for reading in (*self.readings, *self.joined)]


class Asked(NamedTuple):
    """The words of a query in order, those that count, and the ways to say a need that stand in it."""

    words: list[AskedWord]
    telling: list[AskedWord]
    phrases: list[Phrase]

    @property
    def beginnings(self) -> list[str]:
        """The whole query written as one, as a name may begin; several where its last word is only begun."""
        if not self.words or not all(word.readings for word in self.words):
            return []
        start = "".join(word.readings[0].word for word in self.words[:-1])
        return [start + reading.word for reading in self.words[-1].readings]


def read_query(query: str, known: KnownWords, needs: NeedWords) -> Asked:
    """Read a query of any length and content; raises nothing."""
    words = list(_read(folded_words(query[:LONGEST_QUERY])[:MOST_WORDS], known))
    with_meaning = [word for word in words if (word.readings or word.joined) and not is_little(word.typed)]
    telling = [word for word in with_meaning if word.joined or not word.weak] or with_meaning
    different = {word.typed: word for word in reversed(telling)}
    stems = [word.stems[0] if len(word.stems) == 1 else word.typed for word in words]
    joined = [reading.stem for word in words for reading in word.joined]
    phrases = list(dict.fromkeys(needs.said_in([*stems, *joined])))
    return Asked(words, [word for word in telling if different[word.typed] is word][:MOST_TELLING], phrases)


def _read(typed: Sequence[str], known: KnownWords) -> Iterator[AskedWord]:
    guessed: set[str] = set()
    joined = _joined(typed, known)
    for place, word in enumerate(typed):
        if is_little(word):
            yield AskedWord(word, [Reading(stem_of_little(word), word)], weak=True)
            continue
        exact, weak = known.exactly(word), is_asking(word)
        if exact:
            yield AskedWord(word, [exact], weak, joined[place])
        elif joined[place] or weak:
            yield AskedWord(word, [], weak, joined[place])
        elif halves := known.halves(word):
            yield from (AskedWord(word, [half], weak) for half in halves)
        elif len(guessed) < MOST_GUESSED:
            guessed.add(word)
            yield AskedWord(word, known.guesses(word), weak)


def _joined(typed: Sequence[str], known: KnownWords) -> list[list[Reading]]:
    """Return, for each word, what it means when written as one with the word before or after it."""
    found: list[list[Reading]] = [[] for _ in typed]
    for place, (first, second) in enumerate(zip(typed, typed[1:], strict=False)):
        together = first + second
        if len(together) < SHORTEST_JOINED or (is_little(first) and is_little(second)) or together not in known:
            continue
        reading = known.exactly(together)
        if reading:
            found[place].append(reading)
            found[place + 1].append(reading)
    return found
