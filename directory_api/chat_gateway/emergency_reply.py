"""What the gateway says itself. The words are in replies.yml, the numbers in services_data/emergency_contacts.yml."""

from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, StrictUndefined

from directory_api.chat_gateway.schemas import (
    MESSAGE_CHARACTERS,
    ChatMessage,
    ChatReply,
    Kind,
    PanelContact,
    Understood,
)
from directory_api.emergency_contacts import Contact

REPLIES_FILE = Path(__file__).with_name("replies.yml")


class EmergencyReplies:
    """The gateway's own replies, drawn once at start, so that a wrong contact id stops the start and not a visitor."""

    def __init__(self, contacts: dict[str, Contact]) -> None:
        """`contacts` are all emergency contacts by id. Raises KeyError or UndefinedError if one is missing."""
        self._contacts = contacts
        self._written: dict[str, dict[str, Any]] = yaml.safe_load(REPLIES_FILE.read_text(encoding="utf-8"))
        self.unavailable = self._reply("unavailable", "unavailable")
        self.too_long = self._reply("too_long", "text")
        self.too_many_messages = self._text("too_many_messages")
        self.unreadable = self._text("unreadable")

    def _reply(self, name: str, kind: Kind) -> ChatReply:
        chosen = (self._contacts[contact] for contact in self._written[name]["contacts"])
        contacts = [PanelContact.model_validate(contact.model_dump()) for contact in chosen]
        message = ChatMessage(text=self._text(name), kind=kind, contacts=contacts)
        return ChatReply(messages=[message], understood=Understood())

    def _text(self, name: str) -> str:
        # Plain text for JSON: pages escape it when they draw it.
        environment = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701
        template = environment.from_string(self._written[name]["text"])
        numbers = {contact.id: contact.number for contact in self._contacts.values()}
        return template.render(numbers=numbers, limit=f"{MESSAGE_CHARACTERS:,}").strip()
