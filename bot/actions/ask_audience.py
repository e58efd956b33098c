"""Ask who needs help."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import ask


class ActionAskAudience(Action):
    """The first question."""

    def name(self) -> str:
        return "action_ask_audience"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        return ask(dispatcher, tracker, "utter_ask_audience")
