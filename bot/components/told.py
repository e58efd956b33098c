"""Training sentences as examples of what messages tell.

The messages of data/nlu/told, and those that are out of scope, carry their labels as metadata: danger always, needs and
audience where they are told. They are read here, not by Rasa, which takes a minute for so many and has no use for them.
Any other sentence is there for its intent; it is an example of no danger and no need, unless the word lists see some.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

import yaml

from conversation.data_files import BOT
from understanding import Reader
from understanding.danger import NOT_SAID, OUT_OF_SCOPE
from understanding.learning import Example
from understanding.reading import NONE, Reading

NLU = BOT / "data" / "nlu"
QUESTIONS_WEIGH = 3.0  # a question or greeting: there are few, and they sound like tellings ("can i talk to someone")


def examples_of(taught: list[str], reader: Reader) -> list[Example]:
    """What there is to learn: every labelled message, and the other sentences that Rasa was `taught`."""
    labelled = list(_labelled())
    known = {example.text for example in labelled}
    others = [text for text in taught if text not in known]
    return labelled + [_untold(text, reader.read(text)) for text in others]


def fingerprint() -> str:
    """Changes with any labelled message."""
    digest = hashlib.sha256()
    for path in sorted(NLU.rglob("*.yml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _labelled() -> Iterator[Example]:
    """Of every entry whose examples are a list; the others are plain lines of text."""
    for path in sorted(NLU.rglob("*.yml")):
        for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["nlu"]:
            no_need = OUT_OF_SCOPE if entry["intent"] == OUT_OF_SCOPE else NOT_SAID
            for example in entry["examples"] if isinstance(entry["examples"], list) else ():
                labels = example["metadata"]
                yield Example(
                    example["text"],
                    danger=_several(labels["danger"]),
                    needs=_several(labels.get("needs", no_need)),
                    audience=_several(labels.get("audience", NOT_SAID)),
                    facts=True,
                    age=labels.get("age"),
                    age_is_of=labels.get("age_of"),
                    areas=_several(labels.get("area", ())),
                )


def _untold(text: str, reading: Reading) -> Example:
    """A sentence without labels, by what the word lists read in it."""
    calm = reading.danger == NONE
    no_need = (NOT_SAID,) if calm and not reading.needs else ()
    return Example(text, danger=(NONE,) if calm else (), needs=no_need, weight=QUESTIONS_WEIGH)


def _several(label: Any) -> tuple[str, ...]:
    return (label,) if isinstance(label, str) else tuple(label)
