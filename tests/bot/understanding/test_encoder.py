"""Sentences as vectors: paraphrases are near, any text is safe, and nothing but the published weights is read."""

import logging
from importlib.machinery import ModuleSpec
from pathlib import Path

import numpy as np
import pytest
from scipy.special import erf

from understanding import encoder as encoders
from understanding.encoder import SIZE, Encoder


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    found = Encoder.load()
    assert found is not None, "the guide's environment has the encoder's package"
    return found


def test_it_computes_what_the_model_card_shows(encoder: Encoder) -> None:
    """The first pair is 0.7553 in the documentation of sentence-transformers (semantic textual similarity)."""
    eating, bread, baby = encoder.encode(
        ["A man is eating food.", "A man is eating a piece of bread.", "The girl is carrying a baby."]
    )
    assert eating @ bread == pytest.approx(0.7553, abs=0.001)
    assert eating @ baby == pytest.approx(-0.105, abs=0.001)


def test_its_bend_is_as_good_as_exact() -> None:
    numbers = np.linspace(-12, 12, 9_000, dtype=np.float32).reshape(-1, 90)
    exact = numbers * (1 + erf(numbers / 2**0.5)) / 2
    encoders._gelu(numbers)
    assert numbers == pytest.approx(exact, abs=2e-4)


@pytest.mark.parametrize("text", ["", " ", "?", "👍", "\u200b", "中文", "a" * 1000, "word " * 1000])
def test_any_text_has_a_vector_of_length_one(encoder: Encoder, text: str) -> None:
    (vector,) = encoder.encode([text])
    assert vector.shape == (SIZE,)
    assert float(np.linalg.norm(vector)) == pytest.approx(1, abs=1e-4)


def test_a_message_reads_the_same_alone_and_among_others(encoder: Encoder) -> None:
    texts = ["he waits outside my school", "my phone died", "she waits outside his school"]
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert encoder.encode(texts) == pytest.approx(alone, abs=1e-4)


def test_without_the_package_it_says_so_once_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(encoders, "find_spec", lambda _: None)
    with caplog.at_level(logging.WARNING):
        assert Encoder.load() is None
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_other_weights_than_the_published_ones_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    spec = ModuleSpec(encoders.PACKAGE, None, origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr(encoders, "find_spec", lambda _: spec)
    with pytest.raises(ValueError, match="not the published file"):
        Encoder.load()
