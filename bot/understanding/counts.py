"""A message as counts: of its words and letters, of what the word lists found in it, and of how it was typed.

Words and letters tell paraphrases apart that a sentence's vector puts together. Both are counted in the canonical words
without padding, so capitals, punctuation, emoji, "ok so um" and what the normaliser mends make no difference. What the
lists found is counted beside them, so that it is learnt how much each of their entries is worth. How a message was
typed tells something of who writes, and must make no difference to anything else. How much a count tells is weighed
by tf-idf, as scikit-learn does it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from understanding.danger import Signal
from understanding.normalise import Message

KINDS: Mapping[str, Mapping[str, Any]] = {
    "words": {"ngram_range": (1, 2), "token_pattern": r"\S+"},
    "letters": {"ngram_range": (3, 5), "analyzer": "char_wb"},
    "found": {"token_pattern": r"\S+"},
    "typed": {"token_pattern": r"\S+"},
}
WHAT_IS_SAID = ("words", "letters", "found")  # the first ones
HOW_TOO = tuple(KINDS)
SILENCED = "silenced"
FEWEST = {"words": 2, "letters": 6, "found": 2, "typed": 2}  # messages that hold what is counted
# Habits of typing: their names and what shows them.
_HABITS = {
    "^capital": re.compile(r"^\W*[A-Z]"),
    "^no_capital": re.compile(r"^\W*[a-z]"),
    "^I": re.compile(r"\bI\b"),
    "^i": re.compile(r"\bi\b"),
    "^shouts": re.compile(r"\b[A-Z]{2,}"),
    "^stop": re.compile(r"[.!?]\s*$"),
    "^comma": re.compile(","),
    "^apostrophe": re.compile(r"\w['’]\w"),
    "^no_apostrophe": re.compile(r"\b(?:dont|im|cant|ive|hes|shes|thats|didnt|doesnt|wont|isnt)\b"),
    "^emoji": re.compile("[\U0001f300-\U0001faff]"),
}
_TYPED_WORD = re.compile(r"[a-z0-9'’]+")
Arrays = Mapping[str, NDArray[Any]]


@dataclass(frozen=True)
class Seen:
    """What is seen of a message.

    text: its canonical words without padding. found: levels and ids of the word lists' signals, or that they were
    silenced, with spaces between. typed: its words as they were spelled, and the habits of typing.
    """

    text: str
    found: str = ""
    typed: str = ""

    @classmethod
    def of(cls, message: Message, signals: Iterable[Signal]) -> "Seen":
        """All of the words where nothing but padding is there."""
        first, last = message.core or (0, len(message.words))
        said = [
            name
            for signal in signals
            for name in ((f"{SILENCED}.{signal.id}", SILENCED) if signal.silenced else (signal.level, signal.id))
        ]
        return cls(" ".join(message.words[first:last] or message.words), " ".join(said), _how(message.typed))

    @property
    def length(self) -> int:
        """In words."""
        return len(self.text.split())

    def side(self, kind: str) -> str:
        """What is counted for a kind of count."""
        return {"found": self.found, "typed": self.typed}.get(kind, self.text)


class Counts:
    """What is counted, learnt from messages once."""

    def __init__(self, vectorizers: Mapping[str, TfidfVectorizer]) -> None:
        self._vectorizers = vectorizers

    @classmethod
    def learn(cls, messages: Sequence[Seen]) -> "Counts":
        """Take up whatever stands in more than a few of the messages."""
        made = {kind: _vectorizer(kind, min_df=FEWEST[kind]) for kind in KINDS}
        for kind, one in made.items():
            one.fit([message.side(kind) for message in messages])
        return cls(made)

    def of(self, messages: Sequence[Seen]) -> csr_matrix:
        """One row for each message, of all kinds of counts in their order."""
        parts = [one.transform([message.side(kind) for message in messages]) for kind, one in self._vectorizers.items()]
        return hstack(parts, format="csr", dtype=np.float32)

    def first(self, kinds: Sequence[str]) -> int:
        """How many of a row's counts are of these kinds, the first ones of all."""
        return sum(len(self._vectorizers[kind].vocabulary_) for kind in kinds)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What was learnt, as plain arrays."""
        return {
            name: array
            for kind, one in self._vectorizers.items()
            for name, array in (
                (f"{kind}_counted", one.get_feature_names_out().astype(str)),
                (f"{kind}_weights", one.idf_.astype(np.float32)),
            )
        }

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> "Counts":
        """Take up again what `arrays` gave."""
        made = {}
        for kind in KINDS:
            counted = {text: number for number, text in enumerate(arrays[f"{kind}_counted"].tolist())}
            made[kind] = _vectorizer(kind, vocabulary=counted)
            made[kind].idf_ = arrays[f"{kind}_weights"]
        return cls(made)


def _how(typed: str) -> str:
    """The words as they were spelled, and the habits of typing."""
    habits = (name for name, shown in _HABITS.items() if shown.search(typed))
    return " ".join((*_TYPED_WORD.findall(typed.lower()), *habits))


def _vectorizer(kind: str, **more: Any) -> TfidfVectorizer:
    return TfidfVectorizer(sublinear_tf=True, dtype=np.float32, lowercase=False, **KINDS[kind], **more)
