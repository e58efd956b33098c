"""Danger told in another language: reviewed words and phrases of words/languages/*.yml.

Only languages of which words were found in the message are looked at, so English costs next to nothing. A phrase that
a word for "not" stands in or right before (in Bengali: after) does not count, unless "not" is part of what it says
("I do not want to live"). Past, quoted and joking words are not told apart here: a false alarm costs one panel.
"""

from understanding.danger import Signal
from understanding.language import Language, LanguageReader
from understanding.lexicon import Entry, Pattern
from understanding.normalise import Message
from understanding.walk import Walk


class LanguageDetector:
    """Signals from what a message tells in a language other than English."""

    def __init__(self, languages: LanguageReader) -> None:
        self._languages = languages

    def signals(self, message: Message) -> tuple[Signal, ...]:
        """One signal for each entry with at least one match that counts."""
        heard = self._languages.hear(message.typed)
        found: list[Signal] = []
        for language in heard.possible:
            if language.entries:
                walk = Walk(language.spelled(heard.words))
                found += [
                    Signal(entry.id, entry.level, entry.needs, entry.also)
                    for entry in language.entries
                    if _is_told(entry, language, walk)
                ]
        return tuple(found)


def _is_told(entry: Entry, language: Language, walk: Walk) -> bool:
    return any(
        _says_not(pattern, language) or not _denied(span, language, walk)
        for pattern in entry.patterns
        for span in pattern.sequence.spans(walk)
    )


def _says_not(pattern: Pattern, language: Language) -> bool:
    return not language.negations.isdisjoint(pattern.sequence.vocabulary())


def _denied(span: tuple[int, int], language: Language, walk: Walk) -> bool:
    """Whether a word for "not" stands among the words that matched, or right before or (Bengali) after them."""
    start, end = span
    return not language.negations.isdisjoint(walk.words[max(0, start - 1) : end + language.negated_after])
