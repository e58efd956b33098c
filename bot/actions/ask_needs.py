"""Ask what kind of help is wanted. Never what happened."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import ask
from actions.tracker_view import known_of
from conversation.data_files import need_names
from conversation.facts import audience_of, wording_group


class ActionAskNeeds(Action):
    """What it may be by what was said; else buttons for a child, an adult, a friend, a parent or a professional."""

    def name(self) -> str:
        return "action_ask_needs"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        known = known_of(tracker)
        if choices := known["needs_choices"]:
            buttons = [{"title": need_names()[need], "payload": f"need.{need}"} for need in choices]
            return ask(dispatcher, tracker, "utter_ask_needs_which", buttons=buttons)
        group = wording_group(known)
        if group == "self":
            group = "adult" if audience_of(known) == "adult" else "child"
        return ask(dispatcher, tracker, f"utter_ask_needs_{group}")
