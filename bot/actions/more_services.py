"""Show the services that the first answer left out."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.directory_client import DirectoryUnavailable, directory
from actions.recommend import say_unavailable
from actions.service_cards import further_cards
from actions.tracker_view import go_on_asking, take_in
from conversation.facts import next_question


class ActionMoreServices(Action):
    """Asks the directory anew, so nothing has to be kept between two messages."""

    def name(self) -> str:
        return "action_more_services"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        known, events = take_in(tracker)
        if next_question(known) is not None:
            return [*events, *go_on_asking(tracker, known)]
        try:
            cards = further_cards((await directory().recommendations(known))["cards"])
        except DirectoryUnavailable:
            say_unavailable(dispatcher, known)
            return events
        dispatcher.utter_message(response="utter_more_services" if cards else "utter_no_more_services", services=cards)
        return events
