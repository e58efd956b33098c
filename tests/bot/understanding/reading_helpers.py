"""A message made ready the way the reader does it, for tests of one part."""

from understanding.audience import AudienceReader
from understanding.normalise import Message, Normaliser, visible
from understanding.patterns import Grammar
from understanding.word_lists import word_list

_classes = Grammar.with_classes(word_list("classes")["classes"]).classes
_vocabulary = {word for entry in _classes.values() for word in entry.vocabulary()} | AudienceReader.load().vocabulary()
_normaliser = Normaliser(word_list("text_speak"), _vocabulary)


def message(text: str) -> Message:
    return _normaliser.read(text)


def typed_message(typed: str) -> Message:
    """For places, which are read from what was typed; the canonical words do not matter to them."""
    return Message(visible(typed), (), frozenset(), frozenset())
