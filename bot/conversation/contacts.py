"""Emergency contacts, read from services_data/emergency_contacts.yml: the only home of those numbers."""

from collections.abc import Iterable
from typing import Any

from conversation.data_files import read_yaml, services_data

# What a danger panel shows of a contact.
SHOWN = ("id", "name", "number", "tel", "url", "action", "note", "hours")
MOST_CONTACTS = 5

Contact = dict[str, Any]


def all_contacts() -> list[Contact]:
    """Every emergency contact in the order of the file."""
    records = read_yaml(services_data() / "emergency_contacts.yml")["contacts"]
    return sorted(records, key=lambda record: record["position"])


def contacts_for(reasons: Iterable[str], audience: str | None) -> list[Contact]:
    """Contacts for any of `reasons` (danger levels, or "any"), most urgent first, as panels show them.

    `audience` None means it is not known who is writing: both a child's and an adult's lines are shown.
    """
    wanted = set(reasons)
    audiences = {audience} if audience else {"young_person", "adult"}
    found = [
        contact for contact in all_contacts() if wanted & set(contact["for"]) and audiences & set(contact["audiences"])
    ]
    return [_panel(contact) for contact in found[:MOST_CONTACTS]]


def _panel(contact: Contact) -> Contact:
    """Only what is shown, with every key present."""
    return {key: contact.get(key) for key in SHOWN}
