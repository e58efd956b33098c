"""The safety essentials in a person's language: which response says them, and the numbers that fill it."""

from functools import cache

from conversation.contacts import all_contacts
from conversation.data_files import BOT, read_yaml

ESSENTIALS = "utter_essentials_"
ANY_LANGUAGE = "utter_other_language"
# The gaps of those responses, and whose numbers fill them.
GAPS = {"emergency": "999", "childline": "childline", "samaritans": "samaritans"}


@cache
def languages_spoken() -> frozenset[str]:
    """The languages, as what_was_said.py tags them, in which the essentials can be said."""
    responses = read_yaml(BOT / "domain" / "responses" / "languages.yml")["responses"]
    return frozenset(name.removeprefix(ESSENTIALS) for name in responses)


def essentials(language: str | None) -> str:
    """The response with the essentials in `language`, or else the one for every language."""
    return f"{ESSENTIALS}{language}" if language in languages_spoken() else ANY_LANGUAGE


def numbers() -> dict[str, str]:
    """What fills the gaps, from services_data/emergency_contacts.yml."""
    known = {contact["id"]: contact["number"] for contact in all_contacts()}
    return {gap: known[contact] for gap, contact in GAPS.items()}
