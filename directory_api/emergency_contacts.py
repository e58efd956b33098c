"""The round-the-clock numbers, read from services_data/emergency_contacts.yml: their only home."""

from functools import cache
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from directory_api.settings import REPOSITORY

CONTACTS_FILE = REPOSITORY / "services_data" / "emergency_contacts.yml"


class Contact(BaseModel):
    """One way to reach help at any hour, as it is shown in a danger panel."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    number: str | None
    tel: str | None
    url: str | None
    action: Literal["call", "text", "web"]
    note: str
    hours: str


@cache
def load_emergency_contacts() -> dict[str, Contact]:
    """Return every contact by its id, in the data's order. Raises OSError or ValueError for an unreadable file."""
    rows = yaml.safe_load(CONTACTS_FILE.read_text(encoding="utf-8"))["contacts"]
    contacts = (Contact.model_validate(row) for row in sorted(rows, key=lambda row: row["position"]))
    return {contact.id: contact for contact in contacts}
