"""Learns the classifier from labelled messages. Needed for training only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import log_softmax
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from understanding.age_mentions import WRITER, AgeMention
from understanding.classifier import AUDIENCE, DANGER, DEPTH, LOOKS_AT, NEEDS, Classifier, Head
from understanding.counts import Counts, Seen
from understanding.encoder import Encoder, Vectors
from understanding.mentions import AGE, PLACE, QUESTIONS, WRITERS_AGE, Judge, Signs
from understanding.place import PlaceMention

STRENGTH = {DANGER: 8.0, NEEDS: 12.0, AUDIENCE: 8.0}  # the higher, the closer to the examples
MOST_STEPS = {True: 100, False: 50}  # with vectors, and for the case that no encoder is there
REMEMBERED = 6  # steps that the next one is chosen by
PROCESSES = 2
AT_ONCE = 1000  # messages that a process encodes before it takes the next
FEWEST_WITH_A_SIGN = 3  # mentions
JUDGES_STRENGTH = 0.2  # as STRENGTH; signs are many and mentions few
LATER = 0.5  # what a need that is not the main one weighs

Labels = dict[str, float]  # each right label and what it weighs
Mention = tuple[Signs, bool]  # a number or place, and whether it is the one
T, R = TypeVar("T"), TypeVar("R")


@dataclass(frozen=True)
class Example:
    """A message and its right answers. An empty one teaches nothing about that question.

    weight: what its danger counts. facts: whether it was labelled with age and area too, so that their absence says
    that none counts. areas: council ids or "outside".
    """

    text: str
    danger: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    weight: float = 1.0
    facts: bool = False
    age: int | None = None
    age_is_of: str | None = None
    areas: tuple[str, ...] = ()


class ReadsMessages(Protocol):
    """What makes a text ready as it is when the guide reads."""

    def seen(self, text: str) -> Seen:
        """For what is told."""

    def mentions(self, text: str) -> tuple[Sequence[AgeMention], Sequence[PlaceMention]]:
        """For which number counts, and which place."""


def learn(examples: Sequence[Example], reader: ReadsMessages, encoder: Encoder | None) -> Classifier:
    """Learn from the examples, made ready by `reader`."""
    ready = _shared(_made_ready, _parts(examples, -(-len(examples) // PROCESSES)), reader)
    messages = [message for part, _ in ready for message in part]
    counts = Counts.learn(messages)
    counted = counts.of(messages)
    answers = {
        NEEDS: [_main_first(example.needs) for example in examples],  # the longest to learn, so first
        DANGER: [_even(example.danger, example.weight) for example in examples],
        AUDIENCE: [_even(example.audience) for example in examples],
    }
    vectors = {False: np.zeros((len(examples), 0), dtype=np.float32)}
    if encoder is not None:
        texts = [message.text for message in messages]
        vectors[True] = np.concatenate(_shared(_vectors, _parts(texts, AT_ONCE), encoder))
    tasks = [(question, with_vector) for question in answers for with_vector in sorted(vectors, reverse=True)]
    learnt = Parallel(n_jobs=PROCESSES)(
        delayed(_head)(
            counted[:, : counts.first(LOOKS_AT[question])], vectors[with_vector], answers[question], STRENGTH[question]
        )
        for question, with_vector in tasks
    )
    found = dict(zip(tasks, learnt, strict=True))
    heads = {with_vector: {question: found[question, with_vector] for question in answers} for with_vector in vectors}
    judges = {question: _judge([one for _, asked in ready for one in asked[question]]) for question in QUESTIONS}
    return Classifier(counts, heads, judges, encoder)


def _parts(of: Sequence[T], each: int) -> list[Sequence[T]]:
    return [of[start : start + each] for start in range(0, len(of), each)]


def _shared(work: Callable[[Any, Sequence[T]], R], parts: Sequence[Sequence[T]], tool: Any) -> list[R]:
    """What `work` makes of each part with the tool, between all processes."""
    return list(Parallel(n_jobs=PROCESSES)(delayed(work)(tool, part) for part in parts))


def _made_ready(reader: ReadsMessages, examples: Sequence[Example]) -> tuple[list[Seen], dict[str, list[Mention]]]:
    """The messages as they are seen, and what there is to learn of the numbers and places in them."""
    mentions: dict[str, list[Mention]] = {question: [] for question in QUESTIONS}
    for example in examples:
        if example.facts:
            numbers, places = reader.mentions(example.text)
            own = example.age_is_of == WRITER
            mentions[AGE] += [(one.signs, one.age == example.age) for one in numbers]
            mentions[WRITERS_AGE] += [(one.signs, own) for one in numbers if one.age == example.age]
            mentions[PLACE] += [(one.signs, not one.tells.isdisjoint(example.areas)) for one in places]
    return [reader.seen(example.text) for example in examples], mentions


def _judge(mentions: Sequence[Mention]) -> Judge:
    """Learn one of them: logistic regression over the signs that more than a few mentions have."""
    signs, answers = zip(*mentions, strict=True)
    counter = CountVectorizer(analyzer=sorted, min_df=FEWEST_WITH_A_SIGN, binary=True)
    learnt = LogisticRegression(C=JUDGES_STRENGTH, solver="liblinear").fit(counter.fit_transform(signs), answers)
    weights = dict(zip(counter.get_feature_names_out().tolist(), learnt.coef_[0].tolist(), strict=True))
    return Judge(weights, float(learnt.intercept_[0]))


def _vectors(encoder: Encoder, texts: Sequence[str]) -> Vectors:
    with threadpool_limits(1):
        return encoder.encode(texts, DEPTH)


def _even(labels: Sequence[str], weight: float = 1.0) -> Labels:
    """Several right labels share the weight of one."""
    return {label: weight / len(labels) for label in labels}


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
            options={"maxiter": MOST_STEPS[vectors.shape[1] > 0], "maxcor": REMEMBERED},
        ).x  # fmt: skip
    weights = best.reshape(shape).astype(np.float32)
    intercepts = weights[-1] - middle @ weights[counted:-1]
    return Head(tuple(labels), weights[:counted], weights[counted:-1], intercepts)
