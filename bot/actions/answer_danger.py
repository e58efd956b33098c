"""Answer danger and disclosure with help at once, and keep what was said."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.directory_client import DirectoryUnavailable, directory
from actions.service_cards import Card, first_cards
from actions.show_people import local_contact
from actions.tracker_view import message_of, take_in
from conversation.contacts import contacts_for
from conversation.facts import Known, audience_of, wording_group
from conversation.languages import essentials, numbers

GROUPS = {"young_person": "child", "adult": "adult", "parent_carer": "parent", "professional": "professional"}


class ActionAnswerDanger(Action):
    """The first message of the reply carries the help. It asks nothing; the form goes on after it.

    A side question in the same message ("will you tell my mum") is answered after the help; in another language, the
    essentials follow in it instead.
    """

    def name(self) -> str:
        return "action_answer_danger"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        message = message_of(tracker)
        known, events = take_in(tracker)
        if message.intent == "own_behaviour":
            dispatcher.utter_message(response="utter_own_behaviour", services=await _for_own_behaviour(known))
            return events
        levels = message.values.get("danger") or [message.intent]
        contacts = contacts_for(levels, known)
        dispatcher.utter_message(
            response=f"utter_{message.intent}_{_group(known)}", contacts=[*contacts, *await local_contact(known)]
        )
        question, language = message.first("question"), message.first("language")
        if language:
            dispatcher.utter_message(response=essentials(language), **numbers())
            events.append(SlotSet("language", language))
        elif question:
            dispatcher.utter_message(response=f"utter_{question}")
        return events


async def _for_own_behaviour(known: Known) -> list[Card]:
    """Stop It Now and Respect, as the directory has them; none while it is down, for the words name them too."""
    try:
        found = await directory().recommendations({**known, "needs": ["harmful_behaviour_own"]})
    except DirectoryUnavailable:
        return []
    return first_cards([card for card in found["cards"] if card["role"] == "match"])


def _group(known: Known) -> str:
    """Whom the words speak to: child, adult, parent, professional, friend, or anyone."""
    if wording_group(known) == "friend":
        return "friend"
    return GROUPS.get(audience_of(known) or "", "anyone")
