"""Small helpers for reading a recommendation in a test."""

from typing import Protocol

from directory_api.models import Service
from directory_api.recommendations.schemas import Card, Recommendation

Services = dict[str, Service]  # by slug


class Ask(Protocol):
    def __call__(self, now: str = ..., **query: object) -> Recommendation: ...


def slugs(answer: Recommendation) -> list[str]:
    return [card.slug for card in answer.cards]


def card_of(answer: Recommendation, slug: str) -> Card:
    return next(card for card in answer.cards if card.slug == slug)


def reachable_now(card: Card) -> bool:
    """Open now with something in hand to reach it by."""
    return bool(card.open_now and (card.phones or card.text or card.webchat))
