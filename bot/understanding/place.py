"""Where help is needed, from a message's own words. A place only mentioned ("he drove me to …") is not taken."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from understanding.danger import Likelihoods
from understanding.gazetteer import Gazetteer, Known
from understanding.mentions import FEWEST_WORDS, PLACE, Judges, Signs, words_around
from understanding.normalise import Message
from understanding.place_languages import OtherScripts
from understanding.place_rules import PlaceRules, Sure, Verdict
from understanding.place_words import PLACE as ASKED
from understanding.place_words import Candidate, Word, around, words_of
from understanding.postcodes import Postcodes
from understanding.thresholds import Thresholds
from understanding.word_lists import read_yaml, word_list

OUTSIDE = "outside"
MOST_PLACES = 12  # places read in one message
MOST_GUESSES = 8  # misspelt names looked for in one message
SHORT_ANSWER = 3  # words of a name, beside small words and ages
MOST_COUNTED = 3  # places in a message, and the one's number among them
LONGEST_OPENING = 3  # words before the first comma of "biscester, one of the new houses"

_SHORT_FORMS = ("contractions", "text_speak")
_TOLD = Verdict(Sure.HERE, adds=True)  # a name in another script


@dataclass(frozen=True)
class PlaceFound:
    """What was said about the place.

    areas: council ids; several mean that the place is ambiguous. place: its name, or a postcode's district, as our data
    spells it. outside: it lies outside the Thames Valley; with `areas` set too, a postcode district or a name may be on
    both sides, or the home is outside and the school or work here.
    """

    areas: tuple[str, ...] = ()
    place: str | None = None
    outside: bool = False


@dataclass(frozen=True)
class _Judged:
    verdict: Verdict
    known: Known

    @property
    def sure(self) -> Sure:
        return self.verdict.sure


@dataclass(frozen=True)
class PlaceMention:
    """A place that a message names. verdict: what the rules make of it. signs: by which a judge weighs it."""

    known: Known
    verdict: Verdict
    signs: Signs = frozenset()

    @property
    def tells(self) -> frozenset[str]:
        """Council ids, and `outside`."""
        return frozenset((*self.known.areas, *([OUTSIDE] if self.known.outside else ())))

    def judged(self, judges: Judges | None, enough: Mapping[str, float]) -> _Judged | None:
        """As sure as the rules are, unless the judge is of another mind; None where it is only mentioned."""
        if self.verdict.ruled_out:
            return None
        likely = judges[PLACE].likely(self.signs) if judges and self.signs else None
        if self.verdict.sure is Sure.MENTIONED:
            return _Judged(_TOLD, self.known) if likely is not None and likely >= enough["here"] else None
        return None if likely is not None and likely < enough["mentioned"] else _Judged(self.verdict, self.known)


class PlaceReader:
    """Reads places. Build it once with `load`; it holds no state between messages and is safe to share."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        postcodes: Postcodes,
        lists: Mapping[str, Any],
        short: Mapping[str, Any],
        enough: Likelihoods,
    ) -> None:
        self._gazetteer = gazetteer
        self._postcodes = postcodes
        self._rules = PlaceRules(lists)
        self._before_guess = frozenset(lists["before_misspelt"].split())
        self._after_guess = frozenset(lists["after_misspelt"].split())
        forms = {key: text for group in _SHORT_FORMS for key, text in short[group].items() if text}
        self._enough = enough
        self._other_scripts = OtherScripts(gazetteer, lists)
        self._short = {key: tuple(text.split()) for key, text in {**forms, **lists["short_forms"]}.items()}

    @classmethod
    def load(cls, data_dir: Path, thresholds: Thresholds | None = None) -> "PlaceReader":
        """From areas.yml in `data_dir`. Raises FileNotFoundError, KeyError or ValueError for a bad list."""
        data = read_yaml(data_dir / "areas.yml")
        names = ("place", "place_landmarks", "place_schools", "place_rules", "place_languages")
        lists = {key: one for name in names for key, one in word_list(name).items()}
        enough = (thresholds or Thresholds.load()).place
        return cls(Gazetteer(data, lists), Postcodes(data, lists), lists, word_list("text_speak"), enough)

    def read(self, message: Message, judges: Judges | None = None) -> PlaceFound:
        """The place that `message` states: by the rules, or by `judges` that weigh them. Time grows with its length."""
        elsewhere, mentions = self.look(message)
        judged = [one for mention in mentions if (one := mention.judged(judges, self._enough))]
        return PlaceFound(outside=True) if elsewhere and not judged else _settled(judged)

    def look(self, message: Message) -> tuple[bool, list[PlaceMention]]:
        """Whether somebody says that they are not in England or the like; and the places named, with their signs."""
        words = words_of(message.typed, self._short)
        candidates = self._candidates(words)
        wide = [one for one in candidates if one.known.neutral]
        elsewhere = any(self._rules.is_elsewhere(words, candidates, one) for one in wide)
        asked = [one for one in candidates if not one.known.neutral]
        everywhere = (f"of {min(len(asked), MOST_COUNTED)}", f"answer {self._rules.is_answer(words, candidates)}")
        mentions = []
        for nth, one in enumerate(asked):
            verdict = self._rules.judge(words, candidates, one)
            signs: Signs = frozenset()
            if len(words) >= FEWEST_WORDS:
                near = around(words, candidates, one)
                beside = words_around(near, near.index(ASKED), message.words)
                number = f"number {min(nth, MOST_COUNTED)}"
                signs = frozenset((*_signs(one, verdict), number, *everywhere, *beside))
            mentions.append(PlaceMention(one.known, verdict, signs))
        return elsewhere, mentions + [PlaceMention(known, _TOLD) for known in self._other_scripts.read(message.typed)]

    def _candidates(self, words: Sequence[Word]) -> list[Candidate]:
        texts = [word.text for word in words]
        short = sum(not (self._rules.is_small_word(text) or text[0].isdigit()) for text in texts) <= SHORT_ANSWER
        opening = any(word.after_stop for word in words[1 : LONGEST_OPENING + 1])
        found: list[Candidate] = []
        at = guesses = 0
        while at < len(words) and len(found) < MOST_PLACES:
            hit = self._postcodes.at(texts, at)
            if hit and texts[at].isalpha() and words[at + 1].after_stop:
                hit = None  # "college MK. 18 yo" is no MK18
            hit = hit or self._gazetteer.at(texts, at)
            likely = short or (opening and at == 0)
            if guesses < MOST_GUESSES and (not hit or hit[1].small) and self._may_be_misspelt(texts, at, likely):
                guesses += 1
                # "milton keynse" is the town and not the village of Milton, so only a longer guess displaces a hit.
                hit = self._gazetteer.guess(texts, at, least=hit[0] - at + 1 if hit else 1) or hit
            if hit:
                found.append(Candidate(at, hit[0], hit[1], any(word.capital for word in words[at : hit[0]])))
            at = hit[0] if hit else at + 1
        return found

    def _may_be_misspelt(self, texts: Sequence[str], at: int, likely: bool) -> bool:
        """Only where a place would stand: after "in", before "area", in a short answer, or as the message's opening."""
        if self._rules.is_small_word(texts[at]):
            return False
        after_cue = at > 0 and texts[at - 1] in self._before_guess
        before_cue = at + 1 < len(texts) and texts[at + 1] in self._after_guess
        return after_cue or before_cue or likely


