"""Who is writing, and for whom: the evidence of a whole message, the surest first.

A child sent to a service for adults may find the door shut, so evidence that points two ways gives None.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from understanding.age_mentions import ADULT_AGE, OTHER, WRITER, AgeFound
from understanding.normalise import Message
from understanding.phrases import Phrases
from understanding.word_lists import word_list

YOUNG_PERSON = "young_person"
PARENT_CARER = "parent_carer"
PROFESSIONAL = "professional"
ADULT = "adult"

# Read from the letters typed, since the figures matter: "in my 40s", "30 years ago".
_GROWN_FIGURES = re.compile(r"\bin my (?:early |mid |late |mid-)?[2-9]0'?s\b|\b(?:[2-9]\d|1[89]) ?(?:years|yrs) ago\b")
# How people introduce themselves: "17f high wycombe", "14 yo from banbury". A child who is told of reads otherwise.
_INTRODUCTION = re.compile(r"\b[1-9]\d ?[fm]\b|^\W*[1-9]\d ?(?:yo|y/o)? (?:from|here)\b")
_LONG_AGO = re.compile(r"\b(?:in|since|from|around|of|was|back in) (?:19\d\d|200\d|201[0-6])\b")
_MANY_YEARS = re.compile(r"\b(?:[4-9]|[1-6]\d|ten|twelve|twenty|thirty|forty|fifty|sixty) (?:years|yrs)(?! old)\b")
_LARGE_SUM = re.compile(r"£ ?\d[\d,]{3,}|£ ?[2-9]\d\d\b|\b\d+(?:k|,000| grand| thousand)\b")
_TEXTS = re.compile(r"\b(?:u|ur|idk|rn|ngl|istg|tbh|bc|cuz|gna|smth|sum1|omg|wtf|fr|bf|gf|pls|ppl)\b")
_OLD = 55  # hardly anybody's child is still a child
_ENOUGH = 3  # points it takes to speak
_LEAD = 4  # and by how many the first audience must lead
_MENDED = {"own_child", "parent_said", "young", "grown_perhaps"}  # counted signs worth mending a misspelling towards
_MOST_TIMES = 2  # a sign said over and over counts no more than twice
_ANSWERS = {
    "answers_professional": PROFESSIONAL,
    "answers_parent": PARENT_CARER,
    "answers_young": YOUNG_PERSON,
    "answers_adult": ADULT,
}


@dataclass(frozen=True)
class AudienceFound:
    """audience: an id or None. speaker_is_friend: the one to be helped is the writer's friend. for_self: as in Reading.

    weighed: the audience is not said as such, but weighed from many signs.
    refuses, not_sure: the whole message is a refusal, or says that the answer is not known.
    """

    audience: str | None = None
    speaker_is_friend: bool = False
    for_self: bool | None = None
    weighed: bool = False
    refuses: bool = False
    not_sure: bool = False


class AudienceReader:
    """Reads who is writing. Build it once with `load`."""

    def __init__(self) -> None:
        self._lists = word_list("audience")
        self._phrases = Phrases(self._lists)

    @classmethod
    def load(cls) -> "AudienceReader":
        """Read the word lists. Raises ValueError when one is malformed."""
        return cls()

    def read(self, message: Message, age: AgeFound) -> AudienceFound:
        """Who writes `message`, given the age found in it."""
        evidence = _Evidence(self._phrases, self._lists, message, age)
        said = evidence.said()
        audience = said or evidence.weighed()
        friend = evidence.friend and audience not in (PARENT_CARER, PROFESSIONAL)
        refuses = evidence.says("refuses")
        return AudienceFound(
            audience=audience,
            speaker_is_friend=friend,
            for_self=evidence.for_self(audience, friend),
            weighed=said is None,
            refuses=refuses,
            not_sure=not refuses and evidence.says("not_sure"),
        )

    def vocabulary(self) -> frozenset[str]:
        """The words the phrases are written with: worth mending a misspelling towards. Counted signs are left out."""
        return self._phrases.vocabulary(without={*self._lists["points"], "title"} - _MENDED)


class _Evidence:
    """What one message says about its writer."""

    def __init__(self, phrases: Phrases, lists: Mapping[str, Any], message: Message, age: AgeFound) -> None:
        self._phrases = phrases
        self._walk = message.walk
        self._light = message.light
        self._clause_starts = message.clause_starts | {len(message.words)}
        self._signs = lists["points"]
        self._worth = lists["seen"]
        self._bare_names = lists["bare"]
        self._age = age
        own_age = age.age if age.is_of == WRITER else None
        self._is_child = own_age is not None and own_age < ADULT_AGE
        self._is_grown = (
            (own_age is not None and own_age >= ADULT_AGE)
            or bool(_GROWN_FIGURES.search(message.light))
            or self.says("grown")
        )
        self._introduced = bool(_INTRODUCTION.search(message.light))
        friends_age = age.is_of == OTHER and self.says("friend_named") and not self.says("own_child")
        self.friend = (friends_age or self.says("friend")) and not self.says("friend_harms")

    def says(self, *groups: str) -> bool:
        return self._phrases.says(self._walk, *groups)

    def said(self) -> str | None:
        """Who writes, where they say it or their age does."""
        if self._is_child:
            return YOUNG_PERSON
        return next((audience for group, audience in _ANSWERS.items() if self.says(group)), None)

    def weighed(self) -> str | None:
        """For whom most signs speak; None where they point two ways or nowhere."""
        (first, most), (_, next_most) = self._points().most_common(2)
        return first if most >= _ENOUGH and most - next_most >= _LEAD else None

    def _points(self) -> Counter[str]:
        """How strongly the message speaks for each audience."""
        points = Counter(dict.fromkeys((YOUNG_PERSON, PARENT_CARER, PROFESSIONAL, ADULT), 0))
        for group in self._signs:
            times = self._times(group)
            for audience, worth in self._signs[group].items():
                points[audience] += worth * times
        for sign, seen in self._seen().items():
            for audience, worth in self._worth[sign].items():
                points[audience] += worth * seen
        if self._is_grown:
            points[YOUNG_PERSON] = 0
            points[ADULT] = max(points[ADULT], self._worth["grown"][ADULT])
        return points

    def _times(self, group: str) -> int:
        """In how many places a sign stands, as far as they count."""
        places = set()
        for start, _ in self._phrases.found(self._walk, group):
            places.add(start)
            if len(places) == _MOST_TIMES:
                break
        return len(places)

    def _seen(self) -> dict[str, bool]:
        """Signs that are more than a phrase. Their names stand in words/audience.yml, under `seen`."""
        hurt = self.says("hurts_me")
        others = self._age.age if self._age.is_of == OTHER else None
        child = others is not None and others < ADULT_AGE and not self.friend
        return {
            "grown": self._is_grown,
            "friend": self.friend,
            "hurt_as_partner": self.says("hurt_by_partner") and not self.says("hurt_by_child"),
            "case": not hurt and self.says("case"),
            "job_said": not hurt and (self.says("job_said") or self._title()),
            "introduced_as_young": self._introduced and self._age.age is not None and self._age.age < ADULT_AGE,
            "introduced_as_grown": self._introduced and self._age.age is not None and self._age.age >= ADULT_AGE,
            "child_of_age": child,
            "adult_of_age": others is not None and others >= ADULT_AGE,
            "third_person": self.says("third_person") and not self.says("first_person"),
            "old": self._age.is_of == WRITER and (self._age.age or 0) >= _OLD,
            "long_ago": bool(_LONG_AGO.search(self._light)),
            "many_years": bool(_MANY_YEARS.search(self._light)),
            "large_sum": bool(_LARGE_SUM.search(self._light)),
            "bare_parent": self._bare("parent"),
            "bare_elder": self._bare("elder"),
            "bare_child": self._bare("child"),
            "texts": len(_TEXTS.findall(self._light)) > 0,
        }

    def _bare(self, kind: str) -> bool:
        """Whether a relative is called by that word alone, as their children do: "mum says", not "her mum says"."""
        words, names = self._walk.words, self._bare_names[kind]
        return len(words) > 1 and any(
            word in names and (at == 0 or words[at - 1] not in self._bare_names["not_after"])
            for at, word in enumerate(words)
        )

    def _title(self) -> bool:
        """Whether the message opens with a job: "Paramedic, just conveyed …"."""
        return any(
            end in self._clause_starts and not self._clause_starts.intersection(range(start + 1, end))
            for start, end in self._phrases.found(self._walk, "title")
        )

    def for_self(self, audience: str | None, friend: bool) -> bool | None:
        """True for the writer, False for somebody else, None where the message leaves it open."""
        if self.says("for_other"):
            return False
        if self.says("for_me"):
            return True
        if friend or audience in (PARENT_CARER, PROFESSIONAL):
            return False
        return False if self._age.is_of == OTHER or self.says("harmed_sibling") else None
