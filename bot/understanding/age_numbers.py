"""A message's words with its numbers told apart: an age is not a time, a date, a price, a postcode or a year.

The numbers become words of their own, so that patterns in words/age.yml can name them:
    n0  a number that may be an age        s0  a school year (its younger age)     o0  an ordinal: 16th
    d0  a full date (the age it gives)     y0  a year (the age it gives)           x0  any other figure
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from understanding.elements import Walk
from understanding.spelling import Spelling

OLDEST = 110
PLURAL = "plural"  # follows a school year: "the year 9s" are many
POLICE_NUMBER = 101  # nobody who types it means an age
_TENS = range(20, 100, 10)
_SCHOOL_YEARS = range(1, 14)
_SEXES = ("f", "m")
_AGES_AFTER_A_LETTER = range(10, 25)  # f17 and m16; the M4, M25 and M40 are roads
_AGE_BEFORE_YEAR_1 = 4  # year 10 is for those who are 14 when it begins

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})(?!\d)"
_LONG_DATE = rf"\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{'|'.join(_MONTHS)})[a-z]* \d{{4}}(?!\d)"
_TOKEN = re.compile(
    rf"(?P<date>{_DATE}|{_LONG_DATE})"
    r"|(?P<figure>[£$€#@] ?\d[\d.,]*|\d+(?:[/:.,-]\d+)+[a-z]*)"
    r"|(?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<glued>[a-z]+(?=\d))(?P<after>\d+[a-z\d]*)"
    r"|(?P<number>\d+)(?P<unit>y/o|[a-z]*)"
    r"|(?P<word>y/o\b|[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<mark>[.,!?;:()\n|/+%–—-]+)"
)


@dataclass(frozen=True)
class Numbered:
    """Words with numbers as n0, s0 and so on. `ages`: position → years; `clause_starts` as in Message."""

    words: tuple[str, ...]
    ages: Mapping[int, int]
    clause_starts: frozenset[int]

    @cached_property
    def walk(self) -> Walk:
        """For matching patterns."""
        return Walk(self.words)


class Numbers:
    """Finds the numbers. `lists`: the part `numbers` of words/age.yml; `short`: short forms written out."""

    def __init__(self, lists: Mapping[str, Any], short: Mapping[str, str], spelling: Spelling) -> None:
        self._lists = lists
        self._short = {key: value.split() for key, value in short.items()}
        self._spelling = spelling

    def read(self, light: str, today: Callable[[], date]) -> Numbered:
        """The words of `light`, a message in small letters. Dates and years give the age on the day `today` says."""
        line = _Line(self._lists)
        for token in _TOKEN.finditer(light):
            self._add(line, token, today)
        return Numbered(tuple(line.words), line.ages, frozenset(line.clauses))

    def _add(self, line: "_Line", token: re.Match[str], today: Callable[[], date]) -> None:
        kind = token.lastgroup
        if kind == "word":
            self._add_word(line, token["word"])
        elif kind == "mark":
            line.mark(token["mark"])
        elif kind == "date":
            line.put("d0", _age_on(token["date"], today()))
        elif kind == "ordinal":
            line.ordinal(int(token["ordinal"][:-2]))
        elif kind == "after":
            line.after_letters(token["glued"], token["after"])
        elif kind == "unit":
            self._add_number(line, token["number"], token["unit"], today)
        else:
            line.put("x0")

    def _add_number(self, line: "_Line", digits: str, unit: str, today: Callable[[], date]) -> None:
        plural = unit == "s" and line.words[-1:] == ["year"]  # one of my year 9s
        if plural:
            unit = ""
        if unit and unit not in self._lists["units"]:
            line.put("x0")
        elif len(digits) == 4 and not unit and 0 <= today().year - int(digits) <= OLDEST:
            line.put("y0", max(today().year - int(digits) - 1, 0))
        else:
            line.number(digits)
            line.words.extend([PLURAL] if plural else self._lists["units"].get(unit, "").split())

    def _add_word(self, line: "_Line", typed: str) -> None:
        plain = typed.replace("'", "")
        written = self._short.get(typed) or self._short.get(plain) or [self._spelling.mend(plain)]
        for word in written:
            value = self._lists["words"].get(word)
            if line.written_out and line.add_to_tens(value or self._lists["after_tens"].get(word, 0)):
                continue
            if value is not None:
                line.number(str(value))
                line.written_out = True
            else:
                line.word(word)


class _Line:
    """The words found so far."""

    def __init__(self, lists: Mapping[str, Any]) -> None:
        self._lists = lists
        self.words: list[str] = []
        self.ages: dict[int, int] = {}
        self.clauses = {0}
        self.written_out = False  # the last word was a number in letters

    def put(self, word: str, age: int | None = None) -> None:
        self.written_out = False
        if age is not None:
            self.ages[len(self.words)] = age
        self.words.append(word if age is not None else "x0")

    def ordinal(self, number: int) -> None:
        if number in self._lists["ordinals"]:
            self.word(self._lists["ordinals"][number])
        else:
            self.put("o0", number)

    def mark(self, marks: str) -> None:
        self.clauses.add(len(self.words))
        self.words.extend(word for sign, word in (("+", "plus"), ("%", "percent")) if sign in marks)

    def add_to_tens(self, ones: int) -> bool:
        """Makes twenty and five one number; False where the words are not that."""
        tens = self.ages.get(len(self.words) - 1, 0)
        if tens not in _TENS or not 0 < ones < 10:
            return False
        self.ages[len(self.words) - 1] = tens + ones
        self.written_out = False
        return True

    def word(self, word: str) -> None:
        self.written_out = False
        self.words.append(word)
        for words, age in self._lists["stages"].items():
            stage = words.split()
            if self.words[-len(stage) :] == stage:
                del self.words[-len(stage) :]
                self.put("s0", age)

    def number(self, digits: str) -> None:
        age = int(digits) if len(digits) <= 3 else OLDEST + 1
        if age in _SCHOOL_YEARS and self._after_school_year():
            self.words.pop()
            self.put("s0", age + _AGE_BEFORE_YEAR_1)
        else:
            self.put("n0", age if age <= OLDEST and age != POLICE_NUMBER else None)

    def _after_school_year(self) -> bool:
        """Whether the number follows `year` as in "year 10", not as in "last year 3 men"."""
        if self.words[-1:] != ["year"] or len(self.words) in self.clauses:
            return False
        before = " ".join(self.words[-3:-1])
        return not any(f" {before}".endswith(f" {words}") for words in self._lists["not_before_school_year"])

    def after_letters(self, letters: str, rest: str) -> None:
        """y10, im15, f17; any other letters and digits are a road, a postcode or a section."""
        written = self._lists["letters_before"].get(letters)
        plural = False
        if written == "year":
            rest, plural = rest.removesuffix("s"), rest.endswith("s")  # one of our y6s
        lettered = letters in _SEXES and not (rest.isdigit() and int(rest[:3]) in _AGES_AFTER_A_LETTER)
        if written is None or not rest.isdigit() or lettered:
            self.put("x0")
        else:
            self.words.extend(written.split())
            self.number(rest)
            self.words.extend([PLURAL] * plural)


def _age_on(written: str, today: date) -> int | None:
    """Whole years since a date written day first; None for a date that is none, is to come or is too long ago."""
    day, month, year = re.findall(r"\d+|(?<![a-z\d])[a-z]{3}", re.sub(r"(?<=\d)(st|nd|rd|th)|\bof\b", "", written))
    number = int(year)
    if len(year) == 2:
        number += 2000 if number <= today.year % 100 else 1900
    try:
        born = date(number, int(month) if month.isdigit() else _MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return years if 0 <= years <= OLDEST else None
