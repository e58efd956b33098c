"""A reading as Rasa's intent and entities. Plain Python; Rasa is not imported here."""

from typing import Any

from understanding.reading import NONE, Reading

Entity = dict[str, Any]

FALLBACK = "nlu_fallback"
# Guesses that give way to facts: "hi, I'm 14 and in Slough" is an answer, not a greeting.
GIVES_WAY = (FALLBACK, "inform", "greet", "want_help", "acknowledge", "out_of_scope", "other_language")


def intent_of(reading: Reading, service: str | None, guess: str | None) -> str:
    """The intent of a message: danger, then one's own behaviour, a service by name, the guess, facts, a refusal."""
    if reading.danger != NONE:
        return reading.danger
    if "harmful_behaviour_own" in reading.needs:
        return "own_behaviour"
    if service:
        return "ask_service"
    if guess and guess not in GIVES_WAY:
        return guess
    if _has_facts(reading):
        return "inform"
    if reading.refuses or reading.not_sure:
        return "refuse" if reading.refuses else "not_sure"
    # An answer in which no fact was found is a miss, however sure the classifier is.
    return FALLBACK if guess in (None, "inform") else guess


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
    facts = (reading.audience, _person(reading), reading.age, reading.areas, reading.outside, reading.needs)
    return any(fact not in (None, (), False) for fact in facts)
