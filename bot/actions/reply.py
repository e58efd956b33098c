"""Answer a side question or a pleasantry, then pick the thread up where it was."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, AllSlotsReset, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.tracker_view import go_on_asking, is_asking, message_of, take_in
from conversation.facts import next_question

# Nothing more is asked after these.
CLOSING = ("goodbye", "forget_me")


class ActionReply(Action):
    """The response is named after the intent; which variation speaks is the responses' own affair (conditions)."""

    def name(self) -> str:
        return "action_reply"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        intent = message_of(tracker).intent
        known, events = take_in(tracker)
        dispatcher.utter_message(response=f"utter_{intent}")
        if intent in CLOSING:
            forget = [AllSlotsReset()] if intent == "forget_me" else events
            return [*forget, ActiveLoop(None), SlotSet("requested_slot", None)]
        if not is_asking(tracker) and next_question(known) is None:
            dispatcher.utter_message(response="utter_anything_else")
        return [*events, *go_on_asking(tracker, known)]
