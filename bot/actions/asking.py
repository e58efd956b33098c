"""What the four question actions share: the introduction before the first question, then the question."""

from itertools import takewhile
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from conversation.facts import OUTSIDE

# The most messages a turn may have, so that nobody has to scroll back to the help.
MOST_MESSAGES = 3


def ask(dispatcher: CollectingDispatcher, tracker: Tracker, response: str, **extra: Any) -> list[EventType]:
    """Say `response` as the next question; before it, once and where there is room, what the guide is and covers."""
    room = MOST_MESSAGES - 1 - messages_this_turn(tracker)
    events: list[EventType] = []
    for slot, remark in (("introduced", "utter_introduction"), ("outside_told", "utter_outside_area")):
        due = slot == "introduced" or tracker.get_slot("area") == OUTSIDE
        if due and not tracker.get_slot(slot) and len(events) < room:
            dispatcher.utter_message(response=remark)
            events.append(SlotSet(slot, True))
    dispatcher.utter_message(response=response, **extra)
    return events


def messages_this_turn(tracker: Tracker) -> int:
    """How many messages other actions have said since the person's last one."""
    since = takewhile(lambda event: event.get("event") != "user", reversed(tracker.events))
    return sum(1 for event in since if event.get("event") == "bot")
