"""The reader as the trained guide holds it, taken out of the model without starting Rasa."""

import io
import tarfile
from collections.abc import Callable
from pathlib import Path

from tests.bot.evaluation.sets import SERVICES_DATA
from understanding import Reader
from understanding.classifier import KEPT_AS, Classifier
from understanding.encoder import Encoder
from understanding.reading import Reading


def reader_of(model: Path, with_encoder: bool = True, with_classifier: bool = True) -> Callable[[str], Reading]:
    """Return what reads a message. Raises KeyError where the model holds no classifier."""
    classifier = classifier_of(model, with_encoder) if with_classifier else None
    return Reader.load(SERVICES_DATA, classifier=classifier).read


def classifier_of(model: Path, with_encoder: bool = True) -> Classifier:
    """Return what was learnt."""
    with tarfile.open(model) as archive:
        name = next((member for member in archive.getnames() if member.endswith(f"/{KEPT_AS}")), KEPT_AS)
        kept = archive.extractfile(name)
        assert kept is not None
        learnt = Classifier.load(io.BytesIO(kept.read()), Encoder.load() if with_encoder else None)
    return learnt if with_encoder else learnt.without_encoder()
