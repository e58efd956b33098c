"""A message as counts of its words and letters: what tells paraphrases apart that a sentence's vector puts together.

Both are counted in the canonical words without padding, so capitals, punctuation, emoji, "ok so um" and what the
normaliser mends make no difference. How much a count tells is weighed by tf-idf, as scikit-learn does it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from understanding.normalise import Message

KINDS: Mapping[str, Mapping[str, Any]] = {
    "words": {"ngram_range": (1, 2), "token_pattern": r"\S+"},
    "letters": {"ngram_range": (2, 5), "analyzer": "char_wb"},
}
FEWEST = 2  # messages that hold what is counted
Arrays = Mapping[str, NDArray[Any]]


def core_text(message: Message) -> str:
    """The canonical words without padding at either end; all of them where nothing else is there."""
    first, last = message.core or (0, len(message.words))
    return " ".join(message.words[first:last] or message.words)


class Counts:
    """What is counted, learnt from messages once."""

    def __init__(self, vectorizers: Mapping[str, TfidfVectorizer]) -> None:
        self._vectorizers = vectorizers

    @classmethod
    def learn(cls, texts: Sequence[str]) -> "Counts":
        """Take up whatever stands in more than one of the texts."""
        made = {kind: _vectorizer(kind, min_df=FEWEST) for kind in KINDS}
        for one in made.values():
            one.fit(texts)
        return cls(made)

    def of(self, texts: Sequence[str]) -> csr_matrix:
        """One row for each text."""
        return hstack([self._vectorizers[kind].transform(texts) for kind in KINDS], format="csr", dtype=np.float32)

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
