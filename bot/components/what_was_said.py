"""A reading as Rasa's intent and entities. Plain Python; Rasa is not imported here."""

import unicodedata
from typing import Any

from understanding.reading import NONE, Reading

Entity = dict[str, Any]

FALLBACK = "nlu_fallback"
# An answer in which no fact was found, and letters that are no words: misses, however sure the classifier is.
EMPTY = (None, "inform", "unclear")
# Guesses that give way to facts: "hi, I'm 14 and in Slough" is an answer, not a greeting.
GIVES_WAY = (*EMPTY, FALLBACK, "greet", "want_help", "acknowledge", "out_of_scope", "other_language", "not_sure")
FOREIGN_SHARE = 0.5


def intent_of(reading: Reading, service: str | None, guess: str | None) -> str:
    """The intent of a message: danger, then one's own behaviour, a sure guess, a service by name, facts, a refusal."""
    if reading.danger != NONE:
        return reading.danger
    if "harmful_behaviour_own" in reading.needs:
        return "own_behaviour"
    if guess not in GIVES_WAY:
        return str(guess)
    if service:
        return "ask_service"
    if _has_facts(reading):
        return "inform"
    if reading.refuses or reading.not_sure:
        return "refuse" if reading.refuses else "not_sure"
    return FALLBACK if guess in EMPTY else str(guess)


def in_other_letters(text: str) -> bool:
    """Whether most letters are not Latin ones: another language, whatever the classifier makes of it."""
    letters = [letter for letter in text if letter.isalpha()]
    foreign = [letter for letter in letters if not unicodedata.name(letter, "").startswith("LATIN")]
    return bool(letters) and len(foreign) / len(letters) > FOREIGN_SHARE


def entities_of(reading: Reading, service: str | None) -> list[Entity]:
    """The facts as entities. Ids and our own names only: none of them quotes the message."""
    facts: list[tuple[str, Any]] = [
        ("audience", reading.audience),
        ("person", _person(reading)),
        *(("area", area) for area in reading.areas),
        ("outside", (reading.place or "outside") if reading.outside else None),
        ("age", reading.age),
        ("age_of", reading.age_is_of),
        *(("need", need) for need in reading.needs),
        *(("danger", level) for level in reading.danger_levels),
        ("service", service),
    ]
    return [{"entity": name, "value": value} for name, value in facts if value is not None]


def _person(reading: Reading) -> str | None:
    if reading.speaker_is_friend:
        return "friend"
    return "self" if reading.for_self else None


def _has_facts(reading: Reading) -> bool:
    told = (reading.audience, _person(reading), reading.areas, reading.outside, reading.needs)
    return any(told) or reading.age is not None
