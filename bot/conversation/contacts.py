"""Emergency contacts, read from services_data/emergency_contacts.yml: the only home of those numbers."""

from collections.abc import Iterable
from typing import Any

from conversation.data_files import read_yaml, services_data
from conversation.facts import Known, audience_of, needs_of

# What a danger panel shows of a contact.
SHOWN = ("id", "name", "number", "tel", "url", "action", "note", "hours")
MOST_CONTACTS = 5

Contact = dict[str, Any]


def all_contacts() -> list[Contact]:
    """Every emergency contact in the order of the file."""
    records = read_yaml(services_data() / "emergency_contacts.yml")["contacts"]
    return sorted(records, key=lambda record: record["position"])


def contacts_for(reasons: Iterable[str], known: Known) -> list[Contact]:
    """Contacts for any of `reasons` (danger levels, or "any"), most urgent first, as panels show them.

    While it is not known who is writing, both a child's and an adult's lines are shown. A line with a youngest age or
    for one kind of harm is left out for anyone known to be younger, or known to need something else.
    """
    wanted, audience = set(reasons), audience_of(known)
    audiences = {audience} if audience else {"young_person", "adult"}
    found = [
        contact
        for contact in all_contacts()
        if wanted & set(contact["for"]) and audiences & set(contact["audiences"]) and _may_be_for(contact, known)
    ]
    return [_panel(contact) for contact in found[:MOST_CONTACTS]]


def _may_be_for(contact: Contact, known: Known) -> bool:
    """Whether nothing that is known speaks against it."""
    age, needs = known.get("age"), needs_of(known)
    too_young = isinstance(age, int) and age < (contact.get("minimum_age") or 0)
    return not too_young and (not needs or not contact.get("needs") or bool(set(needs) & set(contact["needs"])))


def _panel(contact: Contact) -> Contact:
    """Only what is shown, with every key present."""
    return {key: contact.get(key) for key in SHOWN}
