"""Buttons. A choice id says by itself what it means, so a stale or repeated tap is harmless.

Only ids built here are understood; anything else a browser sends is no choice.
"""

from dataclasses import dataclass, field
from functools import cache

from conversation.data_files import BOT, councils, councils_in, need_names, read_yaml
from conversation.facts import ANSWERS, AUDIENCES, OUTSIDE

Entities = list[tuple[str, str]]

# Choices that are a request of their own: id -> intent.
REQUESTS = {
    "start_over": "start_over",
    "more.services": "more_services",
    "show.services": "show_services",
    "show.people": "speak_to_human",
    "forget": "forget_me",
}
QUESTIONS = (
    "confidential",
    "tell_parents",
    "tell_police",
    "give_name",
    "stored",
    "cost",
    "robot",
    "who_runs",
    "what_you_do",
    "mash",
    "rights",
    "signs",
    "grooming",
    "consent",
    "trouble",
    "report_steps",
    "council_steps",
    "court",
    "compensation",
    "how_to_respond",
)


@dataclass(frozen=True)
class Choice:
    """What a button says: an intent, and facts as (entity, value) pairs."""

    intent: str
    entities: Entities = field(default_factory=list)


def read_choice(choice_id: str) -> Choice | None:
    """The meaning of a button, or None when there is no such button."""
    return all_choices().get(choice_id)


@cache
def all_choices() -> dict[str, Choice]:
    """Every id that is understood, with its meaning."""
    choices = {name: Choice(intent) for name, intent in REQUESTS.items()}
    choices |= {f"ask.{name}": Choice(f"ask_{name}") for name in QUESTIONS}
    choices |= {f"refuse.{part}": Choice("refuse", [("part", part)]) for part in ANSWERS}
    choices |= {f"change.{part}": Choice("change_answer", [("part", part)]) for part in ANSWERS}
    choices |= {f"audience.{name}": _answer([("audience", name)]) for name in AUDIENCES}
    choices["audience.friend"] = _answer([("person", "friend")])
    choices["more.needs"] = Choice("more_needs")
    choices["other.needs"] = choices["change.needs"]  # none of what it may be: the open question
    return choices | _places() | _needs()


def _places() -> dict[str, Choice]:
    choices = {f"area.{council}": _answer([("area", council)]) for council in councils()}
    choices["area.berkshire"] = _answer([("area", council) for council in councils_in("berkshire")])
    choices[f"area.{OUTSIDE}"] = _answer([("outside", OUTSIDE)])
    return choices


def _needs() -> dict[str, Choice]:
    groups = read_yaml(BOT / "conversation" / "need_groups.yml")["groups"]
    choices = {f"need.{need}": _answer([("need", need)]) for need in need_names()}
    return choices | {
        f"need_group.{name}": _answer([("need", need) for need in needs]) for name, needs in groups.items()
    }


def _answer(entities: Entities) -> Choice:
    return Choice("inform", [*entities, ("chosen", "button")])
