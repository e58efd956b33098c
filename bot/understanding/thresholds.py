"""How likely is likely enough: words/thresholds.yml."""

from dataclasses import dataclass

from understanding.danger import Likelihoods
from understanding.reading import LEVELS
from understanding.word_lists import word_list


@dataclass(frozen=True)
class Thresholds:
    """Likelihoods, 0-1.

    danger: of danger at all, for each likeliest level. stands: the same, for what the word lists found to stand.
    audience, age, place, needs: as words/thresholds.yml says.
    """

    danger: Likelihoods
    stands: Likelihoods
    audience: Likelihoods
    age: float
    place: Likelihoods
    needs: Likelihoods

    @classmethod
    def load(cls) -> "Thresholds":
        """Read them. Raises KeyError where one is missing."""
        written = word_list("thresholds")
        danger, stands = ({level: written[kind][level] for level in LEVELS} for kind in ("danger", "stands"))
        return cls(danger, stands, written["audience"], written["age"], written["place"], written["needs"])
