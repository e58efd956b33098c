"""Which number in a message is the age that counts, which place is where help is needed: learnt from messages.

The rules of words/age.yml and words/place_rules.yml judge each number and each place first. What they made of it is one
sign among others, beside the words before and after it and those of the whole message. The rules are sure but know only
what was thought of; the signs together bear out "17 at a party i shudnt be at", too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import exp
from typing import Any

import numpy as np
from numpy.typing import NDArray

AGE, WRITERS_AGE, PLACE = "age", "writers_age", "place"
QUESTIONS = (AGE, WRITERS_AGE, PLACE)
FEWEST_WORDS = 4  # shorter messages are bare answers, which the rules read
WINDOW = 4  # words looked at one by one on either side
NEAR = 8  # words on either side of which it matters only that they are there
START, END = "^", "$"

Signs = frozenset[str]


class Judge:
    """How likely it is that a mention is the one, 0-1. It keeps nothing of a message and is safe to share."""

    def __init__(self, weights: Mapping[str, float], intercept: float) -> None:
        self._weights = weights
        self._intercept = intercept

    def likely(self, signs: Iterable[str]) -> float:
        """By the signs that were seen of a mention."""
        weights = self._weights
        score = self._intercept + sum(weights[sign] for sign in signs if sign in weights)
        return 1 / (1 + exp(-score))

    def arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """What was learnt, as plain arrays."""
        return {
            f"{name}_signs": np.array(list(self._weights), dtype=str),
            f"{name}_weights": np.array([self._intercept, *self._weights.values()], dtype=np.float32),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], name: str) -> "Judge":
        """Take up again what `arrays` gave. Raises KeyError where it is not there."""
        intercept, *weights = arrays[f"{name}_weights"].tolist()
        return cls(dict(zip(arrays[f"{name}_signs"].tolist(), weights, strict=True)), intercept)


Judges = Mapping[str, Judge]


def words_around(words: Sequence[str], at: int, message: Iterable[str]) -> Iterator[str]:
    """Signs of the word that stands at `at`: the words before and after it, and those of the whole `message`."""

    def word(place: int) -> str:
        return START if place < 0 else END if place >= len(words) else words[place]

    for step in range(1, WINDOW + 1):
        yield f"-{step} {word(at - step)}"
        yield f"+{step} {word(at + step)}"
    yield f"-- {word(at - 2)} {word(at - 1)}"
    yield f"++ {word(at + 1)} {word(at + 2)}"
    yield f"-+ {word(at - 1)} {word(at + 1)}"
    yield f"--- {word(at - 3)} {word(at - 2)} {word(at - 1)}"
    yield f"+++ {word(at + 1)} {word(at + 2)} {word(at + 3)}"
    yield from (f"before {each}" for each in words[max(at - NEAR, 0) : at])
    yield from (f"after {each}" for each in words[at + 1 : at + 1 + NEAR])
    yield from (f"in {each}" for each in message)
