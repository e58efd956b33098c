"""Show who can be spoken to."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.directory_client import directory
from actions.service_contacts import contact_of_card
from actions.tracker_view import go_on_asking, take_in
from conversation.contacts import Contact, contacts_for
from conversation.facts import OUTSIDE, REFUSED, Known, audience_of


class ActionShowPeople(Action):
    """The guide is not a person, and says who is."""

    def name(self) -> str:
        return "action_show_people"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        known, events = take_in(tracker)
        dispatcher.utter_message(response="utter_speak_to_human", contacts=await people(known))
        return [*events, *go_on_asking(tracker, known)]


async def people(known: Known) -> list[Contact]:
    """Helplines that fit, and the council's front door where the area is known."""
    return [*await local_contact(known), *contacts_for(["any"], known)]


async def local_contact(known: Known) -> list[Contact]:
    """The front door of the child's council; none for an adult's own sake, or without an area or the directory."""
    area = known.get("area")
    if not area or area in (REFUSED, OUTSIDE) or audience_of(known) == "adult":
        return []
    card = await directory().front_door(area)
    contact = contact_of_card(card) if card else None
    return [contact] if contact else []
