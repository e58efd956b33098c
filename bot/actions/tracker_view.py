"""The Rasa tracker as the actions need it: what is known, what was just said, and back into events."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet

from conversation.facts import FACT_SLOTS, Known, Message, next_question, slot_changes

FORM = "find_help_form"


def known_of(tracker: Tracker) -> Known:
    """Every fact slot, and the question being asked (`requested_slot`), if one is."""
    known = {name: tracker.get_slot(name) for name in FACT_SLOTS}
    asking = is_asking(tracker)
    return {**known, "requested_slot": tracker.get_slot("requested_slot") if asking else None}


def message_of(tracker: Tracker) -> Message:
    """The latest message as it was read."""
    latest = tracker.latest_message or {}
    values: dict[str, list[Any]] = {}
    for entity in latest.get("entities") or []:
        values.setdefault(entity["entity"], []).append(entity["value"])
    return Message(intent=(latest.get("intent") or {}).get("name") or "", values=values)


def is_asking(tracker: Tracker) -> bool:
    """Whether a question of the form is open."""
    return (tracker.active_loop or {}).get("name") == FORM


def take_in(tracker: Tracker) -> tuple[Known, list[EventType]]:
    """Save what the latest message told, whatever else it was: what is known now, and the events that keep it."""
    known = known_of(tracker)
    changes = slot_changes(message_of(tracker), known)
    return {**known, **changes}, [SlotSet(name, value) for name, value in changes.items()]


def go_on_asking(tracker: Tracker, known: Known) -> list[EventType]:
    """Pick the thread up: an open form asks again by itself; else begin it while something is still to be asked."""
    if is_asking(tracker) or next_question(known) is None:
        return []
    return [FollowupAction(FORM)]


def intents_backwards(tracker: Tracker) -> list[str]:
    """The intents of the person's messages, latest first."""
    users = [event for event in reversed(tracker.events) if event.get("event") == "user"]
    return [((event.get("parse_data") or {}).get("intent") or {}).get("name") or "" for event in users]
