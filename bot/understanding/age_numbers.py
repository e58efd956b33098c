"""A message's words with its numbers told apart: an age is not a time, a date, a price, a postcode or a year.

The numbers become words of their own, so that patterns in words/age.yml can name them:
    n0  a number that may be an age        s0  a school year (its younger age)     o0  an ordinal: 16th
    d0  a full date (the age it gives)     y0  a year, or a month of one            x0  any other figure
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
_PARTS_OF_A_YEAR = {"month": 12, "months": 12, "week": 52, "weeks": 52, "day": 365, "days": 365}
_BABIES = frozenset(("baby", "newborn"))
_MOST_CORRECTED = 5  # years: "16, no, 17", but not "15. sorry, 2 days ago"
_AGE_BEFORE_YEAR_1 = 4  # year 10 is for those who are 14 when it begins

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b"
)
_YEAR = r"(?:19|20)\d\d(?!\d)"
_DATE = r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})(?!\d)"
_LONG_DATE = rf"\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{'|'.join(_MONTHS)})[a-z]* \d{{4}}(?!\d)"
# Vowel signs of Hindi, Bengali, Punjabi and the like are part of a word too.
_LETTERS = r"[^\W\d_]+(?:[\u0900-\u0963\u0980-\u09e3\u0a01-\u0a65]+[^\W\d_]*)*"
_TOKEN = re.compile(
    rf"(?P<date>{_DATE}|{_LONG_DATE})"
    rf"|(?P<monthly>\b{_MONTH} {_YEAR}|{_YEAR},? ?(?:in )?{_MONTH})"
    r"|(?P<figure>[£$€#@] ?\d[\d.,]*|\d+(?:[/:.,-]\d+)+[a-z]*)"
    r"|(?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<glued>[a-z]+(?=\d))(?P<after>\d+[a-z\d]*)"
    r"|(?P<number>\d+)(?: 1/2)?(?P<unit>y/o|[a-z]*)"
    rf"|(?P<word>y/o\b|{_LETTERS}(?:'{_LETTERS})*)"
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
        self._stages: dict[str, list[tuple[list[str], int]]] = {}
        for stage, age in lists["stages"].items():
            self._stages.setdefault(stage.split()[-1], []).append((stage.split(), age))
        self._short = {key: value.split() for key, value in short.items()}
        self._spelling = spelling

    def read(self, light: str, today: Callable[[], date]) -> Numbered:
        """The words of `light`, a message in small letters. Dates and years give the age on the day `today` says."""
        line = _Line(self._lists, self._stages)
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
        elif kind == "monthly":
            line.put("y0", _age_since_month(token["monthly"], today()))
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
        elif len(digits) == 2 and line.after_birth():
            line.put("y0", max((today().year - int(digits)) % 100 - 1, 0))
        else:
            line.number(digits)
            for word in [PLURAL] if plural else self._lists["units"].get(unit, "").split():
                line.word(word)

    def _add_word(self, line: "_Line", typed: str) -> None:
        plain = typed.replace("'", "")
        written = self._short.get(typed) or self._short.get(plain) or [self._spelling.mend(plain)]
        for word in written:
            value = self._lists["words"].get(word)
            if word in self._lists["after_year"] and line.after_school_year():
                value = self._lists["after_year"][word]
            if line.written_out and line.add_to_tens(value or self._lists["after_tens"].get(word, 0)):
                continue
            if word in self._lists["ordinal_words"]:
                line.ordinal(self._lists["ordinal_words"][word])
            elif value is not None:
                line.number(str(value))
                line.written_out = True
            else:
                line.word(word)


class _Line:
    """The words found so far."""

    def __init__(self, lists: Mapping[str, Any], stages: Mapping[str, list[tuple[list[str], int]]]) -> None:
        self._lists = lists
        self._stages = stages  # last word → every stage that ends with it, and its age
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
            self.put("o0", number if number <= OLDEST else None)

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
        for stage, age in self._stages.get(word, ()):
            within = range(len(self.words) - len(stage) + 1, len(self.words))
            if self.words[-len(stage) :] == stage and self.clauses.isdisjoint(within):
                self._drop(len(stage))
                self.put("s0", age)
                self.words.extend([PLURAL] if stage[-1] == "formers" else [])
        if word in _PARTS_OF_A_YEAR or word == "old":
            self._young_age()

    def _young_age(self) -> None:
        """Makes "18 months old" 1 year old, and "15 and 2 months" 15."""
        old = self.words[-1] == "old"
        at = len(self.words) - 2 - old
        if at < 0 or self.words[at] != "n0" or self.words[at + 1] not in _PARTS_OF_A_YEAR:
            return
        if not old and self.words[max(at - 3, 0) : at] in (["n0", "years", "and"], ["n0", "year", "and"]):
            self._drop(4)
        elif not old and self.words[max(at - 2, 0) : at] == ["n0", "and"]:
            self._drop(3)
        elif old or not _BABIES.isdisjoint(self.words[max(at - 2, 0) : at]):
            age = self.ages[at] // _PARTS_OF_A_YEAR[self.words[at + 1]]
            self._drop(2 + old)
            self.put("n0", age)
            self.words.extend(("years", "old"))

    def _drop(self, count: int) -> None:
        """Forgets the last words, and the numbers and clauses among them."""
        del self.words[len(self.words) - count :]
        self.ages = {at: age for at, age in self.ages.items() if at < len(self.words)}
        self.clauses = {at for at in self.clauses if at <= len(self.words)}

    def number(self, digits: str) -> None:
        age = int(digits) if len(digits) <= 3 else OLDEST + 1
        if len(digits) == 1 and self._typed_apart():
            self._drop(1)
            age += 10
        elif self.words:
            self._correct(age)
        if age in _SCHOOL_YEARS and self.after_school_year():
            self.words.pop()
            self.put("s0", age + _AGE_BEFORE_YEAR_1)
        else:
            self.put("n0", age if age <= OLDEST and age != POLICE_NUMBER else None)

    def _typed_apart(self) -> bool:
        """Whether the digit to come belongs to the one before: "im 1 4"."""
        return self.ages.get(len(self.words) - 1) == 1 and self.words[-2:-1] in (["am"], ["is"], ["aged"], ["age"])

    def _correct(self, age: int) -> None:
        """Forgets "80 odd, well" before 82."""
        for written in self._lists["corrections"]:
            count = len(written.split()) + 1
            before = self.ages.get(len(self.words) - count) if self.words[-count : -count + 1] == ["n0"] else None
            if before is not None and self.words[1 - count :] == written.split():
                if abs(age - before) <= _MOST_CORRECTED:
                    self._drop(count)
                return

    def after_birth(self) -> bool:
        """Whether a year may come: "born 09", "born in 09"."""
        return self.words[-1:] == ["born"] or self.words[-2:] == ["born", "in"]

    def after_school_year(self) -> bool:
        """Whether the number follows `year` as in "year 10", not as in "last year 3 men"."""
        if self.words[-1:] not in (["year"], ["y"]) or len(self.words) in self.clauses:
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


def _age_since_month(written: str, today: date) -> int | None:
    """Whole years since a month of a year, the birthday not yet counted in its own month."""
    year = int(re.findall(r"\d{4}", written)[0])
    month = _MONTHS.index(re.findall(r"[a-z]{3,}", written)[0][:3]) + 1
    years = today.year - year - (today.month <= month)
    return years if 0 <= years <= OLDEST else None
