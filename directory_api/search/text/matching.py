"""The same forgiving comparison for short lists that are in memory: organizations, taxonomies and their terms."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from directory_api.search.text.asked import LONGEST_QUERY, MOST_WORDS
from directory_api.search.text.known_words import SHORTEST_BEGINNING, begins_alike, slips_forgiven
from directory_api.search.text.words import folded_words, is_asking, is_little, stem

MOST_TEXTS = 4_096


def matches_text(query: str, *texts: str | None) -> bool:
    """Whether the texts hold every word of the query that tells something: in some form, begun or slightly misspelt.

    The texts are remembered, the query is not.
    """
    typed = list(dict.fromkeys(folded_words(query[:LONGEST_QUERY])[:MOST_WORDS]))
    telling = [word for word in typed if not (is_little(word) or is_asking(word))] or typed
    held = [_forms_of(text) for text in texts if text]
    return bool(telling) and all(_stands_in(word, held) for word in telling)


@lru_cache(MOST_TEXTS)
def _forms_of(text: str) -> dict[str, str]:
    """Return the words of a text of ours with their stems."""
    return {word: stem(word) for word in folded_words(text)}


def _stands_in(word: str, held: list[dict[str, str]]) -> bool:
    if any(word in forms for forms in held):
        return True
    stemmed, slips = stem(word), slips_forgiven(word)
    return any(
        stemmed == known_stem
        or (len(word) >= SHORTEST_BEGINNING and known.startswith(word))
        or (slips and begins_alike(word, known) and OSA.distance(word, known, score_cutoff=slips) <= slips)
        for forms in held
        for known, known_stem in forms.items()
    )
