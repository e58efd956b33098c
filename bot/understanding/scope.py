"""What makes danger words harmless: negation, sayings, stories, questions about the subject, jokes, past and safe.

Each rule silences single signals, never the whole message: "he's in prison now but i want to die" is still self-harm.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from understanding.elements import Sequence
from understanding.lexicon import Entry, Pattern
from understanding.normalise import Message
from understanding.patterns import Grammar
from understanding.reading import DISCLOSURE, IMMEDIATE_DANGER, SELF_HARM

_NEAR_THE_WRITER = frozenset({"i", "me", "my", "myself", "us", "we", "our", "mine", "ourselves"})
_LISTS = (
    "sayings",
    "stories",
    "dreams",
    "games",
    "questions",
    "safe_now",
    "never_again",
    "not_safe_yet",
    "long_ago",
    "back_then",
    "now",
    "recovered",
    "laughing",
    "trifles",
)

Span = tuple[int, int]


class Scope:
    """The scope rules, compiled. `around(message)` gives a judge for one message."""

    def __init__(self, lists: Mapping[str, Any], grammar: Grammar) -> None:
        self.frames: dict[str, tuple[Sequence, ...]] = {
            name: tuple(grammar.read(written) for written in lists[name]) for name in _LISTS
        }
        self.negators = frozenset(lists["negators"])
        self.lifted_by = frozenset(lists["negation_lifted_by"])
        self.skipped = frozenset(lists["skipped_before"])
        self.skipped_for_self_harm = self.skipped | frozenset(lists["skipped_before_self_harm"])

    def around(self, message: Message) -> "Judge":
        """A judge of this message's signals."""
        return Judge(self, message)

    def vocabulary(self) -> Iterable[str]:
        """The words the rules are written with."""
        return (word for frames in self.frames.values() for frame in frames for word in frame.vocabulary())


class Judge:
    """Says of each match in one message whether it counts. Frames are looked for only when something matched."""

    def __init__(self, scope: Scope, message: Message) -> None:
        self._scope = scope
        self._message = message
        self._found: dict[str, list[Span]] = {}

    def counts(self, entry: Entry, pattern: Pattern, span: Span) -> bool:
        """Whether this match is a signal."""
        if self._overlaps("sayings", span):
            return False
        if "negation" not in entry.ignores and self._negated(entry, pattern, span):
            return False
        return self._allows(entry, self._near_the_writer(max(0, span[0] - 1), span[1] + 1))

    def plain(self, span: Span) -> bool:
        """Whether the words of a weak sign are no saying and not turned round by a "not"."""
        before = self._message.words[max(0, span[0] - 1) : span[0]]
        return not self._overlaps("sayings", span) and not set(before) & self._scope.negators

    def allows(self, entry: Entry) -> bool:
        """Whether the message as a whole lets signs gathered from all over it count."""
        return self._allows(entry, self._near_the_writer(0, len(self._message.words)))

    def _near_the_writer(self, first: int, last: int) -> bool:
        """Whether these words speak of the writer; the "i" of "how do i know if…" does not."""
        asked = {at for span in self._spans("questions") for at in range(*span)}
        words = self._message.words
        return any(words[at] in _NEAR_THE_WRITER and at not in asked for at in range(first, min(last, len(words))))

    def _allows(self, entry: Entry, near: bool) -> bool:
        if entry.joke and self._joke(entry):
            return False
        return not (
            ("fiction" not in entry.ignores and self._fiction(entry, near))
            or ("question" not in entry.ignores and not near and self._is("questions"))
            or self._over(entry)
        )

    def _spans(self, name: str) -> list[Span]:
        if name not in self._found:
            self._found[name] = [
                span
                for frame in self._scope.frames[name]
                for span in frame.spans(self._message.walk)
                if span[0] < span[1]
            ]
        return self._found[name]

    def _is(self, name: str) -> bool:
        return bool(self._spans(name))

    def _overlaps(self, name: str, span: Span) -> bool:
        return any(start < span[1] and span[0] < end for start, end in self._spans(name))

    def _negated(self, entry: Entry, pattern: Pattern, span: Span) -> bool:
        """A "not" inside the match, or before it with nothing but small verbs between ("has never really been")."""
        scope, words = self._scope, self._message.words
        skipped = scope.skipped_for_self_harm if entry.level == SELF_HARM else scope.skipped
        before = span[0] - 1
        while before >= 0 and words[before] in skipped:
            before -= 1
        if before >= 0 and words[before] in scope.negators:
            return True
        return not pattern.negative and any(
            words[at] in scope.negators and words[at + 1] not in scope.lifted_by for at in range(span[0], span[1] - 1)
        )

    def _joke(self, entry: Entry) -> bool:
        """Laughing, or a trifling cause; talk of dying needs both."""
        signs = self._is("laughing") + self._is("trifles")
        return signs == 2 or (signs == 1 and entry.level != SELF_HARM)

    def _fiction(self, entry: Entry, near: bool) -> bool:
        if self._is("stories") and not near:
            return True
        deed = entry.level == IMMEDIATE_DANGER or entry.id.startswith(("violence.", "self_harm."))
        return deed and (self._is("games") or self._is("dreams"))

    def _over(self, entry: Entry) -> bool:
        """Told as past and safe. Abuse in the past without a word of being safe still counts."""
        if entry.level == SELF_HARM:
            return self._is("recovered") and not self._not_safe_yet()
        if self._then(entry):
            return True
        if "safe" not in entry.ignores and self._is("safe_now") and not self._not_safe_yet():
            return True
        mild = entry.level == DISCLOSURE and "past" not in entry.ignores
        return mild and self._is("long_ago") and not self._not_safe_yet()

    def _not_safe_yet(self) -> bool:
        """A word that the danger goes on, outside the words that say it is over ("never saw him again")."""
        over = self._spans("never_again")
        return any(
            not any(first <= start and end <= last for first, last in over)
            for start, end in self._spans("not_safe_yet")
        )

    def _then(self, entry: Entry) -> bool:
        """Dated in the past: no immediate danger, though the same words may still disclose abuse."""
        dated = entry.level == IMMEDIATE_DANGER and "past" not in entry.ignores
        return dated and self._is("back_then") and not self._is("now")
