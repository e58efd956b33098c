"""A message as counts: of its words and letters, and of what the word lists found in it.

Words and letters tell paraphrases apart that a sentence's vector puts together. Both are counted in the canonical words
without padding, so capitals, punctuation, emoji, "ok so um" and what the normaliser mends make no difference. What the
lists found is counted beside them, so that it is learnt how much each of their entries is worth. How much a count
tells is weighed by tf-idf, as scikit-learn does it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from understanding.danger import Signal
from understanding.normalise import Message
from understanding.reading import LEVELS

KINDS: Mapping[str, Mapping[str, Any]] = {
    "words": {"ngram_range": (1, 2), "token_pattern": r"\S+"},
    "letters": {"ngram_range": (2, 5), "analyzer": "char_wb"},
    "found": {"token_pattern": r"\S+"},
}
SILENCED = "silenced"
FEWEST = {"words": 2, "letters": 3, "found": 2}  # messages that hold what is counted
Arrays = Mapping[str, NDArray[Any]]


@dataclass(frozen=True)
class Seen:
    """What is seen of a message.

    text: its canonical words without padding. found: levels and ids of the word lists' signals, or that they were
    silenced, with spaces between.
    """

    text: str
    found: str

    @classmethod
    def of(cls, message: Message, signals: Iterable[Signal]) -> "Seen":
        """All of the words where nothing but padding is there."""
        first, last = message.core or (0, len(message.words))
        said = [
            name
            for signal in signals
            for name in ((f"{SILENCED}.{signal.id}", SILENCED) if signal.silenced else (signal.level, signal.id))
        ]
        return cls(" ".join(message.words[first:last] or message.words), " ".join(said))

    @property
    def tells(self) -> bool:
        """Whether the word lists find danger in it."""
        return not set(LEVELS).isdisjoint(self.found.split())

    @property
    def length(self) -> int:
        """In words."""
        return len(self.text.split())

    def side(self, kind: str) -> str:
        """What is counted for a kind of count."""
        return self.found if kind == "found" else self.text


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
        """One row for each message."""
        parts = [one.transform([message.side(kind) for message in messages]) for kind, one in self._vectorizers.items()]
        return hstack(parts, format="csr", dtype=np.float32)

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


def _vectorizer(kind: str, **more: Any) -> TfidfVectorizer:
    return TfidfVectorizer(sublinear_tf=True, dtype=np.float32, lowercase=False, **KINDS[kind], **more)
