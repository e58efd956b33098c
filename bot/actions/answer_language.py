"""Answer a message in another language with the safety essentials in it, and the way to an interpreter."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.tracker_view import go_on_asking, is_asking, message_of, take_in
from conversation.contacts import contacts_for
from conversation.facts import next_question
from conversation.languages import essentials, numbers


class ActionAnswerLanguage(Action):
    """Said once a language; again only when the message told nothing that the questions ask for."""

    def name(self) -> str:
        return "action_answer_language"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        language = message_of(tracker).first("language")
        known, events = take_in(tracker)
        if not events or language != tracker.get_slot("language"):
            contacts = contacts_for(["any"], known)
            dispatcher.utter_message(response=essentials(language), contacts=contacts, **numbers())
        if not is_asking(tracker) and next_question(known) is None:
            dispatcher.utter_message(response="utter_anything_else")
        return [*events, SlotSet("language", language), *go_on_asking(tracker, known)]
