"""From what was typed to canonical words: one spelling for each thing, so that every later rule can stay simple.

"He's gonna k1ll me!!" → he is going to kill me. Sentence ends are remembered beside the words, not among them, because
people in distress put full stops anywhere or nowhere.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from understanding.spelling import MOST_MASKED, Spelling
from understanding.walk import Walk

LONGEST_MESSAGE = 4000  # characters read; the gateway lets 1,000 through

_TOKEN = re.compile(r"[^\W_]+(?:['*@$][^\W_]+|\*+)*|[%£]|[.!?;:,()\[\]\n|/–—-]+")
_COMMAND = re.compile(r"^\s*/\w+\s*\{.*\}", re.DOTALL)  # Rasa's /intent{…}: nobody's words
_APOSTROPHES = re.compile("[\u2018\u2019\u201b\u02bc`\u00b4\u2032]")
_SIGNS = {"%": "percent", "£": "pounds"}
_SENTENCE_END = re.compile(r"[.!?;\n|]")


@dataclass(frozen=True)
class Message:
    """A message made ready for reading.

    typed: as it was typed but for invisible characters and odd spaces; capitals and punctuation kept.
    words: canonical words. sentence_starts, clause_starts: positions in `words` that follow a full stop, or any mark.
    core: (first word, one past the last) without padding such as "ok so um" and "idk"; None for all of it.
    """

    typed: str
    words: tuple[str, ...]
    sentence_starts: frozenset[int]
    clause_starts: frozenset[int]
    core: tuple[int, int] | None = None

    @cached_property
    def light(self) -> str:
        """`typed` in small letters: for postcodes and dates, which punctuation is part of."""
        return self.typed.lower()

    @cached_property
    def text(self) -> str:
        """The canonical words with single spaces."""
        return " ".join(self.words)

    @cached_property
    def walk(self) -> Walk:
        """For matching patterns; shared, so that a word class is looked for once a message."""
        return Walk(self.words, *(self.core or ()))


class Normaliser:
    """Turns typed text into a Message.

    `lists` is words/text_speak.yml, `vocabulary` the words worth mending towards, `names` words to leave as they are.
    """

    def __init__(self, lists: Mapping[str, Any], vocabulary: Iterable[str], names: Iterable[str] = ()) -> None:
        groups = ("contractions", "text_speak", "feelings_and_fillers", "harm")
        self._short: dict[str, tuple[str, ...]] = {
            key: tuple(value.split()) for group in groups for key, value in lists[group].items()
        }
        self._pairs = {
            tuple(key.split()): tuple(value.split())
            for group in ("joins", "phrases")
            for key, value in lists[group].items()
        }
        self._before, self._after = (
            sorted((tuple(text.split()) for text in lists["padding"][end]), key=len, reverse=True)
            for end in ("before", "after")
        )
        self._emoji = {ord(sign): f" {word} " for sign, word in lists["emoji"].items()}
        written = {word for words in [*self._short.values(), *self._pairs.values()] for word in words}
        self.spelling = Spelling({*vocabulary, *written}, {*names, *self._short})

    def read(self, text: str) -> Message:
        """The message in `text`; any string is safe."""
        typed = visible(_COMMAND.sub("", text[:LONGEST_MESSAGE]))
        words: list[str] = []
        sentences, clauses = {0}, {0}
        masked = 0
        for token in self._together(_TOKEN.findall(_fold(typed.lower()).translate(self._emoji))):
            if token[0] in _SIGNS:
                words.append(_SIGNS[token[0]])
            elif not token[0].isalnum():
                clauses.add(len(words))
                if _SENTENCE_END.search(token):
                    sentences.add(len(words))
            elif "*" in token and masked < MOST_MASKED:
                masked += 1
                words.extend(self._canonical(self.spelling.unmask(token)))
            else:
                words.extend(self._canonical(token))
        return self._paired(typed, words, sentences, clauses)

    def _together(self, tokens: list[str]) -> Iterable[str]:
        """Joins letters typed apart (r a p e d, k m s) where that makes a word of ours."""
        at = 0
        while at < len(tokens):
            end = at
            while end < len(tokens) and len(tokens[end]) == 1 and tokens[end].isalpha():
                end += 1
            joined = "".join(tokens[at:end])
            if len(joined) > 2 and (joined in self._short or joined in self.spelling.words):
                yield joined
            else:
                end = max(end, at + 1)
                yield from tokens[at:end]
            at = end

    def _canonical(self, token: str) -> tuple[str, ...]:
        if token in self._short:
            return self._short[token]
        plain = token.replace("'", "")
        if plain in self._short:
            return self._short[plain]
        mended = self.spelling.mend(plain)
        return self._short.get(mended, (mended,) if mended else ())

    def _paired(self, typed: str, words: list[str], sentences: set[int], clauses: set[int]) -> Message:
        """Puts pairs such as `step dad` and `my self` into their one form."""
        out: list[str] = []
        moved: dict[int, int] = {}
        for at in range(len(words)):
            moved[at] = len(out)
            pair = self._pairs.get(tuple(words[at : at + 2]))
            if pair is None:
                out.append(words[at])
            else:
                # The second word may begin the next pair: "was rapped by".
                out.extend(pair[:-1])
                words[at + 1] = pair[-1]
        starts = frozenset(moved[i] for i in sentences if i in moved)
        clause_starts = frozenset(moved[i] for i in clauses if i in moved)
        return Message(typed, tuple(out), starts, clause_starts, self._core(tuple(out)))

    def _core(self, words: tuple[str, ...]) -> tuple[int, int]:
        """Where the message begins and ends when padding at either end is left out."""
        first, last = 0, len(words)
        while before := next((p for p in self._before if words[first : first + len(p)] == p), None):
            first += len(before)
        while after := next((p for p in self._after if first < last and words[last - len(p) : last] == p), None):
            last -= len(after)
        return (first, max(first, last))


def visible(text: str) -> str:
    """NFKC, without zero-width and direction marks, control characters as spaces, one kind of apostrophe."""
    composed = unicodedata.normalize("NFKC", text)
    shown = (" " if kind == "Cc" and sign != "\n" else "" if kind == "Cf" else sign for sign, kind in _kinds(composed))
    return _APOSTROPHES.sub("'", "".join(shown)).strip()


def _kinds(text: str) -> Iterable[tuple[str, str]]:
    return ((sign, unicodedata.category(sign)) for sign in text)


def _fold(text: str) -> str:
    """Without accents: é is e."""
    if text.isascii():
        return text
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
