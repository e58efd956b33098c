"""The same forgiving comparison for short lists that are in memory: organizations, taxonomies and their terms."""

from rapidfuzz.distance import OSA

from directory_api.search.text.asked import LONGEST_QUERY, MOST_WORDS
from directory_api.search.text.known_words import SHORTEST_BEGINNING, begins_alike, slips_forgiven
from directory_api.search.text.words import folded_words, is_asking, is_little, stem


def matches_text(query: str, *texts: str | None) -> bool:
    """Whether the texts hold every word of the query that tells something, in some form, begun or slightly misspelt."""
    words = list(dict.fromkeys(folded_words(query[:LONGEST_QUERY])[:MOST_WORDS]))
    telling = [word for word in words if not (is_little(word) or is_asking(word))] or words
    held = {word for text in texts if text for word in folded_words(text)}
    return bool(telling) and all(_stands_in(word, held) for word in telling)


def _stands_in(word: str, held: set[str]) -> bool:
    if word in held:
        return True
    slips, stemmed = slips_forgiven(word), stem(word)
    return any(
        (len(word) >= SHORTEST_BEGINNING and known.startswith(word))
        or stem(known) == stemmed
        or (slips and begins_alike(word, known) and OSA.distance(word, known, score_cutoff=slips) <= slips)
        for known in held
    )
