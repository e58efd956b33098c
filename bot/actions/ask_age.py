"""Ask the age of the person to be helped."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import ask
from actions.tracker_view import known_of
from conversation.facts import wording_group


class ActionAskAge(Action):
    """Whose age it is depends on who is writing."""

    def name(self) -> str:
        return "action_ask_age"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        return ask(dispatcher, tracker, f"utter_ask_age_{wording_group(known_of(tracker))}")
