"""Change something that was said."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.tracker_view import FORM, is_asking, message_of, take_in


class ActionChangeAnswer(Action):
    """A button names the part, which is asked again; words alone are met with the new fact, or the four parts."""

    def name(self) -> str:
        return "action_change_answer"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        part = message_of(tracker).first("part")
        _, events = take_in(tracker)
        begin = [] if is_asking(tracker) else [FollowupAction(FORM)]
        if part:
            choices = [SlotSet(f"{part}_choices", None)] if part in ("area", "needs") else []
            return [SlotSet(part, None), SlotSet("also_ask", part), *choices, *begin]
        if events:
            return [*events, *begin]
        dispatcher.utter_message(response="utter_change_answer")
        return []
