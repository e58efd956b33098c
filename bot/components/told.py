"""Training sentences as examples of what messages tell.

A sentence of data/nlu/told carries its labels as metadata: danger always, and needs and audience where they are told.
Any other sentence is there for its intent; it is an example of no danger, unless the word lists see some in it.
"""

from collections.abc import Mapping
from typing import Any

from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_EXAMPLE, TEXT
from rasa.shared.nlu.training_data.message import Message

from understanding import Reader
from understanding.danger import NOT_SAID, OUT_OF_SCOPE
from understanding.learning import Example
from understanding.reading import NONE


def labels_of(message: Message) -> Mapping[str, Any] | None:
    """The labels of a sentence of data/nlu/told, or None for any other."""
    metadata = message.get(METADATA) or {}
    labels: Mapping[str, Any] | None = metadata.get(METADATA_EXAMPLE)
    return labels


def example_of(message: Message, reader: Reader) -> Example:
    """What a training sentence teaches."""
    text, labels = message.get(TEXT), labels_of(message)
    no_need = OUT_OF_SCOPE if message.get(INTENT) == OUT_OF_SCOPE else NOT_SAID
    if labels is None:
        needs = (no_need,) if no_need == OUT_OF_SCOPE else ()
        return Example(text, danger=(NONE,) if reader.read(text).danger == NONE else (), needs=needs)
    return Example(
        text,
        danger=_several(labels["danger"]),
        needs=_several(labels.get("needs", no_need)),
        audience=_several(labels.get("audience", NOT_SAID)),
    )


def _several(label: str | list[str]) -> tuple[str, ...]:
    return (label,) if isinstance(label, str) else tuple(label)
