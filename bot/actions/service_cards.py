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
