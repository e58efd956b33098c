"""What kind of help: several needs at once, the most likely first.

Points come from our own phrases (words/needs.yml), the directory's synonyms (support_needs.yml) and the danger signals
that fired; rules then settle what words alone leave open, such as a partner's violence under and over 18.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from understanding.danger import OUT_OF_SCOPE, Likelihoods, Signal
from understanding.elements import Sequence
from understanding.normalise import Message, Normaliser
from understanding.patterns import Grammar

_MOST = 4  # needs handed on; more would be a guess, not a reading
_ENOUGH = 1.5  # points a need takes to be offered
_FAR_BEHIND = 0.4  # share of the best need's points below which another is left out
_EXTRA = 0.5  # points for each further phrase of the same need

UNDER_18, GROWN_UP = "under_18", "adult"


@dataclass(frozen=True)
class NeedsFound:
    """needs: ids, best first. unsure: it may be another, so the person should choose. out_of_scope: as in Reading."""

    needs: tuple[str, ...] = ()
    unsure: bool = False
    out_of_scope: bool = False


@dataclass(frozen=True)
class _Rule:
    """Contexts that, together, add points to some needs and drop others."""

    if_: tuple[str, ...]
    not_: tuple[str, ...]
    age: str | None
    has: tuple[str, ...]
    add: Mapping[str, float]
    drop: tuple[str, ...]


class NeedsReader:
    """Scores every need of support_needs.yml for a message."""

    def __init__(
        self,
        lists: Mapping[str, Any],
        needs: Iterable[Mapping[str, Any]],
        grammar: Grammar,
        normaliser: Normaliser,
        enough: Likelihoods,
    ) -> None:
        """`enough`: how likely is likely enough, the `needs` of words/thresholds.yml."""
        self._ids = tuple(need["id"] for need in needs)
        self._weights: Mapping[str, float] = lists["weights"]
        unknown = set(lists["needs"]) - set(self._ids)
        if unknown:
            raise ValueError(f"words/needs.yml names needs that support_needs.yml lacks: {sorted(unknown)}")
        self._phrases: dict[str, list[tuple[float, Sequence]]] = {need: [] for need in self._ids}
        for need, kinds in lists["needs"].items():
            for kind, written in kinds.items():
                self._phrases[need].extend((self._weights[kind], grammar.read(text)) for text in written)
        self._named: dict[tuple[str, ...], str] = {}
        for need in needs:
            self._named[normaliser.read(need["name"]).words] = need["id"]
            for synonym in (need["name"], *need.get("synonyms", ())):
                words = [word for word in normaliser.read(synonym).words if word.isalnum()]
                if words:
                    self._phrases[need["id"]].append((self._weights["synonym"], grammar.read(" ".join(words))))
        self._contexts = {
            name: tuple(grammar.read(text) for text in written) for name, written in lists["contexts"].items()
        }
        self._rules = tuple(_rule(raw) for raw in lists["rules"])
        self._enough = enough

    def read(
        self, message: Message, signals: tuple[Signal, ...], age_band: str | None, likely: Likelihoods
    ) -> NeedsFound:
        """`age_band`: UNDER_18, GROWN_UP or None, of the person to be helped.

        `likely` is what the classifier thinks of each need; empty without one.
        """
        if message.words in self._named:
            return NeedsFound((self._named[message.words],))
        outside = likely.get(OUT_OF_SCOPE, 0.0)
        if not signals and outside >= self._enough[OUT_OF_SCOPE] and outside >= max(map(likely.__getitem__, self._ids)):
            return NeedsFound(out_of_scope=True)
        points = {need: score for need in self._ids if (score := self._score(need, message)) > 0}
        for signal in signals:
            for place, need in enumerate(signal.needs):
                worth = self._weights["signal" if place == 0 else "signal_later"]
                points[need] = points.get(need, 0.0) + (worth if points.get(need, 0.0) < worth else _EXTRA)
        self._settle(points, message, age_band)
        best = max(points.values(), default=0.0)
        said = {need: score for need, score in points.items() if score >= max(_ENOUGH, best * _FAR_BEHIND)}
        scores = self._beside(said, likely) if likely else said
        needs = tuple(sorted(scores, key=lambda need: (-scores[need], self._ids.index(need)))[:_MOST])
        return NeedsFound(needs, bool(likely and needs) and self._unsure([scores[need] for need in needs], bool(said)))

    def _unsure(self, scores: list[float], said: bool) -> bool:
        """Whether the first need is not likely enough by itself, nor said in words and far ahead of the second."""
        first, second = scores[0], [*scores, 0.0][1]
        return first < self._enough["sure"] and (not said or second >= first * self._enough["beside"])

    def _beside(self, said: Mapping[str, float], likely: Likelihoods) -> dict[str, float]:
        """What the words say and what was learnt, added up; without the needs that neither makes likely enough."""
        best = max(said.values(), default=1.0)
        worth = self._enough["said"] / best
        sums = {need: likely.get(need, 0.0) + worth * said.get(need, 0.0) for need in self._ids}
        first = max(sums.values())
        enough = max(self._enough["offered"], first * self._enough["share"])
        return (
            {need: score for need, score in sums.items() if score >= enough} if first >= self._enough["first"] else {}
        )

    def _score(self, need: str, message: Message) -> float:
        hits = [weight for weight, phrase in self._phrases[need] if next(phrase.spans(message.walk), None)]
        return max(hits) + _EXTRA * (len(hits) - 1) if hits else 0.0

    def _settle(self, points: dict[str, float], message: Message, age_band: str | None) -> None:
        """Applies the rules, in their order, to the points."""
        holds = {
            name: any(next(p.spans(message.walk), None) for p in phrases) for name, phrases in self._contexts.items()
        }
        for rule in self._rules:
            if rule.age not in (None, age_band) or (rule.has and not any(need in points for need in rule.has)):
                continue
            if all(holds[name] for name in rule.if_) and not any(holds[name] for name in rule.not_):
                for need, more in rule.add.items():
                    points[need] = points.get(need, 0.0) + more
                for need in rule.drop:
                    if len(points) > 1:
                        points.pop(need, None)


def _rule(raw: Mapping[str, Any]) -> _Rule:
    return _Rule(
        if_=tuple(raw.get("if", ())),
        not_=tuple(raw.get("not", ())),
        age=raw.get("age"),
        has=tuple(raw.get("has", ())),
        add=raw.get("add", {}),
        drop=tuple(raw.get("drop", ())),
    )


def words_of(lists: Mapping[str, Any], needs: Iterable[Mapping[str, Any]], grammar: Grammar) -> frozenset[str]:
    """Every word of the phrases and of the directory's synonyms, so that "scams" is not mended into something else."""
    phrases = (text for kinds in lists["needs"].values() for written in kinds.values() for text in written)
    names = (name for need in needs for name in (need["name"], *need.get("synonyms", ())))
    said = (word for name in names for word in name.lower().split())
    return frozenset(said).union(*(grammar.read(text).vocabulary() for text in phrases))
