"""Actions decide: what the tracker holds -> which events and which response, by name."""

import pytest

from conversation.facts import FACT_SLOTS
from tests.bot.running_actions import ADULT, FORM, PROFESSIONAL, YOUNG, run

pytestmark = pytest.mark.usefixtures("directory")


# The form: facts in, next question out.
@pytest.mark.parametrize(
    ("intent", "entities", "slots", "asking", "changes", "next_question"),
    [
        ("inform", {"age": 13}, {"audience": "young_person"}, "area", {"age": 13}, "area"),
        ("inform", {"area": "slough"}, {"audience": "young_person"}, "area", {"area": "slough"}, "age"),
        ("inform", {"audience": "professional", "area": "slough"}, {}, "audience", {"area": "slough"}, None),
        ("refuse", {}, {"audience": "young_person"}, "area", {"area": "refused"}, "age"),
        ("not_sure", {}, {}, "audience", {"audience": "refused"}, "area"),
        ("inform", {"area": ["reading", "slough"]}, {"audience": "adult"}, "area",
         {"area_choices": ["reading", "slough"]}, "area"),
        ("inform", {"need": "bullying"}, {**YOUNG, "needs": None}, "needs", {"needs": ["bullying"]}, None),
    ],
)  # fmt: skip
def test_an_answer_fills_slots_and_chooses_the_next_question(
    intent: str, entities: dict, slots: dict, asking: str, changes: dict, next_question: str | None
) -> None:
    outcome = run("validate_find_help_form", intent, entities, slots, asking)
    assert {name: outcome.slots[name] for name in changes} == changes
    assert outcome.slots["requested_slot"] == next_question


@pytest.mark.parametrize(
    "intent",
    [
        "immediate_danger", "self_harm", "disclosure", "own_behaviour", "ask_confidential", "ask_service", "thanks",
        "change_answer", "start_over", "speak_to_human", "nlu_fallback", "out_of_scope",
    ],
)  # fmt: skip
def test_the_form_steps_back_for_danger_and_everything_else_that_has_its_own_answer(intent: str) -> None:
    """With no slot filled Rasa lets the rule speak; a filled one would hide it, whatever facts were said."""
    outcome = run(
        "validate_find_help_form", intent, {"area": "reading", "age": 13, "audience": "young_person"}, {}, "area"
    )
    assert set(outcome.slots) == {"requested_slot"}


@pytest.mark.parametrize("intent", ["inform", "greet", "show_services", "more_needs"])
def test_saying_nothing_new_does_not_make_the_form_step_back(intent: str) -> None:
    outcome = run("validate_find_help_form", intent, {"area": "slough"}, {"area": "slough"}, "audience")
    assert set(outcome.slots) - {"requested_slot"}


# Questions.
@pytest.mark.parametrize(
    ("module", "slots", "responses"),
    [
        ("ask_audience", {}, ["utter_introduction", "utter_ask_audience"]),
        ("ask_audience", {"introduced": True}, ["utter_ask_audience"]),
        ("ask_area", {"introduced": True, "audience": "young_person"}, ["utter_ask_area_self"]),
        ("ask_area", {"introduced": True, "audience": "refused"}, ["utter_ask_area_someone"]),
        ("ask_area", {"introduced": True, "audience": "professional"}, ["utter_ask_area_professional"]),
        ("ask_age", {"introduced": True, "audience": "friend"}, ["utter_ask_age_friend"]),
        ("ask_age", {"introduced": True, "audience": "parent_carer"}, ["utter_ask_age_parent_carer"]),
        ("ask_age", {"area": "outside"}, ["utter_introduction", "utter_outside_area", "utter_ask_age_someone"]),
        ("ask_age", {"introduced": True, "area": "outside"}, ["utter_outside_area", "utter_ask_age_someone"]),
        ("ask_age", {"introduced": True, "area": "outside", "outside_told": True}, ["utter_ask_age_someone"]),
        ("ask_needs", {"introduced": True, "audience": "young_person", "age": 13}, ["utter_ask_needs_child"]),
        ("ask_needs", {"introduced": True, "audience": "adult", "age": 30}, ["utter_ask_needs_adult"]),
        ("ask_needs", {"introduced": True, "audience": "adult", "age": 15}, ["utter_ask_needs_child"]),
        ("ask_needs", {"introduced": True, "audience": "professional"}, ["utter_ask_needs_professional"]),
        ("ask_needs", {"introduced": True, "audience": "friend", "age": 30}, ["utter_ask_needs_friend"]),
        ("ask_needs", {"introduced": True, "needs_choices": ["assault", "bullying"]}, ["utter_ask_needs_which"]),
    ],
)
def test_the_question_fits_who_is_there(module: str, slots: dict, responses: list[str]) -> None:
    assert run(module, slots=slots).responses == responses


