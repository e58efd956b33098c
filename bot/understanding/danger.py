"""How dangerous is what this message tells? Signals from several detectors are put together.

Any one of them is enough, unless what was learnt is fairly sure of the contrary (classifier.py). Decided on every
message, apart from and before what it asks for. Tuned to miss as little as it can: a false
alarm costs one panel, a miss can cost a child. Two decisions that labels and replies rest on:

* Somebody at the act now (tablets taken, on the bridge) is immediate danger, because 999 comes first; the level
  self_harm is kept in `levels` beside it. Intent without the act, even "tonight", is self_harm.
* Abuse told in the past is a disclosure (it needs the right support), unless the message says it is over and safe.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from understanding.index import Index
from understanding.lexicon import Entry
from understanding.normalise import Message
from understanding.reading import LEVELS, NONE
from understanding.scope import Scope


@dataclass(frozen=True)
class Signal:
    """One reason to think of danger: a detector's id for it, its level, and the needs it tells of.

    silenced: the words stand there, but the scope rules say that they tell no danger here ("he does not hit me").
    """

    id: str
    level: str
    needs: tuple[str, ...] = ()
    also: str | None = None
    silenced: bool = False


Likelihoods = Mapping[str, float]  # of each label, 0-1
NOT_SAID = ""  # the label of messages that tell no need, or not who writes
OUT_OF_SCOPE = "out_of_scope"  # in place of a need: the message asks for something that the guide is not for


class Detector(Protocol):
    """Anything that finds signals in a message by its words."""

    def signals(self, message: Message) -> tuple[Signal, ...]:
        """The signals in `message`, silenced ones too; empty when there are none."""
        ...


@dataclass(frozen=True)
class DangerReading:
    """What all detectors found together. `levels` most urgent first."""

    signals: tuple[Signal, ...]

    @property
    def levels(self) -> tuple[str, ...]:
        """Every level that fired, most urgent first."""
        fired = {signal.level for signal in self.signals} | {signal.also for signal in self.signals}
        return tuple(level for level in LEVELS if level in fired)

    @property
    def level(self) -> str:
        """The most urgent level, or "none"."""
        return next(iter(self.levels), NONE)


class LexiconDetector:
    """Signals from the reviewed word lists, each match judged by the scope rules."""

    def __init__(self, entries: tuple[Entry, ...], scope: Scope) -> None:
        self._patterns = [(entry, pattern) for entry in entries for pattern in entry.patterns]
        self._index = Index(pattern.sequence for _, pattern in self._patterns)
        self._scope = scope

    def signals(self, message: Message) -> tuple[Signal, ...]:
        """One signal for each entry that matches; silenced where none of its matches counts."""
        judge = self._scope.around(message)
        found: dict[str, tuple[Entry, list[bool]]] = {}
        for number in self._index.possible(message.walk):
            entry, pattern = self._patterns[number]
            for span in pattern.sequence.spans(message.walk):
                found.setdefault(entry.id, (entry, []))[1].append(judge.counts(entry, pattern, span))
        return tuple(
            Signal(entry.id, entry.level, entry.needs, entry.also, silenced=not any(counts))
            for entry, counts in found.values()
        )


def signals_of(message: Message, detectors: Iterable[Detector]) -> tuple[Signal, ...]:
    """All detectors' signals."""
    return tuple(signal for detector in detectors for signal in detector.signals(message))
