"""Ask what kind of help is wanted. Never what happened."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import ask
from actions.tracker_view import known_of
from conversation.facts import audience_of, wording_group


class ActionAskNeeds(Action):
    """The buttons differ for a child, an adult, a friend, a parent and a professional."""

    def name(self) -> str:
        return "action_ask_needs"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        known = known_of(tracker)
        group = wording_group(known)
        if group == "self":
            group = "adult" if audience_of(known) == "adult" else "child"
        return ask(dispatcher, tracker, f"utter_ask_needs_{group}")
