"""A reading as Rasa's intent and entities. Plain Python; Rasa is not imported here."""

import unicodedata
from collections import Counter
from dataclasses import replace
from typing import Any

from understanding.reading import DISCLOSURE, NONE, Reading

Entity = dict[str, Any]

FALLBACK, OUT_OF_SCOPE = "nlu_fallback", "out_of_scope"
OWN_BEHAVIOUR = "harmful_behaviour_own"
# An answer in which no fact was found, and letters that are no words: misses, however sure the classifier is.
EMPTY = (None, "inform", "unclear")
# Guesses that give way to facts: "hi, I'm 14 and in Slough" is an answer, not a greeting.
GIVES_WAY = (*EMPTY, FALLBACK, "greet", "want_help", "acknowledge", "out_of_scope", "other_language", "not_sure")
# Questions that stay what they are when they name a service: "is Childline free".
ABOUT_ANY_SERVICE = (
    "ask_confidential",
    "ask_cost",
    "ask_give_name",
    "ask_stored",
    "ask_tell_parents",
    "ask_tell_police",
    "hostile",
    "forget_me",
)
FOREIGN_SHARE = 0.5
# Answered in the letters they were written in: the first word of a letter's name -> what is added to the code.
LETTERS = {"ur": {"LATIN": "-latn"}, "pa": {"LATIN": "-latn", "ARABIC": "-arab"}}
# How sure the classifier must be of a question that comes with a disclosure.
SURE = 0.7


def intent_of(reading: Reading, service: str | None, guess: str | None) -> str:
    """The intent: danger, one's own behaviour, a service by name, out of scope, a sure guess, facts, a refusal."""
    if reading.danger != NONE:
        return reading.danger
    if OWN_BEHAVIOUR in (reading.needs[:1] if reading.needs_unsure else reading.needs):
        return "own_behaviour"
    if reading.language:
        return "other_language"
    if service and guess not in ABOUT_ANY_SERVICE:
        return "ask_service"
    if reading.out_of_scope and not service and guess != "other_language":  # "who speaks Romanian" asks for us
        return OUT_OF_SCOPE
    if guess not in GIVES_WAY:
        return str(guess)
    declines = reading.refuses or reading.not_sure
    facts = reading if guess in (*EMPTY, FALLBACK) else _without_guesses(reading)
    if _has_facts(facts) and not (declines and _only_any_crime(reading)):
        return "inform"
    if declines:
        return "refuse" if reading.refuses else "not_sure"
    return FALLBACK if guess in EMPTY else str(guess)


def question_beside(reading: Reading, guess: str | None, confidence: float) -> str | None:
    """The side question asked along with a disclosure ("will you tell my mum"), answered after the help.

    In danger now, or with thoughts of suicide, nothing is put beside the help.
    """
    asked = guess and guess.startswith("ask_") and confidence >= SURE
    return guess if asked and reading.danger == DISCLOSURE else None


def in_other_letters(text: str) -> bool:
    """Whether most letters are not Latin ones: another language, whatever the classifier makes of it."""
    letters = [letter for letter in text if letter.isalpha()]
    foreign = [letter for letter in letters if not unicodedata.name(letter, "").startswith("LATIN")]
    return bool(letters) and len(foreign) / len(letters) > FOREIGN_SHARE


def language_tag(language: str | None, text: str) -> str | None:
    """The language with the letters it was written in, where there is a choice: pa, pa-arab, pa-latn."""
    if language not in LETTERS:
        return language
    letters = Counter(unicodedata.name(sign, "").split(" ")[0] for sign in text if sign.isalpha())
    return language + LETTERS[language].get(letters.most_common(1)[0][0] if letters else "", "")


def entities_of(
    reading: Reading, service: str | None, question: str | None = None, language: str | None = None
) -> list[Entity]:
    """The facts as entities. Ids and our own names only: none of them quotes the message."""
    facts: list[tuple[str, Any]] = [
        ("audience", reading.audience),
        ("guessed", "audience" if reading.audience_guessed else None),
        ("person", _person(reading)),
        *(("area", area) for area in reading.areas),
        ("outside", "outside" if reading.outside else None),
        ("age", reading.age),
        ("age_of", reading.age_is_of),
        *(("need_choice" if reading.needs_unsure else "need", need) for need in reading.needs),
        *(("danger", level) for level in reading.danger_levels),
        ("service", service),
        ("question", question),
        ("language", language),
    ]
    return [{"entity": name, "value": value} for name, value in facts if value is not None]


def _person(reading: Reading) -> str | None:
    if reading.speaker_is_friend:
        return "friend"
    return "self" if reading.for_self else None


def _has_facts(reading: Reading) -> bool:
    told = (reading.audience, _person(reading), reading.areas, reading.outside, reading.needs)
    return any(told) or reading.age is not None


def _without_guesses(reading: Reading) -> Reading:
    """What was said, without what was only learnt to be likely: "i need a bit of help" stays a wish for help."""
    return replace(
        reading,
        audience=None if reading.audience_guessed else reading.audience,
        needs=() if reading.needs_unsure else reading.needs,
    )


def _only_any_crime(reading: Reading) -> bool:
    """Whether the one thing told is that it may be any crime, which "not sure" says too."""
    return reading.needs == ("any_crime",) and not _has_facts(replace(reading, needs=()))
