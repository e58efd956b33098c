"""Learns the classifier from labelled messages. Needed for training only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from understanding.classifier import AUDIENCE, DANGER, NEEDS, Classifier, Head
from understanding.counts import Counts, core_text
from understanding.encoder import Encoder
from understanding.normalise import Message

STRENGTH = {DANGER: 8.0, NEEDS: 12.0, AUDIENCE: 8.0}  # scikit-learn's C: the higher, the closer to the examples
MOST_STEPS = 100
PROCESSES = 2
LATER = 0.5  # what a need that is not the main one weighs

Labels = dict[str, float]  # each right label and what it weighs


@dataclass(frozen=True)
class Example:
    """A message and its right answers. An empty one teaches nothing about that question."""

    text: str
    danger: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()


def learn(examples: Sequence[Example], message_of: Callable[[str], Message], encoder: Encoder | None) -> Classifier:
    """Learn from the examples. `message_of` makes a text ready as it is when the guide reads."""
    texts = [core_text(message_of(example.text)) for example in examples]
    counts = Counts.learn(texts)
    counted = counts.of(texts)
    answers = {
        DANGER: [_even(example.danger) for example in examples],
        NEEDS: [_main_first(example.needs) for example in examples],
        AUDIENCE: [_even(example.audience) for example in examples],
    }
    rows = {False: counted}
    if encoder is not None:
        with threadpool_limits(PROCESSES):
            vectors = encoder.encode(texts)
        rows[True] = hstack([counted, csr_matrix(vectors)], format="csr", dtype=np.float32)
    tasks = [(question, with_vector) for question in answers for with_vector in rows]
    learnt = Parallel(n_jobs=PROCESSES)(
        delayed(_head)(question, rows[with_vector], counted.shape[1], answers[question])
        for question, with_vector in tasks
    )
    found = dict(zip(tasks, learnt, strict=True))
    heads = {with_vector: {question: found[question, with_vector] for question in answers} for with_vector in rows}
    return Classifier(counts, heads, encoder)


def _even(labels: Sequence[str]) -> Labels:
    """Several right labels share the weight of one."""
    return {label: 1 / len(labels) for label in labels}


def _main_first(needs: Sequence[str]) -> Labels:
    return {need: LATER if place else 1.0 for place, need in enumerate(needs)}


def _head(question: str, numbers: csr_matrix, counted: int, answers: Sequence[Labels]) -> Head:
    """Learn one question. A message with several right answers stands there once for each."""
    chosen = [(row, label, weight) for row, each in enumerate(answers) for label, weight in each.items()]
    rows, labels, weights = zip(*chosen, strict=True)
    model = LogisticRegression(C=STRENGTH[question], max_iter=MOST_STEPS)
    model.fit(numbers[list(rows)], np.array(labels), sample_weight=np.array(weights, dtype=np.float32))
    learnt = model.coef_.T.astype(np.float32)
    return Head(tuple(model.classes_.tolist()), learnt[:counted], learnt[counted:], model.intercept_.astype(np.float32))
