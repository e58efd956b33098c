"""One action run on its own: what the tracker holds in, events and responses out."""

import asyncio
import importlib
import inspect
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from conversation.facts import FACT_SLOTS

FORM = "find_help_form"
YOUNG = {"audience": "young_person", "area": "slough", "age": 13, "needs": ["image_abuse"]}
ADULT = {"audience": "adult", "area": "reading", "age": 30, "needs": ["domestic_abuse"]}
FRIEND = {"audience": "friend", "area": "reading", "age": 14, "needs": ["bullying"]}
PROFESSIONAL = {"audience": "professional", "area": "slough"}
OUTSIDE = {
    "audience": "young_person",
    "area": "outside",
    "age": 15,
    "needs": ["bullying"],
}


class Outcome:
    """What an action did."""

    def __init__(self, dispatcher: CollectingDispatcher, events: list[dict[str, Any]]) -> None:
        self.messages = dispatcher.messages
        self.responses = [message["response"] for message in dispatcher.messages]
        self.slots = {event["name"]: event["value"] for event in events if event["event"] == "slot"}
        self.followups = [event["name"] for event in events if event["event"] == "followup"]
        self.closes_form = any(event["event"] == "active_loop" and event["name"] is None for event in events)

    def shown(self, part: str, key: str) -> list[Any]:
        return [one[key] for message in self.messages for one in message.get(part, [])]


def run(
    module: str,
    intent: str = "inform",
    entities: dict[str, Any] | None = None,
    slots: dict[str, Any] | None = None,
    asking: str | None = None,
    earlier: tuple[str, ...] = (),
    said: int = 0,
) -> Outcome:
    """Run the action of `actions/<module>.py` on a message read as `intent`, after `said` messages in this turn."""
    pairs = [(name, value) for name, values in (entities or {}).items() for value in _listed(values)]
    latest = {
        "intent": {"name": intent},
        "entities": [{"entity": name, "value": value} for name, value in pairs],
    }
    users = [{"event": "user", "parse_data": {"intent": {"name": name}}} for name in (*earlier, intent)]
    users += [{"event": "bot", "text": "Words."}] * said
    every_slot = dict.fromkeys((*FACT_SLOTS, "introduced", "outside_told", "requested_slot"))
    held = {**every_slot, **(slots or {}), "requested_slot": asking}
    tracker = Tracker("someone", held, latest, users, False, None, {"name": FORM} if asking else {}, "action_listen")
    dispatcher = CollectingDispatcher()
    events = asyncio.run(_action(module).run(dispatcher, tracker, {}))
    return Outcome(dispatcher, events)


def _listed(values: Any) -> list[Any]:
    return values if isinstance(values, list) else [values]


def _action(module: str) -> Action:
    found = importlib.import_module(f"actions.{module}")
    own = [one for _, one in inspect.getmembers(found, inspect.isclass) if one.__module__ == found.__name__]
    return next(one for one in own if issubclass(one, Action))()
