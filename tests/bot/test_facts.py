"""What a message adds to what is known, and what is asked next. Pure."""

from typing import Any

import pytest

from conversation.facts import (
    Message,
    audience_of,
    needs_for_help,
    needs_of,
    next_question,
    slot_changes,
    wording_group,
)


def said(intent: str = "inform", **values: Any) -> Message:
    return Message(intent, {name: value if isinstance(value, list) else [value] for name, value in values.items()})


@pytest.mark.parametrize(
    ("message", "known", "changes"),
    [
        pytest.param(said(audience="parent_carer"), {}, {"audience": "parent_carer"}, id="who they are"),
        pytest.param(
            said(audience="young_person", guessed="audience"), {"audience": "professional"}, {}, id="a guess"
        ),
        pytest.param(
            said(audience="young_person", guessed="audience"), {}, {"audience": "young_person"}, id="only a guess"
        ),
        pytest.param(said(person="self"), {}, {"audience": "self"}, id="for me"),
        pytest.param(said(person="self"), {"audience": "adult"}, {}, id="for me, already known to be an adult"),
        pytest.param(said(person="self"), {"audience": "friend"}, {"audience": "self"}, id="for me and not a friend"),
        pytest.param(said(person="friend", audience="young_person"), {}, {"audience": "friend"}, id="for a friend"),
        pytest.param(said(audience="young_person"), {"audience": "friend"}, {}, id="a word that fits the friend"),
        pytest.param(
            said(audience="young_person", chosen="button"), {"audience": "friend"}, {"audience": "young_person"},
            id="not a friend after all",
        ),
        pytest.param(said(area="slough"), {}, {"area": "slough"}, id="one place"),
        pytest.param(
            said(area=["reading", "wokingham"]), {}, {"area_choices": ["reading", "wokingham"]}, id="an ambiguous place"
        ),
        pytest.param(
            said(area=["reading", "wokingham"]), {"area": "reading"}, {}, id="an ambiguous place that fits"
        ),
        pytest.param(
            said(area=["reading", "wokingham"]),
            {"area": "slough"},
            {"area": None, "area_choices": ["reading", "wokingham"]},
            id="an ambiguous place instead of another",
        ),
        pytest.param(
            said(area="reading"),
            {"area_choices": ["reading", "wokingham"]},
            {"area": "reading", "area_choices": None},
            id="the ambiguous place chosen",
        ),
        pytest.param(
            said(need_choice=["assault", "hate_crime"]), {}, {"needs_choices": ["assault", "hate_crime"]},
            id="what it may be is kept to choose from",
        ),
        pytest.param(
            said(need_choice=["assault", "hate_crime"]),
            {"needs": ["bullying"]},
            {},
            id="what it is stands over what it may be",
        ),
        pytest.param(
            said(need="hate_crime", chosen="button"), {"needs_choices": ["assault", "hate_crime"]},
            {"needs": ["hate_crime"], "needs_choices": None}, id="what it may be, chosen",
        ),
        pytest.param(said(outside="Birmingham"), {}, {"area": "outside"}, id="a place outside"),
        pytest.param(said(outside="outside"), {}, {"area": "outside"}, id="somewhere else"),
        pytest.param(said(area="slough"), {"area": "outside"}, {"area": "slough"}, id="back inside"),
        pytest.param(said(age=13), {"audience": "self"}, {"age": 13, "age_of": "writer"}, id="one's own age"),
        pytest.param(
            said(age=14),
            {"requested_slot": "audience"},
            {"audience": "self", "age": 14, "age_of": "writer"},
            id="an age, when asked who they are",
        ),
        pytest.param(said(age=13), {"audience": "parent_carer"}, {"age": 13, "age_of": "other"}, id="a child's age"),
        pytest.param(
            said(age=41, age_of="writer"), {"audience": "parent_carer", "age": 9, "age_of": "other"},
            {"age": None, "age_of": None}, id="a parent's own age is not the child's",
        ),
        pytest.param(
            said(audience="parent_carer"), {"audience": "self", "age": 16, "age_of": "writer"},
            {"audience": "parent_carer", "age": None, "age_of": None}, id="one's own age does not pass to the child",
        ),
        pytest.param(said(age=0), {"audience": "parent_carer"}, {"age": 0, "age_of": "other"}, id="a baby"),
        pytest.param(said(need=["bullying"]), {}, {"needs": ["bullying"]}, id="a need"),
        pytest.param(
            said(need=["stalking_harassment"]), {"needs": ["bullying"]},
            {"needs": ["stalking_harassment", "bullying"]}, id="words add a need",
        ),
        pytest.param(
            said(need=["fraud"], chosen="button"), {"needs": ["bullying"]}, {"needs": ["fraud"]}, id="a button replaces"
        ),
        pytest.param(said("ask_grooming", need=["online_grooming"], age=14), {"audience": "self"},
                     {"age": 14, "age_of": "writer"}, id="a question about a harm is no need"),
        pytest.param(said(need=["any_crime"]), {"needs": ["bullying"]}, {}, id="any crime says nothing more"),
        pytest.param(said(need=["any_crime"]), {}, {"needs": ["any_crime"]}, id="any crime alone"),
        pytest.param(said(need=["fraud"]), {"needs": ["refused"]}, {"needs": ["fraud"]}, id="a need after a refusal"),
        pytest.param(said("refuse"), {"requested_slot": "age"}, {"age": "refused"}, id="refuse what is asked"),
        pytest.param(said("not_sure"), {"requested_slot": "area"}, {"area": "refused"}, id="not sure where"),
        pytest.param(said("refuse", part="needs"), {}, {"needs": ["refused"]}, id="refuse by button"),
        pytest.param(said("refuse"), {}, {}, id="refuse when nothing is asked"),
        pytest.param(
            said("refuse", area="slough"), {"requested_slot": "age"}, {"age": "refused", "area": "slough"},
            id="refuse one thing and say another",
        ),
        pytest.param(said("thanks"), {"requested_slot": "age"}, {}, id="nothing to take in"),
        pytest.param(
            said("self_harm", age=14, audience="young_person"), {},
            {"audience": "young_person", "age": 14, "age_of": "writer"}, id="danger counts too",
        ),
    ],
)  # fmt: skip
def test_what_a_message_changes(message: Message, known: dict[str, Any], changes: dict[str, Any]) -> None:
    assert slot_changes(message, known) == changes


