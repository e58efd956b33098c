"""Answer a question about one service by name: how to reach it, or where it went."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.directory_client import DirectoryUnavailable, directory
from actions.recommend import say_unavailable
from actions.service_contacts import contacts_of
from actions.tracker_view import go_on_asking, message_of, take_in
from conversation.facts import next_question

Service = dict[str, Any]


class ActionFindService(Action):
    """Also finds services that are no longer offered, and says what became of them."""

    def name(self) -> str:
        return "action_find_service"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        known, events = take_in(tracker)
        try:
            service = await directory().service(message_of(tracker).first("service"))
            successor = await _successor(service)
        except DirectoryUnavailable:
            say_unavailable(dispatcher, known)
            return events
        dispatcher.utter_message(
            response=_response(service, successor),
            service_name=service["name"],
            story=service["status_note"] or service["description"],
            contacts=contacts_of(successor or service),
        )
        if next_question(known) is None:
            dispatcher.utter_message(response="utter_anything_else")
        return [*events, *go_on_asking(tracker, known)]


async def _successor(service: Service) -> Service | None:
    """Who does the work of a service that ended, if anybody does. Raises DirectoryUnavailable."""
    after = service.get("successor")
    return None if service["offered"] or not after else await directory().service(after["slug"])


def _response(service: Service, successor: Service | None) -> str:
    if service["offered"]:
        return "utter_service_found"
    return "utter_service_moved" if successor else "utter_service_not_offered"
