"""The age a message in another language than English gives, and whether it is the writer's own.

Only what such a sentence says plainly is read: "mam 15 lat", "meri umar 12 saal". Years since something
happened, ages then and the age of whoever does harm are left alone. The word list is words/age_languages.yml.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from understanding.elements import Walk
from understanding.phrases import Phrases
from understanding.word_lists import word_list

OLDEST = 110
GROWN = 18
NUMBER, MARK = "n0", "c0"

# Letters of other alphabets; accents, dashes, signs and emoji are no such letters.
_OTHER_LETTERS = re.compile("[\u0400-\u052f\u0600-\u06ff\u0900-\u0dff\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[^\W\d_]+")
_LETTER = r"(?:[^\W\d_\u3400-\u9fff]|[\u0900-\u0963\u0970-\u09e5\u09f0-\u0a65\u0a70-\u0a75\u0640])"
_TOKEN = re.compile(
    rf"\d+|[〇一二三四五六七八九十两]+(?=[岁歲])|[\u3400-\u9fff]|{_LETTER}+|[.,!?;:()\n،؟؛।。，！？；：、–—]"
)
_MARKS = frozenset(".,!?;:()\n،؟؛।。，！？；：、–—")
_HAN_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"两": 2}
_PATTERN_PARTS = re.compile(r"(<[a-z_]+>)")


class LanguageAges:
    """Reads the ages of other languages. Build it once."""

    def __init__(self) -> None:
        lists = word_list("age_languages")
        self._phrases = Phrases(
            {
                "classes": {name: _spread(text) for name, text in lists["classes"].items()},
                "phrases": {name: [_spread(text) for text in group] for name, group in lists["phrases"].items()},
            }
        )
        self._and = frozenset(_fold(word) for word in lists["and"])
        self._numbers: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for words, value in _each(lists["numbers"]):
            self._numbers.setdefault(words[0], []).append((words, value))
        for choices in self._numbers.values():
            choices.sort(key=lambda choice: -len(choice[0]))
        self._tens_after = {_fold(word): value for word, value in lists["tens_after"].items()}
        self._in_one_word = {
            _fold(start + end): (value, _fold(end))
            for start, value in lists["before_old"].items()
            for end in lists["old_endings"]
        }
        self._latin = frozenset(_fold(word) for word in lists["latin"]) | self._in_one_word.keys()

    def read(self, light: str, english: Iterable[str]) -> tuple[int, bool] | None:
        """The age in `light`, a message in small letters, and whether it is the writer's; None without one.

        `english`: its words as they are read as English, which spares looking for them again.
        """
        if not self._may_hold_one(light, english):
            return None
        words, ages = self._numbered(_fold(light))
        if not ages:
            return None
        walk = Walk(tuple(words))
        not_now = set(self._at(walk, ages, "not_now")) - set(self._at(walk, ages, "surely"))
        found = {
            group: {ages[at] for at in self._at(walk, ages, group) if at not in not_now}
            for group in ("writer", "other", "pronoun", "bare")
        }
        child_named = self._phrases.says(walk, "child_named")
        others = found["other"] or (found["pronoun"] if child_named else set())
        others = {age for age in others if age not in found["writer"]}
        if found["writer"] and (not others or min(found["writer"]) < GROWN):
            return _only(found["writer"], writers=True)
        return _only(others, writers=False) or _only(found["bare"], writers=not child_named)

    def _may_hold_one(self, light: str, english: Iterable[str]) -> bool:
        if light.isascii():
            return not self._latin.isdisjoint(english)
        return bool(_OTHER_LETTERS.search(light)) or not self._latin.isdisjoint(_LATIN_WORD.findall(_fold(light)))

    def _at(self, walk: Walk, ages: Mapping[int, int], group: str) -> Iterator[int]:
        """Where the numbers stand that the group's patterns mean: the last number of each."""
        for start, end in self._phrases.found(walk, group):
            yield from [at for at in range(start, end) if at in ages][-1:]

    def _numbered(self, text: str) -> tuple[list[str], dict[int, int]]:
        """The words with numbers as n0 and marks as c0, and position → years."""
        tokens = _TOKEN.findall(text)
        words: list[str] = []
        ages: dict[int, int] = {}
        at = 0
        while at < len(tokens):
            length, value, after = self._number(tokens, at)
            if value is None:
                words.append(MARK if tokens[at] in _MARKS else tokens[at])
            else:
                ages[len(words)] = value
                words.extend([NUMBER, *after])
            at += length
        return words, {at: age for at, age in ages.items() if age <= OLDEST}

    def _number(self, tokens: list[str], at: int) -> tuple[int, int | None, list[str]]:
        """(tokens taken, the number that begins at token `at` or None, words that stand for its ending)."""
        token = tokens[at]
        if token.isdecimal():
            return 1, int(token) if len(token) <= 3 else OLDEST + 1, []
        if tokens[at + 1 : at + 2] in (["岁"], ["歲"]) and (token[0] in _HAN_DIGITS or token[0] == "十"):
            return 1, _han(token), []
        if token in self._in_one_word:
            value, ending = self._in_one_word[token]
            return 1, value, [ending]
        length, value = self._written(tokens, at)
        if value is None:
            return 1, None, []
        last = tokens[at + length - 1]
        kept = (
            [last] if length > 1 and last not in self._numbers and self._phrase_ends_apart(tokens, at, length) else []
        )
        if value < 10 and tokens[at + length : at + length + 1] and tokens[at + length] in self._tens_after:
            return length + 1, value + self._tens_after[tokens[at + length]], []
        if value in range(20, 100, 10):
            next_at = at + length + (tokens[at + length : at + length + 1] != [] and tokens[at + length] in self._and)
            more, ones = self._written(tokens, next_at)
            if ones is not None and ones < 10:
                return next_at - at + more, value + ones, []
        return length, value, kept

    def _phrase_ends_apart(self, tokens: list[str], at: int, length: int) -> bool:
        """Whether a number was told by the word for years after it, which then stays a word."""
        return length == 2 and (tokens[at],) not in [words for words, _ in self._numbers[tokens[at]]]

    def _written(self, tokens: list[str], at: int) -> tuple[int, int | None]:
        """The longest number in letters that begins at token `at`: (tokens, number)."""
        for words, value in self._numbers.get(tokens[at], ()) if at < len(tokens) else ():
            if tuple(tokens[at : at + len(words)]) == words:
                return len(words), value
        return 1, None


