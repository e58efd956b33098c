"""A reading as intent and entities: danger before all else, facts before a weak guess."""

import pytest

from components.what_was_said import entities_of, in_other_letters, intent_of, question_beside
from understanding.reading import Reading

DANGERS = ["immediate_danger", "self_harm", "disclosure"]


@pytest.mark.parametrize("level", DANGERS)
@pytest.mark.parametrize("guess", ["thanks", "goodbye", "ask_confidential", "nlu_fallback", "out_of_scope", None])
def test_danger_stands_over_any_guess(level: str, guess: str | None) -> None:
    reading = Reading(danger=level, areas=("reading",), age=12, refuses=True)
    assert intent_of(reading, "childline", guess) == level


@pytest.mark.parametrize(
    ("reading", "service", "guess", "intent"),
    [
        (Reading(), None, "thanks", "thanks"),
        (Reading(), None, "nlu_fallback", "nlu_fallback"),
        (Reading(), None, None, "nlu_fallback"),
        (Reading(), None, "inform", "nlu_fallback"),
        (Reading(), None, "unclear", "nlu_fallback"),
        (Reading(), None, "want_help", "want_help"),
        (Reading(age=14), None, "greet", "inform"),
        (Reading(audience="adult", audience_guessed=True), None, "want_help", "want_help"),
        (Reading(audience="adult", audience_guessed=True), None, "nlu_fallback", "inform"),
        (Reading(needs=("fraud", "any_crime"), needs_unsure=True), None, "out_of_scope", "out_of_scope"),
        (Reading(needs=("fraud", "any_crime"), needs_unsure=True), None, "inform", "inform"),
        (Reading(out_of_scope=True, areas=("slough",)), None, "inform", "out_of_scope"),
        (Reading(out_of_scope=True), None, "ask_cost", "out_of_scope"),  # "what does a driving lesson cost"
        (Reading(out_of_scope=True), "childline", "ask_cost", "ask_cost"),
        (Reading(out_of_scope=True), None, "other_language", "other_language"),
        (Reading(needs=("fraud", "harmful_behaviour_own"), needs_unsure=True), None, "inform", "inform"),
        (Reading(age=14), None, "nlu_fallback", "inform"),
        (Reading(age=0), None, "acknowledge", "inform"),
        (Reading(outside=True, place="Leeds"), None, "out_of_scope", "inform"),
        (Reading(areas=("slough",)), None, "inform", "inform"),
        (Reading(age=14), None, "ask_confidential", "ask_confidential"),
        (Reading(refuses=True), None, "nlu_fallback", "refuse"),
        (Reading(not_sure=True), None, "inform", "not_sure"),
        (Reading(not_sure=True, age=14), None, "not_sure", "inform"),
        (Reading(not_sure=True, needs=("any_crime",)), None, "not_sure", "not_sure"),
        (Reading(not_sure=True, needs=("any_crime",), age=14), None, "not_sure", "inform"),
        (Reading(not_sure=True, needs=("fraud",)), None, "not_sure", "inform"),
        (Reading(needs=("harmful_behaviour_own",)), None, "ask_trouble", "own_behaviour"),
        (Reading(), "kingfisher-team", "nlu_fallback", "ask_service"),
        (Reading(areas=("reading",)), "trust-house-reading", "inform", "ask_service"),
        (Reading(), "childline", "ask_cost", "ask_cost"),
        (Reading(), "willow-project", "ask_report_steps", "ask_service"),
    ],
)
def test_the_intent_of_a_message(reading: Reading, service: str | None, guess: str | None, intent: str) -> None:
    assert intent_of(reading, service, guess) == intent


def test_entities_are_ids_and_our_own_names() -> None:
    reading = Reading(
        danger="immediate_danger",
        danger_levels=("immediate_danger", "self_harm"),
        danger_signals=("knife",),
        audience="parent_carer",
        for_self=False,
        age=9,
        age_is_of="other",
        areas=("reading", "wokingham"),
        place="Woodley",
        needs=("bullying", "assault"),
    )
    assert [(one["entity"], one["value"]) for one in entities_of(reading, None)] == [
        ("audience", "parent_carer"),
        ("area", "reading"),
        ("area", "wokingham"),
        ("age", 9),
        ("age_of", "other"),
        ("need", "bullying"),
        ("need", "assault"),
        ("danger", "immediate_danger"),
        ("danger", "self_harm"),
    ]
    friend = entities_of(Reading(speaker_is_friend=True, for_self=False, outside=True, place="Leeds"), "childline")
    assert [(one["entity"], one["value"]) for one in friend] == [
        ("person", "friend"),
        ("outside", "outside"),
        ("service", "childline"),
    ]


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("مجھے مدد چاہیے", True),
        ("我需要帮助", True),
        ("café naïve", False),
        ("", False),
        ("123 !?", False),
        ("🙂🙂", False),
    ],
)
def test_other_letters_are_another_language(text: str, foreign: bool) -> None:
    assert in_other_letters(text) == foreign


@pytest.mark.parametrize(
    ("danger", "guess", "confidence", "question"),
    [
        ("disclosure", "ask_tell_parents", 0.9, "ask_tell_parents"),
        ("disclosure", "ask_tell_parents", 0.5, None),
        ("disclosure", "thanks", 0.9, None),
        ("disclosure", None, 0.0, None),
        ("immediate_danger", "ask_tell_parents", 0.9, None),
        ("self_harm", "ask_tell_parents", 0.9, None),
        ("none", "ask_tell_parents", 0.9, None),
    ],
)
def test_a_sure_question_beside_a_disclosure_is_kept(
    danger: str, guess: str | None, confidence: float, question: str | None
) -> None:
    assert question_beside(Reading(danger=danger), guess, confidence) == question
