"""Name the services that fit what is known."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.directory_client import DirectoryUnavailable, directory
from actions.service_cards import first_cards, further_cards
from actions.tracker_view import known_of, message_of
from conversation.contacts import contacts_for
from conversation.facts import Known, wording_group


class ActionRecommend(Action):
    """The end of the form: cards, what was understood, and a way to change each part of it."""

    def name(self) -> str:
        return "action_recommend"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        known = known_of(tracker)
        try:
            found = await directory().recommendations(known)
        except DirectoryUnavailable:
            say_unavailable(dispatcher, known)
            return []
        outside = found.get("outside_area")
        cards = found["cards"]
        dispatcher.utter_message(
            response=_response(known, bool(outside), message_of(tracker).intent),
            summary=found["summary"],
            services=first_cards(cards),
            leave_out=[] if further_cards(cards) else ["more.services"],
            **({"outside_message": outside["message"]} if outside else {}),
        )
        return [SlotSet("also_ask", None), SlotSet("introduced", True)]


def say_unavailable(dispatcher: CollectingDispatcher, known: Known) -> None:
    """Say honestly that the directory cannot be asked, with the numbers that always work."""
    dispatcher.utter_message(response="utter_directory_unavailable", contacts=contacts_for(["any"], known))


def _response(known: Known, outside: bool, intent: str) -> str:
    if outside:
        return "utter_recommendation_outside"
    if intent == "more_needs":
        return "utter_recommendation_something_else"
    if "harmful_behaviour_own" in (known.get("needs") or []):
        return "utter_recommendation_own_behaviour"
    group = wording_group(known)
    if group == "professional" and not (known.get("age") and known.get("needs")):
        return "utter_recommendation_professional_first"
    return f"utter_recommendation_{group}"
