"""What was learnt from labelled messages: how likely each level of danger, each need and each kind of writer is.

And which number is the age that counts and which place is where help is needed: the judges of mentions.py.

Logistic regression over the counts of words, letters and what the word lists found (for who writes, of how it was
typed, too) and, where the encoder is installed, the sentence's vector. For danger either is enough, the lists or what
was learnt; but what the lists found falls where what was learnt, which sees it too, is fairly sure that nothing is
told. The thresholds are in words/thresholds.yml.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from understanding.counts import HOW_TOO, WHAT_IS_SAID, Arrays, Counts, Seen
from understanding.danger import Likelihoods, Signal
from understanding.encoder import Encoder, Vectors
from understanding.mentions import QUESTIONS, Judge, Judges
from understanding.reading import LEVELS, NONE
from understanding.thresholds import Thresholds

DANGER, NEEDS, AUDIENCE = "danger", "needs", "audience"
LOOKS_AT = {DANGER: WHAT_IS_SAID, NEEDS: WHAT_IS_SAID, AUDIENCE: HOW_TOO}  # kinds of counts
# Fewer words are bare answers ("15", "goodbye", "milton keynes"): those are read by the lists alone.
FEWEST_WORDS = {DANGER: 3, NEEDS: 4, AUDIENCE: 4}
FEWEST_WORDS_AROUND = 8  # from here on the rest of a message can take back what the lists found in it
SIGNAL = "learnt"  # ids of the signals: learnt.disclosure
DEPTH = 3  # layers of the encoder that are looked at
KEPT_AS = "what_messages_tell.npz"  # within the guide's model


@dataclass(frozen=True)
class Likely:
    """How likely each label is, 0-1. Empty without a classifier."""

    danger: Likelihoods = field(default_factory=dict)
    needs: Likelihoods = field(default_factory=dict)
    audience: Likelihoods = field(default_factory=dict)

    def weigh(self, listed: tuple[Signal, ...], words: int, enough: Thresholds) -> tuple[Signal, ...]:
        """The word lists' signals that stand in a message of so many words, and the likeliest level, if likely enough.

        In a short message what the lists found is all there is, so their word stands either way.
        """
        heard = tuple(signal for signal in listed if not signal.silenced)
        short = words < FEWEST_WORDS_AROUND
        if not self.danger or (short and listed and not heard):
            return heard
        danger = 1 - self.danger[NONE]
        stand = tuple(signal for signal in heard if short or danger >= enough.stands[signal.level])
        level = max(LEVELS, key=lambda one: self.danger.get(one, 0.0))
        return (*stand, Signal(f"{SIGNAL}.{level}", level)) if danger >= enough.danger[level] else stand


@dataclass(frozen=True)
class Head:
    """One question and its answers' weights: of as many of the counts as it looks at, then of the sentence's vector."""

    labels: tuple[str, ...]
    counts: NDArray[np.float32]
    vector: NDArray[np.float32]
    intercepts: NDArray[np.float32]

    def answer(self, counts: csr_matrix, vector: Vectors | None) -> Likelihoods:
        """How likely each label is."""
        scores = np.asarray(counts[:, : len(self.counts)] @ self.counts)[0] + self.intercepts
        if vector is not None:
            scores += vector @ self.vector
        odds = np.exp(scores - scores.max())
        return dict(zip(self.labels, (odds / odds.sum()).tolist(), strict=True))


class Classifier:
    """The learnt reader. It keeps nothing of a message and is safe to share."""

    def __init__(
        self, counts: Counts, heads: Mapping[bool, Mapping[str, Head]], judges: Judges, encoder: Encoder | None
    ) -> None:
        """`heads` by whether they weigh the sentence's vector: both are learnt, so that it works without an encoder."""
        self.judges = judges
        self._counts = counts
        self._all_heads = heads
        self._encoder = encoder if True in heads else None
        self._heads = heads[self._encoder is not None]

    def read(self, message: Seen) -> Likely:
        """How likely each answer is for a message."""
        asked = [question for question in self._heads if message.length >= FEWEST_WORDS[question]]
        if not asked:
            return Likely()
        counts = self._counts.of([message])
        vector = self._encoder.encode([message.text], DEPTH)[0] if self._encoder else None
        return Likely(**{question: self._heads[question].answer(counts, vector) for question in asked})

    def without_encoder(self) -> "Classifier":
        """The same, reading by counts alone."""
        return Classifier(self._counts, {False: self._all_heads[False]}, self.judges, None)

    def save(self, path: Path) -> None:
        """Keep what was learnt, as plain arrays."""
        arrays: dict[str, NDArray[Any]] = dict(self._counts.arrays())
        for with_vector, heads in self._all_heads.items():
            for question, head in heads.items():
                name = _name(question, with_vector)
                arrays[f"{name}_labels"] = np.array(head.labels, dtype=str)
                arrays[f"{name}_counts"], arrays[f"{name}_vector"] = head.counts, head.vector
                arrays[f"{name}_intercepts"] = head.intercepts
        for question, judge in self.judges.items():
            arrays.update(judge.arrays(question))
        np.savez_compressed(path, **arrays)

    @classmethod
    def load(cls, path: Path | Any, encoder: Encoder | None) -> "Classifier":
        """Take up what `save` kept. Raises ValueError, KeyError or FileNotFoundError for anything else."""
        with np.load(path, allow_pickle=False) as kept:
            arrays = {name: kept[name] for name in kept.files}
        heads = {
            with_vector: {
                question: _head(arrays, _name(question, with_vector)) for question in (DANGER, NEEDS, AUDIENCE)
            }
            for with_vector in (False, True)
            if f"{_name(DANGER, with_vector)}_labels" in arrays
        }
        judges = {question: Judge.from_arrays(arrays, question) for question in QUESTIONS}
        return cls(Counts.from_arrays(arrays), heads, judges, encoder)


def _name(question: str, with_vector: bool) -> str:
    return f"{question}_with_vector" if with_vector else question


def _head(arrays: Arrays, name: str) -> Head:
    labels = tuple(arrays[f"{name}_labels"].tolist())
    return Head(labels, arrays[f"{name}_counts"], arrays[f"{name}_vector"], arrays[f"{name}_intercepts"])
