"""Where help is needed, from a message's own words. A place only mentioned ("he drove me to …") is not taken."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from understanding.gazetteer import Gazetteer, Known
from understanding.normalise import Message
from understanding.place_rules import PlaceRules, Sure
from understanding.place_words import Candidate, Word, words_of
from understanding.postcodes import Postcodes
from understanding.word_lists import read_yaml, word_list

MOST_PLACES = 12  # places read in one message
MOST_GUESSES = 8  # misspelt names looked for in one message
SHORT_ANSWER = 3  # words of a name, beside small words and ages

_SHORT_FORMS = ("contractions", "text_speak")


@dataclass(frozen=True)
class PlaceFound:
    """What was said about the place.

    areas: council ids; several mean that the place is ambiguous. place: its name, or a postcode's district, as our data
    spells it. outside: it lies outside the Thames Valley; with `areas` set too, a postcode district lies on both sides.
    """

    areas: tuple[str, ...] = ()
    place: str | None = None
    outside: bool = False


@dataclass(frozen=True)
class _Judged:
    sure: Sure
    known: Known


class PlaceReader:
    """Reads places. Build it once with `load`; it holds no state between messages and is safe to share."""

    def __init__(
        self, gazetteer: Gazetteer, postcodes: Postcodes, lists: Mapping[str, Any], short: Mapping[str, Any]
    ) -> None:
        self._gazetteer = gazetteer
        self._postcodes = postcodes
        self._rules = PlaceRules(lists)
        self._before_guess = frozenset(lists["before_misspelt"].split())
        self._after_guess = frozenset(lists["after_misspelt"].split())
        self._short = {key: tuple(text.split()) for group in _SHORT_FORMS for key, text in short[group].items() if text}

    @classmethod
    def load(cls, data_dir: Path) -> "PlaceReader":
        """From areas.yml in `data_dir`. Raises FileNotFoundError, KeyError or ValueError for a bad list."""
        data, lists = read_yaml(data_dir / "areas.yml"), word_list("place")
        return cls(Gazetteer(data, lists), Postcodes(data, lists), lists, word_list("text_speak"))

    def read(self, message: Message) -> PlaceFound:
        """The place that `message` states. Any message is safe; time grows with its length."""
        words = words_of(message.typed, self._short)
        candidates = self._candidates(words)
        answer = self._rules.is_answer(words, candidates)
        judged = []
        for candidate in candidates:
            sure = self._rules.judge(words, candidates, candidate)
            if candidate.known.abroad and sure is not Sure.LIVED and not (answer and sure <= Sure.HERE):
                continue
            if sure is not Sure.MENTIONED and not candidate.known.neutral:
                judged.append(_Judged(sure, candidate.known))
        return _settled(judged)

    def _candidates(self, words: Sequence[Word]) -> list[Candidate]:
        texts = [word.text for word in words]
        short = sum(not (self._rules.is_small_word(text) or text[0].isdigit()) for text in texts) <= SHORT_ANSWER
        found: list[Candidate] = []
        at = guesses = 0
        while at < len(words) and len(found) < MOST_PLACES:
            hit = self._postcodes.at(texts, at) or self._gazetteer.at(texts, at)
            if guesses < MOST_GUESSES and (not hit or hit[1].small) and self._may_be_misspelt(texts, at, short):
                guesses += 1
                # "milton keynse" is the town and not the village of Milton, so only a longer guess displaces a hit.
                hit = self._gazetteer.guess(texts, at, least=hit[0] - at + 1 if hit else 1) or hit
            if hit:
                found.append(Candidate(at, hit[0], hit[1], any(word.capital for word in words[at : hit[0]])))
            at = hit[0] if hit else at + 1
        return found

    def _may_be_misspelt(self, texts: Sequence[str], at: int, short: bool) -> bool:
        """Only where a place would stand: after "in", before "area", or in a short answer."""
        if self._rules.is_small_word(texts[at]):
            return False
        after_cue = at > 0 and texts[at - 1] in self._before_guess
        before_cue = at + 1 < len(texts) and texts[at + 1] in self._after_guess
        return after_cue or before_cue or short


def _settled(judged: Sequence[_Judged]) -> PlaceFound:
    """Ours before outside, unless the one outside is where the person lives or all they said of themselves."""
    ours = [one for one in judged if one.known.areas]
    outside = [one for one in judged if not one.known.areas]
    surest, surest_outside = _surest(ours), _surest(outside)
    away = surest_outside is Sure.LIVED and surest < Sure.LIVED
    if outside and (not ours or away or (surest_outside is Sure.HOME and surest < Sure.HOME)):
        last = [one for one in outside if one.sure is surest_outside][-1]
        return PlaceFound((), last.known.name, outside=True)
    return _one_of(ours) if ours else PlaceFound()


def _surest(judged: Sequence[_Judged]) -> Sure:
    return max((one.sure for one in judged), default=Sure.MENTIONED)


def _one_of(ours: Sequence[_Judged]) -> PlaceFound:
    """The place stated most surely. Others may narrow it (Tilehurst, Reading); if equal ones differ, the guide asks."""
    surest = _surest(ours)
    best = [one.known for one in ours if one.sure is surest]
    found = _known_as(best[0])
    for known in best[1:]:
        narrower = _narrowed(found, known)
        if narrower:
            found = narrower
        elif surest >= Sure.HOME:
            found = _known_as(known)
        else:
            found = PlaceFound(tuple(dict.fromkeys([*found.areas, *known.areas])))
    for other in _less_sure(ours, surest):
        found = _narrowed(found, other) or found
    return found


def _less_sure(ours: Sequence[_Judged], surest: Sure) -> Iterator[Known]:
    return (one.known for one in ours if one.sure < surest)


def _known_as(known: Known) -> PlaceFound:
    return PlaceFound(known.areas, known.name, outside=known.outside)


def _narrowed(found: PlaceFound, known: Known) -> PlaceFound | None:
    """What both allow, under the name of the narrower one; None if they contradict each other."""
    both = tuple(area for area in found.areas if area in known.areas)
    if not both:
        return None
    name = known.name if len(known.areas) < len(found.areas) else found.place
    return PlaceFound(both, name, outside=found.outside and known.outside)