def _signs(one: Candidate, verdict: Verdict) -> Iterator[str]:
    """What is seen of a place itself."""
    known, sure = one.known, verdict.sure.name
    side = "outside" if known.outside_only else "both" if known.outside else "several" if known.areas[1:] else "ours"
    yield from (side, sure, f"{sure} {side}", f"adds {verdict.adds}", f"capital {one.capital}", f"called {known.name}")
    for kind in ("weak", "small", "cued", "abroad", "alone", "landmark", "postcode"):
        if getattr(known, kind):
            yield from (kind, f"{kind} {sure}")


def _settled(judged: Sequence[_Judged]) -> PlaceFound:
    """Ours before outside, unless the one outside is where the person lives or all they said of themselves."""
    ours = [one for one in judged if one.known.areas]
    outside = [one for one in judged if not one.known.areas]
    surest, surest_outside = _surest(ours), _surest(outside)
    away = surest_outside is Sure.LIVED and surest < Sure.LIVED
    either = all(one.known.outside and not one.known.postcode for one in ours)  # "newport, in wales"
    if outside and (either or away or (surest_outside is Sure.HOME and surest < Sure.HOME)):
        last = [one for one in outside if one.sure is surest_outside][-1]
        return PlaceFound((), last.known.name, outside=True)
    found = _one_of(ours) if ours else PlaceFound()
    beside_home = surest_outside is Sure.LIVED and all(one.verdict.adds for one in ours if one.sure is surest)
    return replace(found, outside=True) if ours and beside_home else found


def _surest(judged: Sequence[_Judged]) -> Sure:
    return max((one.sure for one in judged), default=Sure.MENTIONED)


def _one_of(ours: Sequence[_Judged]) -> PlaceFound:
    """The place stated most surely. Others may narrow it (Tilehurst, Reading); if equal ones differ, the guide asks."""
    surest = _surest(ours)
    best = [one for one in ours if one.sure is surest]
    found = _known_as(best[0].known)
    for before, one in pairwise(best):
        narrower = _narrowed(found, one.known)
        if narrower:
            found = narrower
        elif surest >= Sure.HOME and not (before.verdict.adds or one.verdict.adds):
            found = _known_as(one.known)
        else:
            found = PlaceFound(tuple(dict.fromkeys([*found.areas, *one.known.areas])))
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