def test_the_introduction_is_said_once() -> None:
    assert run("ask_audience").slots == {"introduced": True}
    assert run("ask_audience", slots={"introduced": True}).slots == {}


@pytest.mark.parametrize(
    ("said", "responses"),
    [
        (0, ["utter_introduction", "utter_outside_area", "utter_ask_age_someone"]),
        (1, ["utter_introduction", "utter_ask_age_someone"]),
        (2, ["utter_ask_age_someone"]),
    ],
)
def test_a_turn_has_three_messages_at_most(said: int, responses: list[str]) -> None:
    assert run("ask_age", slots={"area": "outside"}, said=said).responses == responses


def test_berkshire_leads_to_its_six_councils_and_an_ambiguous_place_to_its_own() -> None:
    berkshire = ["bracknell-forest", "reading", "slough", "west-berkshire", "windsor-and-maidenhead", "wokingham"]
    assert run("ask_area", slots={"introduced": True, "area_choices": berkshire}).responses == [
        "utter_ask_area_berkshire"
    ]
    two = run("ask_area", slots={"introduced": True, "area_choices": ["reading", "wokingham"]})
    assert two.responses == ["utter_ask_area_which"]
    assert two.shown("buttons", "payload") == ["area.reading", "area.wokingham"]
    assert two.shown("buttons", "title") == ["Reading", "Wokingham"]


def test_what_it_may_be_is_asked_with_a_button_each() -> None:
    asked = run("ask_needs", slots={"introduced": True, "needs_choices": ["hate_crime", "bullying"]})
    assert asked.shown("buttons", "payload") == ["need.hate_crime", "need.bullying"]
    assert asked.shown("buttons", "title") == ["Hate crime", "Bullying"]


def test_something_else_brings_services_at_once_and_the_rarer_kinds_beside_them() -> None:
    known = {**YOUNG, "needs": None}
    assert run("validate_find_help_form", "more_needs", {}, known, "needs").slots["needs"] == ["refused"]
    outcome = run("recommend", "more_needs", slots={"needs": ["refused"]})
    assert outcome.responses == ["utter_recommendation_something_else"]


# Danger.
@pytest.mark.parametrize(
    ("intent", "entities", "slots", "response", "contacts"),
    [
        ("immediate_danger", {}, {}, "utter_immediate_danger_anyone", ["999", "silent-solution-55", "relay-18000"]),
        ("immediate_danger", {}, YOUNG, "utter_immediate_danger_child", ["999", "childline"]),
        ("immediate_danger", {"audience": "adult"}, {}, "utter_immediate_danger_adult", ["999"]),
        ("self_harm", {}, YOUNG, "utter_self_harm_child", ["999", "childline"]),
        ("self_harm", {}, ADULT, "utter_self_harm_adult", ["999", "samaritans"]),
        ("self_harm", {"person": "friend"}, {}, "utter_self_harm_friend", ["999", "childline"]),
        ("self_harm", {"audience": "parent_carer"}, {}, "utter_self_harm_parent", ["999", "samaritans"]),
        ("disclosure", {}, {}, "utter_disclosure_anyone", ["999", "childline"]),
        ("disclosure", {"age": 12}, {"audience": "self"}, "utter_disclosure_child", ["childline"]),
        ("disclosure", {}, PROFESSIONAL, "utter_disclosure_professional", ["999", "nspcc-helpline", "mash-slough"]),
    ],
)
def test_danger_is_met_with_the_right_help(
    intent: str, entities: dict, slots: dict, response: str, contacts: list[str]
) -> None:
    outcome = run("answer_danger", intent, entities, slots)
    assert outcome.responses == [response]
    assert set(contacts) <= set(outcome.shown("contacts", "id"))
    assert outcome.shown("contacts", "id")[0] == "999"


NOT_FOR_THEM = [
    pytest.param(ADULT | {"needs": ["non_recent_abuse"]}, {"nspcc-helpline", "cspoa-reading"}, id="an adult survivor"),
    pytest.param(
        {"audience": "parent_carer", "age": 14},
        {"rape-crisis-247", "national-domestic-abuse-helpline"},
        id="a parent whose child is too young for the 16 and over lines",
    ),
    pytest.param(
        {"audience": "parent_carer", "age": 16, "needs": ["image_abuse"]},
        {"national-domestic-abuse-helpline"},
        id="someone whose need is another",
    ),
]


@pytest.mark.parametrize(("slots", "others"), NOT_FOR_THEM)
def test_in_danger_nobody_is_sent_to_a_line_that_is_not_for_them(slots: dict, others: set[str]) -> None:
    shown = set(run("answer_danger", "disclosure", {}, slots).shown("contacts", "id"))
    assert "999" in shown
    assert shown.isdisjoint(others)


def test_everything_said_in_danger_is_kept() -> None:
    outcome = run(
        "answer_danger", "immediate_danger", {"area": "reading", "age": 12, "audience": "young_person"}, {}, "age"
    )
    assert outcome.slots == {"area": "reading", "age": 12, "age_of": "writer", "audience": "young_person"}


