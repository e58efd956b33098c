"""Ask where the person to be helped lives, or which of several places is meant."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import ask
from actions.tracker_view import known_of
from conversation.data_files import councils, councils_in
from conversation.facts import wording_group

# With the button for "not sure" these make the most that a turn may offer.
MOST_PLACES = 5


class ActionAskArea(Action):
    """Three questions in one: the open one, Berkshire's six councils, or a place name with several meanings."""

    def name(self) -> str:
        return "action_ask_area"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        choices = tracker.get_slot("area_choices") or []
        if set(choices) == set(councils_in("berkshire")):
            return ask(dispatcher, tracker, "utter_ask_area_berkshire")
        if 1 < len(choices) <= MOST_PLACES:
            buttons = [{"title": councils()[area], "payload": f"area.{area}"} for area in choices]
            return ask(dispatcher, tracker, "utter_ask_area_which", buttons=buttons)
        return ask(dispatcher, tracker, f"utter_ask_area_{wording_group(known_of(tracker))}")
