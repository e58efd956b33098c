"""Whole conversations, written as YAML and titled by what the person wants (see conversations/README.md)."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.bot.guide_under_test import GuideUnderTest, Reply

FOLDER = Path(__file__).resolve().parent / "conversations"
MOST_MESSAGES = 3
MOST_CHOICES = 6
MOST_WORDS = 60
# What every reply must keep to, whatever is said. A recommendation also carries the directory's own summary line.
KINDS = {"text", "question", "danger", "recommendation", "answer", "goodbye", "fallback", "unavailable"}


def conversations() -> list[Any]:
    """Every conversation of every file; a conversation with `in_every_state` is played in each state of the form."""
    found = []
    for path in sorted(FOLDER.glob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        states = content.get("states", {})
        for one in content["conversations"]:
            title = f"{path.stem}: {one['title']}"
            if one.get("in_every_state"):
                found += [
                    pytest.param([*turns, *one["turns"]], id=f"{title} ({name})") for name, turns in states.items()
                ]
            else:
                found.append(pytest.param(one["turns"], id=title))
    return found


@pytest.mark.parametrize("turns", conversations())
def test_conversation(guide: GuideUnderTest, turns: list[dict[str, Any]]) -> None:
    visitor = guide.conversation()
    for number, turn in enumerate(turns, start=1):
        reply = visitor.send(**{key: turn[key] for key in ("text", "choice", "greet") if key in turn})
        keeps_to_the_rules(reply)
        try:
            meets(reply, turn.get("expect", {}))
        except AssertionError as failure:
            raise AssertionError(f"turn {number}: {turn}\n{reply.body}\n{failure}") from failure


def keeps_to_the_rules(reply: Reply) -> None:
    """What holds for every turn of every conversation."""
    assert 1 <= len(reply.messages) <= MOST_MESSAGES, reply.kinds
    assert set(reply.kinds) <= KINDS
    assert "danger" not in reply.kinds[1:], "danger comes first"
    for message in reply.messages:
        assert len(message["choices"]) <= MOST_CHOICES
        assert len(message["text"].split()) <= MOST_WORDS, message["text"]
        assert "{" not in message["text"], f"a gap was left unfilled: {message['text']}"


def meets(reply: Reply, expect: dict[str, Any]) -> None:
    """Compare a reply with what a turn expects. Raises AssertionError, or KeyError for an unknown expectation."""
    for name, wanted in expect.items():
        CHECKS[name](reply, wanted)


def _is_list(actual: list[Any], wanted: list[Any]) -> None:
    assert actual == wanted, (actual, wanted)


def _has_all(actual: list[Any], wanted: list[Any]) -> None:
    assert set(wanted) <= set(actual), (actual, wanted)


def _has_none(actual: list[Any], unwanted: list[Any]) -> None:
    assert not set(unwanted) & set(actual), (actual, unwanted)


def _understood(reply: Reply, wanted: dict[str, Any]) -> None:
    assert {name: reply.understood[name] for name in wanted} == wanted, reply.understood


def _needs(reply: Reply, wanted: list[str]) -> None:
    assert set(wanted) <= set(reply.understood["needs"]), reply.understood["needs"]


def _says(reply: Reply, wanted: list[str]) -> None:
    missing = [words for words in wanted if words.lower() not in " ".join(reply.text.split()).lower()]
    assert not missing, missing


def _says_not(reply: Reply, unwanted: list[str]) -> None:
    said = [words for words in unwanted if words.lower() in " ".join(reply.text.split()).lower()]
    assert not said, said


CHECKS = {
    "kinds": lambda reply, wanted: _is_list(reply.kinds, wanted),
    "first_kind": lambda reply, wanted: _is_list(reply.kinds[:1], [wanted]),
    "has_kind": lambda reply, wanted: _has_all(reply.kinds, [wanted]),
    "has_no_kind": lambda reply, unwanted: _has_none(reply.kinds, unwanted),
    "numbers": lambda reply, wanted: _has_all(reply.every("contacts", "number"), wanted),
    "no_numbers": lambda reply, unwanted: _has_none(reply.every("contacts", "number"), unwanted),
    "contacts": lambda reply, wanted: _has_all(reply.every("contacts", "id"), wanted),
    "services": lambda reply, wanted: _has_all(reply.every("services", "slug"), wanted),
    "first_service": lambda reply, wanted: _is_list(reply.every("services", "slug")[:1], [wanted]),
    "no_services": lambda reply, unwanted: _has_none(reply.every("services", "slug"), unwanted),
    "choices": lambda reply, wanted: _has_all(reply.every("choices", "id"), wanted),
    "no_choices": lambda reply, unwanted: _has_none(reply.every("choices", "id"), unwanted),
    "understood": _understood,
    "needs": _needs,
    "says": _says,
    "says_not": _says_not,
}
