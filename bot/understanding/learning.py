"""Learns the classifier from labelled messages. Needed for training only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import log_softmax
from threadpoolctl import threadpool_limits

from understanding.classifier import AUDIENCE, COUNTED, DANGER, DEPTH, NEEDS, Classifier, Head
from understanding.counts import Counts, Seen
from understanding.encoder import Encoder, Vectors

STRENGTH = {DANGER: 8.0, NEEDS: 12.0, AUDIENCE: 8.0}  # the higher, the closer to the examples
MOST_STEPS = 100
REMEMBERED = 6  # steps that the next one is chosen by
PROCESSES = 2
AT_ONCE = 1000  # messages that a process encodes before it takes the next
LATER = 0.5  # what a need that is not the main one weighs

Labels = dict[str, float]  # each right label and what it weighs


@dataclass(frozen=True)
class Example:
    """A message and its right answers. An empty one teaches nothing about that question."""

    text: str
    danger: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()


def learn(examples: Sequence[Example], seen: Callable[[str], Seen], encoder: Encoder | None) -> Classifier:
    """Learn from the examples. `seen` makes a text ready as it is when the guide reads."""
    messages = [seen(example.text) for example in examples]
    counts = Counts.learn(messages)
    counted = {kinds: counts.of(messages, kinds) for kinds in set(COUNTED.values())}
    answers = {
        NEEDS: [_main_first(example.needs) for example in examples],  # the longest to learn, so first
        DANGER: [_even(example.danger) for example in examples],
        AUDIENCE: [_even(example.audience) for example in examples],
    }
    vectors = {False: np.zeros((len(examples), 0), dtype=np.float32)}
    if encoder is not None:
        texts = [message.text for message in messages]
        parts = [texts[start : start + AT_ONCE] for start in range(0, len(texts), AT_ONCE)]
        vectors[True] = np.concatenate(Parallel(n_jobs=PROCESSES)(delayed(_vectors)(encoder, part) for part in parts))
    tasks = [(question, with_vector) for question in answers for with_vector in sorted(vectors, reverse=True)]
    learnt = Parallel(n_jobs=PROCESSES)(
        delayed(_head)(counted[COUNTED[question]], vectors[with_vector], answers[question], STRENGTH[question])
        for question, with_vector in tasks
    )
    found = dict(zip(tasks, learnt, strict=True))
    heads = {with_vector: {question: found[question, with_vector] for question in answers} for with_vector in vectors}
    return Classifier(counts, heads, encoder)


def _vectors(encoder: Encoder, texts: Sequence[str]) -> Vectors:
    with threadpool_limits(1):
        return encoder.encode(texts, DEPTH)


def _even(labels: Sequence[str]) -> Labels:
    """Several right labels share the weight of one."""
    return {label: 1 / len(labels) for label in labels}


def _main_first(needs: Sequence[str]) -> Labels:
    return {need: LATER if place else 1.0 for place, need in enumerate(needs)}


def _head(counts: csr_matrix, vectors: Vectors, answers: Sequence[Labels], strength: float) -> Head:
    """Learn one question: logistic regression by SciPy's L-BFGS.

    As scikit-learn's, but a message may have several right answers, and the vectors stay apart from the sparse counts,
    which is three times as fast.
    """
    labels = sorted({label for each in answers for label in each})
    rows = [number for number, each in enumerate(answers) if each]
    counts, vectors = counts[rows], vectors[rows]
    middle = vectors.mean(axis=0)
    vectors = vectors - middle  # around 0 it is learnt in fewer steps; what lies in the middle goes to the intercepts
    wanted = np.array([[answers[row].get(label, 0.0) for label in labels] for row in rows], dtype=np.float32)
    weight = wanted.sum(axis=1, keepdims=True)
    turned, counted = counts.T.tocsr(), counts.shape[1]
    shape = (counted + vectors.shape[1] + 1, len(labels))  # the last row are the intercepts

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        now = flat.reshape(shape).astype(np.float32)
        sure = log_softmax(counts @ now[:counted] + vectors @ now[counted:-1] + now[-1], axis=1)
        off = strength * (weight * np.exp(sure) - wanted)
        slope = np.concatenate([turned @ off, vectors.T @ off, off.sum(axis=0, keepdims=True)])
        slope[:-1] += now[:-1]
        value = 0.5 * float(np.vdot(now[:-1], now[:-1])) - strength * float((wanted * sure).sum(dtype=np.float64))
        return value, slope.ravel().astype(np.float64)

    with threadpool_limits(1):
        best = minimize(
            loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B",
            options={"maxiter": MOST_STEPS, "maxcor": REMEMBERED},
        ).x  # fmt: skip
    weights = best.reshape(shape).astype(np.float32)
    intercepts = weights[-1] - middle @ weights[counted:-1]
    return Head(tuple(labels), weights[:counted], weights[counted:-1], intercepts)