def _each(numbers: Mapping[str, Mapping[str, int]]) -> Iterable[tuple[tuple[str, ...], int]]:
    for words in numbers.values():
        for word, value in words.items():
            yield tuple(_fold(word).split()), value


def _only(ages: set[int], *, writers: bool) -> tuple[int, bool] | None:
    return (ages.copy().pop(), writers) if len(ages) == 1 else None


def _han(written: str) -> int:
    """The number in Chinese digits up to 99: 三十五."""
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return int("".join(str(_HAN_DIGITS[sign]) for sign in written))
    return _HAN_DIGITS.get(tens, 1) * 10 + _HAN_DIGITS.get(ones, 0)


def _spread(written: str) -> str:
    """A pattern or class as it is matched: folded."""
    return "".join(part if part.startswith("<") else _fold(part) for part in _PATTERN_PARTS.split(written))


def _fold(text: str) -> str:
    """Without accents, vowel marks and apostrophes; one form of the Arabic letters that are typed in two."""
    if text.isascii():
        return text.replace("'", "")
    parts = unicodedata.normalize("NFD", text)
    plain = "".join(sign for sign in parts if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf")
    return plain.translate(_SAME).replace("'", "")


_SAME: Mapping[int, Any] = str.maketrans("يىكہھەۀṭ", "ییکههههt")