def test_a_question_beside_a_disclosure_is_answered_after_the_help() -> None:
    outcome = run("answer_danger", "disclosure", {"question": "ask_tell_parents"}, {"audience": "young_person"})
    assert outcome.responses == ["utter_disclosure_child", "utter_ask_tell_parents"]


def test_someone_at_the_act_gets_both_kinds_of_help() -> None:
    levels = {"danger": ["immediate_danger", "self_harm"]}
    assert {"999", "samaritans"} <= set(run("answer_danger", "immediate_danger", levels, ADULT).shown("contacts", "id"))


def test_the_front_door_of_the_council_is_shown_in_danger_and_its_absence_does_no_harm(directory_down: None) -> None:
    outcome = run("answer_danger", "disclosure", {}, YOUNG)
    assert outcome.responses == ["utter_disclosure_child"]
    assert "childline" in outcome.shown("contacts", "id")


def test_worry_about_ones_own_behaviour_is_met_with_stop_it_now() -> None:
    outcome = run("answer_danger", "own_behaviour", {"need": "harmful_behaviour_own"})
    assert outcome.responses == ["utter_own_behaviour"]
    assert "stop-it-now" in outcome.shown("services", "slug")
    assert outcome.slots["needs"] == ["harmful_behaviour_own"]


# Changing one's mind.
@pytest.mark.parametrize("part", ["audience", "area", "age", "needs"])
def test_a_button_has_one_answer_asked_again(part: str) -> None:
    outcome = run("change_answer", "change_answer", {"part": part}, YOUNG)
    assert outcome.slots[part] is None
    assert outcome.slots["also_ask"] == part
    assert outcome.followups == [FORM]


def test_words_alone_are_met_with_the_parts_to_change_or_with_the_new_fact() -> None:
    assert run("change_answer", "change_answer", {}, YOUNG).responses == ["utter_change_answer"]
    outcome = run("change_answer", "change_answer", {"area": "reading"}, YOUNG)
    assert (outcome.responses, outcome.slots, outcome.followups) == ([], {"area": "reading"}, [FORM])


def test_starting_over_forgets_every_fact() -> None:
    outcome = run("start_over", "start_over", {}, YOUNG)
    assert all(outcome.slots[name] is None for name in FACT_SLOTS)
    assert outcome.followups == [FORM]


# Side questions, pleasantries, misses.
def test_a_side_question_is_answered_and_the_thread_picked_up() -> None:
    assert run("reply", "ask_confidential").followups == [FORM], "nothing was asked yet, so the questions begin"
    assert run("reply", "ask_confidential", asking="area").followups == [], "Rasa asks the open question again"
    done = run("reply", "ask_confidential", slots=YOUNG)
    assert (done.responses, done.followups) == (["utter_ask_confidential", "utter_anything_else"], [])


def test_a_fact_in_a_side_question_counts() -> None:
    assert run("reply", "ask_confidential", {"age": 13, "audience": "young_person"}).slots["age"] == 13


@pytest.mark.parametrize("intent", ["goodbye", "forget_me"])
def test_nothing_more_is_asked_after_goodbye(intent: str) -> None:
    outcome = run("reply", intent, asking="age")
    assert outcome.responses == [f"utter_{intent}"]
    assert outcome.closes_form
    assert outcome.followups == []


@pytest.mark.parametrize(
    ("earlier", "intent", "response", "closes"),
    [
        ((), "nlu_fallback", "utter_miss_first", False),
        (("inform",), "nlu_fallback", "utter_miss_first", False),
        (("nlu_fallback", "inform"), "nlu_fallback", "utter_miss_first", False),
        (("nlu_fallback",), "nlu_fallback", "utter_miss_second", True),
        (("out_of_scope",), "nlu_fallback", "utter_miss_second", True),
        (("nlu_fallback", "nlu_fallback"), "nlu_fallback", "utter_miss_second", True),
        ((), "out_of_scope", "utter_out_of_scope", False),
        (("nlu_fallback",), "out_of_scope", "utter_miss_second", True),
    ],
)
def test_the_first_miss_asks_again_and_the_second_shows_people(
    earlier: tuple[str, ...], intent: str, response: str, closes: bool
) -> None:
    outcome = run("handle_miss", intent, asking="area", earlier=earlier)
    assert outcome.responses == [response]
    assert outcome.closes_form == closes
    assert bool(outcome.shown("contacts", "id")) == closes


def test_people_are_the_councils_front_door_and_helplines_that_fit() -> None:
    assert run("show_people", "speak_to_human", slots=PROFESSIONAL).shown("contacts", "id")[0] == "mash-slough"
    assert "childline" in run("show_people", "speak_to_human").shown("contacts", "id")
