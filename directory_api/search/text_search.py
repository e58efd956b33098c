"""Finds services by words of their name, provider, summary or the needs they help with."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from directory_api.models import Service, SupportNeed
from directory_api.places import fold

NAME_BEGINS_SCORE = 4
NAME_SCORE = 3
PROVIDER_SCORE = 2
TEXT_SCORE = 1
ALIKE_NAMES = 82  # of 100; "sammaritans" finds Samaritans, "safe" does not find SafeCall's neighbours


@dataclass(frozen=True)
class SearchText:
    """The words of one service."""

    name: str
    provider: str
    rest: str

    @classmethod
    def of(
        cls, service: Service, needs: Mapping[str, SupportNeed], synonyms: Mapping[str, Sequence[str]]
    ) -> "SearchText":
        """Collect the words people may look for."""
        helped = [needs[row.need_id] for row in service.needs if row.need_id in needs]
        of_needs = [text for need in helped for text in (need.name, need.plain_words, need.professional_words)]
        other_words = [text for need in helped for text in synonyms.get(need.id, ())]
        return cls(
            name=_words(service.name, service.other_names or "", service.slug.replace("-", " ")),
            provider=_words(service.organization.name),
            rest=_words(service.description, service.kind, service.keywords or "", *of_needs, *other_words),
        )

    def score(self, query: str) -> int:
        """Return 0 for no match, else how good it is: name, provider, anything else. Every word must be found."""
        if not fold(query):
            return 0
        if fold(self.name).startswith(fold(query)):
            return NAME_BEGINS_SCORE
        if fold(query) in fold(self.name):
            return NAME_SCORE
        wanted = _words(query).split()
        layers = ((NAME_SCORE, self.name), (PROVIDER_SCORE, f"{self.name} {self.provider}"))
        for points, text in (*layers, (TEXT_SCORE, f"{self.name} {self.provider} {self.rest}")):
            if wanted and all(f" {word}" in f" {text}" for word in wanted):
                return points
        return 0

    def sounds_like(self, query: str) -> bool:
        """Whether the name is close to the query, for when nothing matches as it was spelt."""
        return fuzz.WRatio(_words(query), self.name) >= ALIKE_NAMES


def find_by_text(texts: Iterable[tuple[Service, SearchText]], query: str) -> dict[str, int]:
    """Return the ids of matching services with their scores; close names only if nothing matches as spelt."""
    texts = list(texts)
    scores = {service.id: score for service, text in texts if (score := text.score(query))}
    return scores or {service.id: NAME_SCORE for service, text in texts if text.sounds_like(query)}


def _words(*texts: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", " ".join(texts).casefold().replace("'", "").replace("’", "")))
