"""What to do when a message was not understood."""

from itertools import takewhile
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.show_people import people
from actions.tracker_view import go_on_asking, intents_backwards, is_asking, take_in
from conversation.facts import next_question

MISSES = ("nlu_fallback", "out_of_scope")


class ActionHandleMiss(Action):
    """First miss: say it another way and show the choices. From the second: stop guessing and show people."""

    def name(self) -> str:
        return "action_handle_miss"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        known, events = take_in(tracker)
        intents = intents_backwards(tracker)
        misses = len(list(takewhile(lambda intent: intent in MISSES, intents)))
        if misses > 1:
            dispatcher.utter_message(response="utter_miss_second", contacts=await people(known))
            return [*events, ActiveLoop(None), SlotSet("requested_slot", None)]
        topic = "out_of_scope" if intents[:1] == ["out_of_scope"] else "miss_first"
        dispatcher.utter_message(response=f"utter_{topic}")
        if not is_asking(tracker) and next_question(known) is None:
            dispatcher.utter_message(response="utter_anything_else")
        return [*events, *go_on_asking(tracker, known)]
