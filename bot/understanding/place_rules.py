"""How sure it is that a place is where help is needed: lived in, stated, named, near, or only mentioned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from understanding.elements import Sequence as Pattern
from understanding.elements import Walk
from understanding.gazetteer import Known
from understanding.patterns import Grammar
from understanding.place_words import OTHER, PLACE, STOP, Candidate, Word, around


class Sure(IntEnum):
    """From a place that tells nothing about where help is needed to the one the person lives in."""

    MENTIONED = 0
    NEAR = 1
    NAMED = 2
    HERE = 3
    HOME = 4
    LIVED = 5


@dataclass(frozen=True)
class Verdict:
    """How sure it is. adds: it stands beside another place as sure, as a school does beside a home.

    ruled_out: the rules know that it is another word or name ("i was reading his messages").
    """

    sure: Sure
    adds: bool = False
    ruled_out: bool = False


class PlaceRules:
    """The rules of words/place_rules.yml; `lists` holds them. Raises ValueError or KeyError for a malformed rule."""

    def __init__(self, lists: Mapping[str, Any]) -> None:
        grammar = Grammar.with_classes(lists["classes"])
        self._rules = [
            (Verdict(Sure[rule["as"].upper()], bool(rule.get("adds"))), _read(grammar, rule["patterns"]))
            for rule in lists["rules"]
        ]
        self._elsewhere = _read(grammar, lists["elsewhere"])
        self._abroad = _read(grammar, lists["lives_abroad"])
        self._before_district = frozenset(lists["before_district"].split())
        self._own = {
            name: (_read(grammar, entry.get("word", ())), _read(grammar, entry.get("small", ())))
            for name, entry in lists["words_of_their_own"].items()
        }
        self._after_weak = frozenset(lists["after_weak"].split())
        self._not_enough = frozenset(lists["not_enough_before_small"].split())
        self._beside = frozenset(lists["beside_an_answer"].split())

    def judge(self, words: Sequence[Word], candidates: Sequence[Candidate], asked: Candidate) -> Verdict:
        """How sure it is that help is needed at `asked`, one of the `candidates` found in `words`."""
        near = around(words, candidates, asked)
        walk = Walk(near)
        ordinary, ordinary_if_small = self._words_of_their_own(asked.known)
        if not asked.capital and _matches(ordinary_if_small, walk):
            return _RULED_OUT
        is_word = _matches(ordinary, walk)
        verdict = next((verdict for verdict, patterns in self._rules if _matches(patterns, walk)), None)
        if verdict is None:
            named = self._named(words, candidates, asked, near, capital_counts=bool(ordinary_if_small))
            visited = asked.known.abroad and not self.is_answer(words, candidates)
            return _RULED_OUT if is_word else _MENTIONED if visited else Verdict(named)
        stated = self._is_stated(words, candidates, asked, verdict.sure, walk)
        if is_word and verdict.sure is not Sure.LIVED:
            return _RULED_OUT
        return verdict if stated else _MENTIONED

    def is_elsewhere(self, words: Sequence[Word], candidates: Sequence[Candidate], asked: Candidate) -> bool:
        """Whether somebody says that they are not in `asked`, a name as wide as England."""
        return _matches(self._elsewhere, Walk(around(words, candidates, asked)))

    def _is_stated(
        self, words: Sequence[Word], candidates: Sequence[Candidate], asked: Candidate, sure: Sure, walk: Walk
    ) -> bool:
        """Whether a place with the context of a rule is one, and the one in question."""
        known, near = asked.known, walk.words
        if known.outside_only and not self._stated_outside(words, candidates, asked, sure, walk):
            return False
        if self._is_no_district(known, near):
            return False
        before = near[near.index(PLACE) - 1]
        if sure <= Sure.HERE and known.cued and not known.landmark and before in self._not_enough:
            return False
        has_rules_of_its_own = bool(self._words_of_their_own(known)[1])
        return not known.weak or has_rules_of_its_own or self._may_be_weak(sure, known, near)

    def _words_of_their_own(self, known: Known) -> tuple[tuple[Pattern, ...], tuple[Pattern, ...]]:
        return ((), ()) if known.landmark else self._own.get(known.name.lower(), ((), ()))

    def _stated_outside(
        self, words: Sequence[Word], candidates: Sequence[Candidate], asked: Candidate, sure: Sure, walk: Walk
    ) -> bool:
        """Whether a place elsewhere is where somebody is, and not only where something happened."""
        if asked.known.abroad:
            return _matches(self._abroad, walk) or (sure <= Sure.HERE and self.is_answer(words, candidates))
        if sure >= Sure.HOME:
            return True
        after = walk.words[walk.words.index(PLACE) + 1 :][:2]
        opens = asked.start == 0 and (after[:1] == (STOP,) or OTHER in after)  # "guildford in surrey"
        return opens or self.is_answer(words, candidates)

    def _is_no_district(self, known: Known, near: Sequence[str]) -> bool:
        """Whether a bare district elsewhere that reads like a word (b4, l3) lacks the word that would make it one."""
        before = near[near.index(PLACE) - 1]
        return known.postcode and known.weak and not known.alone and before not in self._before_district

    def is_answer(self, words: Sequence[Word], candidates: Sequence[Candidate]) -> bool:
        """Whether the message is nothing but places, ages and small words: an answer to "where?"."""
        inside = {at for candidate in candidates for at in range(candidate.start, candidate.end)}
        rest = (part for at, word in enumerate(words) if at not in inside for part in word.canonical)
        return all(part in self._beside or part[-1].isdigit() or part[0].isdigit() for part in rest)

    def is_small_word(self, word: str) -> bool:
        """Whether `word` may stand beside a place in an answer without being part of its name."""
        return word in self._beside

    def _named(
        self,
        words: Sequence[Word],
        candidates: Sequence[Candidate],
        asked: Candidate,
        near: Sequence[str],
        *,
        capital_counts: bool,
    ) -> Sure:
        """Without a context: a name that is nothing else, a whole answer, Reading with a capital, a postcode."""
        known = asked.known
        if not (known.weak or known.cued) or (capital_counts and asked.capital):
            return Sure.HOME if known.postcode else Sure.NAMED
        if known.alone and self.is_answer(words, candidates):
            return Sure.HOME
        return Sure.NAMED if known.cued and not known.weak and _is_clause(near) else Sure.MENTIONED

    def _may_be_weak(self, sure: Sure, known: Known, near: Sequence[str]) -> bool:
        """Whether a name that is also a word stands as a name would: "in bath and", not "in the bath"."""
        if known.postcode:
            return True
        at = near.index(PLACE)
        stands_alone = at + 1 == len(near) or near[at + 1] in self._after_weak
        if near[at - 1] == "the" or (not known.alone and sure is not Sure.LIVED):
            return False
        return stands_alone or (known.alone and sure is not Sure.HERE)


_MENTIONED = Verdict(Sure.MENTIONED)
_RULED_OUT = Verdict(Sure.MENTIONED, ruled_out=True)


def _is_clause(near: Sequence[str]) -> bool:
    """Whether the place stands between commas or full stops with nothing else."""
    at = near.index(PLACE)
    return near[at - 1] == STOP and near[at + 1 : at + 2] == (STOP,)


def _read(grammar: Grammar, patterns: Sequence[str]) -> tuple[Pattern, ...]:
    if wrong := [pattern for pattern in patterns if "<place>" not in pattern]:
        raise ValueError(f"a place rule without <place>: {wrong[0]!r}")
    return tuple(grammar.read(pattern) for pattern in patterns)


def _matches(patterns: Sequence[Pattern], walk: Walk) -> bool:
    return any(next(pattern.spans(walk), None) is not None for pattern in patterns)
