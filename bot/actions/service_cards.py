"""The directory's cards, shared out over a reply."""

from typing import Any

FIRST_CARDS = 4

Card = dict[str, Any]


def first_cards(cards: list[Card]) -> list[Card]:
    """The cards of the first answer: the best few, so that nobody has to read a long list."""
    return cards[:FIRST_CARDS]


def further_cards(cards: list[Card]) -> list[Card]:
    """What `first_cards` left for those who ask for more."""
    return cards[FIRST_CARDS:]


def as_contact(card: Card) -> dict[str, Any] | None:
    """A card's first number as a contact of a danger panel, or None when it has no number."""
    phone = next(iter(card.get("phones") or []), None)
    if phone is None:
        return None
    return {
        "id": card["slug"],
        "name": card["name"],
        "number": phone["number"],
        "tel": f"tel:{phone['tel'].removeprefix('tel:')}",
        "url": None,
        "action": "call",
        "note": phone.get("description"),
        "hours": phone.get("availability_note"),
    }
