"""Begin again with nothing known."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.tracker_view import FORM, is_asking
from conversation.facts import FACT_SLOTS


class ActionStartOver(Action):
    """Forgets every fact; the introduction is not said twice."""

    def name(self) -> str:
        return "action_start_over"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        dispatcher.utter_message(response="utter_start_over")
        cleared = [SlotSet(name, None) for name in (*FACT_SLOTS, "outside_told")]
        return [*cleared, *([] if is_asking(tracker) else [FollowupAction(FORM)])]
