"""Answer a question about one service by name: how to reach it, or where it went."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.directory_client import DirectoryUnavailable, directory
from actions.recommend import say_unavailable
from actions.tracker_view import go_on_asking, message_of, take_in


class ActionFindService(Action):
    """Also finds services that are no longer offered, and says what became of them."""

    def name(self) -> str:
        return "action_find_service"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        known, events = take_in(tracker)
        try:
            service = await directory().service(message_of(tracker).first("service"))
        except DirectoryUnavailable:
            say_unavailable(dispatcher, known)
            return events
        dispatcher.utter_message(response="utter_service_found", services=[service])
        return [*events, *go_on_asking(tracker, known)]