@pytest.mark.parametrize(
    ("known", "question"),
    [
        ({}, "audience"),
        ({"audience": "young_person"}, "area"),
        ({"audience": "young_person", "area": "slough"}, "age"),
        ({"audience": "young_person", "area": "slough", "age": 13}, "needs"),
        ({"audience": "refused", "area": "refused", "age": "refused"}, "needs"),
        ({"audience": "young_person", "area": "slough", "age": 13, "needs": ["bullying"]}, None),
        ({"audience": "young_person", "age": 13, "needs": ["bullying"]}, "area"),
        ({"audience": "professional", "area": "slough"}, None),
        ({"audience": "professional", "area": "slough", "also_ask": "age"}, "age"),
        ({"audience": "professional", "area": "slough", "also_ask": "age", "age": 14}, None),
        ({"audience": "young_person", "area": "slough", "age": 13, "needs": []}, "needs"),
        ({"audience": "parent_carer", "area": "slough", "age": 0}, "needs"),
    ],
)
def test_only_what_is_missing_is_asked(known: dict[str, Any], question: "str | None") -> None:
    assert next_question(known) == question


@pytest.mark.parametrize(
    ("known", "audience"),
    [
        ({}, None),
        ({"audience": "refused"}, None),
        ({"audience": "self"}, None),
        ({"audience": "self", "age": 17}, "young_person"),
        ({"audience": "self", "age": 18}, "adult"),
        ({"audience": "young_person", "age": 19}, "adult"),
        ({"audience": "adult", "age": 15}, "young_person"),
        ({"audience": "friend", "age": 15}, "young_person"),
        ({"audience": "friend", "age": "refused"}, None),
        ({"audience": "parent_carer", "age": 15}, "parent_carer"),
        ({"audience": "professional", "age": 30}, "professional"),
    ],
)
def test_the_age_tells_a_young_person_from_an_adult(known: dict[str, Any], audience: "str | None") -> None:
    assert audience_of(known) == audience


def test_a_refusal_is_no_need() -> None:
    assert needs_of({"needs": ["refused"]}) == []
    assert needs_of({}) == []


@pytest.mark.parametrize(
    ("known", "needs"),
    [
        ({"needs": ["assault"], "needs_choices": ["bullying"]}, ["assault"]),
        ({"needs": ["refused"], "needs_choices": ["bullying", "hate_crime"]}, ["bullying", "hate_crime"]),
        ({"needs_choices": ["bullying", "hate_crime"]}, ["bullying", "hate_crime"]),
        ({}, []),
    ],
)
def test_help_is_chosen_by_what_it_may_be_where_nobody_said(known: dict, needs: list[str]) -> None:
    assert needs_for_help(known) == needs


@pytest.mark.parametrize(
    ("audience", "group"),
    [("self", "self"), ("adult", "self"), ("friend", "friend"), ("professional", "professional"), (None, "someone")],
)
def test_the_words_speak_to_whoever_is_there(audience: "str | None", group: str) -> None:
    assert wording_group({"audience": audience}) == group
