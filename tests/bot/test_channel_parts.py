"""What may come in, and how a reply is put together. No server needed."""

from typing import Any

import pytest

from channel.reply import assemble, understood
from channel.requests import LONGEST_TEXT, BadRequest, read_body
from conversation.choices import all_choices, read_choice

CONVERSATION = "0123456789abcdef" * 2


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        {"text": "hi"},
        {"conversation": "short", "text": "hi"},
        {"conversation": "Z" * 32, "text": "hi"},
        {"conversation": "../../etc/passwd", "text": "hi"},
        {"conversation": CONVERSATION + "\n", "text": "hi"},
        {"conversation": CONVERSATION},
        {"conversation": CONVERSATION, "greet": False},
        {"conversation": CONVERSATION, "text": "hi", "choice": "start_over"},
        {"conversation": CONVERSATION, "text": "hi", "greet": True},
        {"conversation": CONVERSATION, "text": 7},
        {"conversation": CONVERSATION, "choice": ["start_over"]},
    ],
)
def test_anything_but_one_message_for_one_conversation_is_refused(body: Any) -> None:
    with pytest.raises(BadRequest):
        read_body(body)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("hello", "hello"),
        ("  hello  ", "hello"),
        ("/restart", "restart"),
        ("///restart", "restart"),
        (" / /restart", "restart"),
        ("and/or", "and/or"),
        ("   ", ""),
        ("/", ""),
        ("", ""),
        ("x" * 20_000, "x" * LONGEST_TEXT),
    ],
)
def test_typed_text_is_never_a_command_and_never_endless(typed: str, read: str) -> None:
    assert read_body({"conversation": CONVERSATION, "text": typed}).text == read


@pytest.mark.parametrize(
    ("choice", "intent", "entities"),
    [
        ("audience.young_person", "inform", [("audience", "young_person"), ("chosen", "button")]),
        ("audience.friend", "inform", [("person", "friend"), ("chosen", "button")]),
        ("area.slough", "inform", [("area", "slough"), ("chosen", "button")]),
        ("area.outside", "inform", [("outside", "outside"), ("chosen", "button")]),
        ("need.image_abuse", "inform", [("need", "image_abuse"), ("chosen", "button")]),
        ("refuse.age", "refuse", [("part", "age")]),
        ("change.area", "change_answer", [("part", "area")]),
        ("ask.confidential", "ask_confidential", []),
        ("start_over", "start_over", []),
    ],
)
def test_a_choice_means_the_same_at_any_time(choice: str, intent: str, entities: list) -> None:
    found = read_choice(choice)
    assert found is not None
    assert (found.intent, found.entities) == (intent, entities)


@pytest.mark.parametrize(
    "choice", ["", "age.14", "audience.boss", "area.thames-valley", "need.", "/restart", "inform", "ask.anything"]
)
def test_only_choices_that_the_guide_offers_are_understood(choice: str) -> None:
    assert read_choice(choice) is None


def test_berkshire_stands_for_its_six_councils() -> None:
    areas = [value for name, value in all_choices()["area.berkshire"].entities if name == "area"]
    assert len(areas) == 6


def output(kind: str = "text", **more: Any) -> dict[str, Any]:
    return {"text": "Words.", "custom": {"kind": kind, "knowledge": "mash"}, **more}


def test_a_message_has_every_part_and_nothing_of_the_inside() -> None:
    buttons = [
        {"title": "Not sure", "payload": "refuse.area"},
        {"title": "Slough", "payload": "area.slough"},
        {"title": "Show more services", "payload": "more.services"},
    ]
    reply = assemble([output("question", buttons=buttons, leave_out=["more.services"])], {}, "inform")
    assert reply["messages"] == [
        {
            "text": "Words.",
            "kind": "question",
            "choices": [{"id": "area.slough", "title": "Slough"}, {"id": "refuse.area", "title": "Not sure"}],
            "contacts": [],
            "services": [],
        }
    ]


def test_danger_stands_first_whatever_was_said_before_it() -> None:
    reply = assemble([output("text"), output("danger"), output("question")], {}, "disclosure")
    assert [message["kind"] for message in reply["messages"]] == ["danger", "text", "question"]


@pytest.mark.parametrize(
    ("slots", "intent", "shown"),
    [
        ({}, "inform", {"audience": None, "area": None, "age": None, "needs": [], "danger": "none"}),
        (
            {"audience": "self", "area": "windsor-and-maidenhead", "age": 13, "needs": ["bullying"]},
            "self_harm",
            {
                "audience": "young_person",
                "area": "Windsor and Maidenhead",
                "age": 13,
                "needs": ["bullying"],
                "danger": "self_harm",
            },
        ),
        (
            {"audience": "refused", "area": "outside", "age": "refused", "needs": ["refused"]},
            "own_behaviour",
            {"audience": None, "area": None, "age": None, "needs": [], "danger": "none"},
        ),
    ],
)
def test_what_was_understood_is_shown_in_the_contracts_words(slots: dict, intent: str, shown: dict) -> None:
    assert understood(slots, intent) == shown
