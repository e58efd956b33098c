"""Who is writing, and for whom: the evidence of a whole message, the surest first.

A child sent to a service for adults may find the door shut, so evidence that points two ways gives None.
"""

import re
from dataclasses import dataclass

from understanding.age import ADULT_AGE, OTHER, WRITER, AgeFound
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
_ANSWERS = {
    "answers_professional": PROFESSIONAL,
    "answers_parent": PARENT_CARER,
    "answers_young": YOUNG_PERSON,
    "answers_adult": ADULT,
}


@dataclass(frozen=True)
class AudienceFound:
    """audience: an id or None. speaker_is_friend: the one to be helped is the writer's friend. for_self: as in Reading.

    refuses, not_sure: the whole message is a refusal, or says that the answer is not known.
    """

    audience: str | None = None
    speaker_is_friend: bool = False
    for_self: bool | None = None
    refuses: bool = False
    not_sure: bool = False


class AudienceReader:
    """Reads who is writing. Build it once with `load`."""

    def __init__(self) -> None:
        self._phrases = Phrases(word_list("audience"))

    @classmethod
    def load(cls) -> "AudienceReader":
        """Read the word lists. Raises ValueError when one is malformed."""
        return cls()

    def read(self, message: Message, age: AgeFound) -> AudienceFound:
        """Who writes `message`, given the age found in it."""
        evidence = _Evidence(self._phrases, message, age)
        audience = evidence.audience()
        friend = evidence.friend and audience not in (PARENT_CARER, PROFESSIONAL)
        refuses = evidence.says("refuses")
        return AudienceFound(
            audience=audience,
            speaker_is_friend=friend,
            for_self=evidence.for_self(audience, friend),
            refuses=refuses,
            not_sure=not refuses and evidence.says("not_sure"),
        )

    def vocabulary(self) -> frozenset[str]:
        """The words the phrases are written with: worth mending a misspelling towards."""
        return self._phrases.vocabulary()


class _Evidence:
    """What one message says about its writer."""

    def __init__(self, phrases: Phrases, message: Message, age: AgeFound) -> None:
        self._phrases = phrases
        self._walk = message.walk
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

    def audience(self) -> str | None:
        """The surest evidence that there is; None where it points two ways or nowhere."""
        if self._is_child:
            return YOUNG_PERSON
        for group, audience in _ANSWERS.items():
            if self.says(group):
                return audience
        return self._by_concern()

    def _by_concern(self) -> str | None:
        """By whom the message is about: a case, one's own child, oneself as a partner; then by job."""
        at_work = not self.says("hurts_me")
        hurt_as_partner = self.says("hurt_by_partner") and not self.says("hurt_by_child")
        if at_work and self.says("case"):
            return PROFESSIONAL
        if hurt_as_partner:
            return ADULT
        if self.says("own_child", "parent_said"):
            return PARENT_CARER
        if at_work and self.says("job_said"):
            return PROFESSIONAL
        return self._by_age()

    def _by_age(self) -> str | None:
        """By signs of the writer's own age."""
        if self._is_grown:
            return ADULT
        young = self.says("young") or self.friend
        grown_perhaps = self.says("grown_perhaps")
        about_adult = self._age.age is not None and self._age.age >= ADULT_AGE
        if self._introduced and self._age.age is not None:
            return ADULT if about_adult else YOUNG_PERSON
        if young:
            return None if grown_perhaps or about_adult else YOUNG_PERSON
        return ADULT if grown_perhaps else None

    def for_self(self, audience: str | None, friend: bool) -> bool | None:
        """True for the writer, False for somebody else, None where the message leaves it open."""
        if self.says("for_other"):
            return False
        if self.says("for_me"):
            return True
        if friend or audience in (PARENT_CARER, PROFESSIONAL):
            return False
        return False if self._age.is_of == OTHER or self.says("harmed_sibling") else None
