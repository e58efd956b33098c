"""Take in an answer to the form and choose the next question."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.tracker_view import known_of, take_in
from conversation.facts import next_question

# Only after these does the form speak first. Everything else, danger above all, makes it step back so that its own rule
# answers: Rasa lets a rule speak only when the form has filled no slot. Those actions save what was said themselves.
ANSWERING = ("inform", "refuse", "not_sure", "more_needs")
CONTINUING = ("greet", "show_services")


class ValidateFindHelpForm(Action):
    """Called by Rasa for every message while the form is open, when it opens, and when it is returned to."""

    def name(self) -> str:
        return "validate_find_help_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        known, events = known_of(tracker), []
        intent = (tracker.latest_message or {}).get("intent", {}).get("name")
        if intent in ANSWERING:
            known, events = take_in(tracker)
        if intent in (*ANSWERING, *CONTINUING) and not events:
            # Nothing new, yet the form goes on: with no slot set at all Rasa would take it for rejected.
            events = [SlotSet("also_ask", known["also_ask"])]
        return [*events, SlotSet("requested_slot", next_question(known))]
