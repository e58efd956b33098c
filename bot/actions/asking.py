"""What the four question actions share: the introduction before the first question, then the question."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from conversation.facts import OUTSIDE


def ask(dispatcher: CollectingDispatcher, tracker: Tracker, response: str, **extra: Any) -> list[EventType]:
    """Say `response` as the next question. Before the very first one the guide says what it is."""
    events: list[EventType] = []
    if not tracker.get_slot("introduced"):
        dispatcher.utter_message(response="utter_introduction")
        events.append(SlotSet("introduced", True))
    elif tracker.get_slot("area") == OUTSIDE and not tracker.get_slot("outside_told"):
        # Not in the same turn as the introduction: with a danger reply before it that would be four messages.
        dispatcher.utter_message(response="utter_outside_area")
        events.append(SlotSet("outside_told", True))
    dispatcher.utter_message(response=response, **extra)
    return events
