"""Which language is a message in? By its letters first, then by the common words of words/languages/*.yml.

English is the rule: a message is in another language only when that language's own words outnumber the English ones, so
that slang, names and a borrowed word ("I ate pierogi") change nothing. Hindi in Latin letters is read as Urdu, which it
is in speech. Languages written alike (Urdu and Punjabi in Shahmukhi, Arabic, Dari, Pashto) are told apart by words and
letters only one of them has; a few short words can be too little for that.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from understanding.lexicon import Entry, entry_from
from understanding.patterns import Grammar
from understanding.word_lists import HERE, ordinary_words, read_yaml, word_list

FOREIGN_SHARE = 0.5  # of the letters, from which a message in other letters is in another language
FEWEST_WORDS = 2  # different words of a language, but for those that say enough alone
MOST_ALONE = 3  # words in a message that one such word decides
LATIN, ARABIC = "latin", "arabic"

# A Chinese character is a word; in Indic scripts vowel signs are part of one.
_WORD = re.compile(r"[\u3400-\u9fff]|(?:[^\W\d_\u3400-\u9fff]|['\u0900-\u0963\u0966-\u0dff])+")
_HAN = re.compile(r"([\u3400-\u9fff])(?!\*)")
_MARKS = re.compile("[\u0300-\u036f\u0640\u064b-\u065f\u0670\u093c\u0981\u09bc\u0a02\u0a3c\u0a70\u0a71\u200c\u200d']")
_RUN = re.compile(r"(.)\1{2,}")
_PERSIAN_PREFIX = re.compile(r"\b(ن?م[یي]) (?=\w)")
_ONE_LETTER = str.maketrans({
    "ł": "l", "đ": "d", "ø": "o", "ı": "i", "ß": "s", "ي": "ی", "ى": "ی", "ې": "ی", "ۍ": "ی", "ئ": "ی", "ك": "ک",
    "ګ": "گ", "ة": "ه", "ھ": "ه", "ہ": "ه", "ۂ": "ه", "ۀ": "ه", "ە": "ه", "ۃ": "ه", "ے": "ی", "ں": "ن",
})  # fmt: skip
_ROMAN_WORD = re.compile(r"[a-z]+")
_ROMAN = (("aa", "a"), ("ee", "i"), ("oo", "u"), ("w", "v"), ("ph", "f"), ("ck", "k"), ("q", "k"))
_DOUBLE = re.compile(r"(.)\1+")
_END = re.compile(r"ay$")


@dataclass(frozen=True)
class Language:
    """One language's lists.

    `roman`: it is also typed in Latin letters, in no fixed spelling (Urdu, Punjabi).
    `negated_after`: "not" follows the verb (Bengali).
    """

    code: str
    names: frozenset[str]
    words: frozenset[str]
    alone: frozenset[str]
    negations: frozenset[str]
    letters: frozenset[str]
    roman: bool = False
    negated_after: bool = False
    entries: tuple[Entry, ...] = ()

    def spelled(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """`words` as this language's lists spell them."""
        return tuple(roman_key(word) if word.isascii() else word for word in words) if self.roman else words


@dataclass(frozen=True)
class Heard:
    """language: ISO code, None for English or not known. possible: every language of which words were found."""

    language: str | None = None
    possible: tuple[Language, ...] = ()
    words: tuple[str, ...] = field(default=(), repr=False)


class LanguageReader:
    """Tells languages apart. Keeps nothing of a message."""

    def __init__(self, lists: Mapping[str, Any], languages: Iterable[Language]) -> None:
        self.languages = {language.code: language for language in languages}
        self._english = ordinary_words() | frozenset(lists["english"].split())
        ranges = sorted((start, end, script) for script, (start, end) in lists["scripts"].items())
        self._starts, self._ranges = [start for start, _, _ in ranges], ranges
        self._written: dict[str, list[Language]] = {
            script: [self.languages[code] for code in codes] for script, codes in lists["written_in"].items()
        }
        self._only = lists["only_language"]
        self._asking = frozenset(lists["asking"].split())
        self._in_arabic = frozenset(word for one in self._written[ARABIC] for word in one.words)
        counts = Counter(word for one in self._written[LATIN] for word in one.words)
        self._shared = frozenset(word for word, count in counts.items() if count > 1)

    @classmethod
    def load(cls) -> "LanguageReader":
        """Read words/languages.yml and words/languages/*.yml. Raises ValueError naming what is malformed."""
        raw = [read_yaml(path) for path in sorted((HERE / "languages").glob("*.yml"))]
        return cls(word_list("languages"), [_language(one) for several in raw for one in several["languages"]])

    def read(self, text: str) -> str | None:
        """The language of `text` as an ISO 639 code; None for English, and where it cannot be told."""
        return self.hear(text).language

    def hear(self, text: str) -> Heard:
        """The language of `text`, with what its danger words are looked for in."""
        plain = text.lower()
        typed = _WORD.findall(plain)
        if not typed:
            return Heard()
        words = tuple(_WORD.findall(_RUN.sub(r"\1", fold(plain))))
        script = self._script(typed)
        if script == LATIN:
            return self._in_latin(typed, words)
        if script in self._only:
            code = self._only[script]
            return Heard(code, tuple(one for one in self.languages.values() if one.code == code), words)
        if script == ARABIC:
            words = tuple(self._without_and(word) for word in words)
        scores = {one: _score(one, typed, words) for one in self._written.get(script, ())}
        possible = sorted((one for one in scores if scores[one]), key=lambda one: -scores[one])
        first = possible or self._written.get(script, [])
        return Heard(first[0].code if first else None, tuple(possible), words)

    def asked_for(self, text: str) -> str | None:
        """The language somebody asks to speak, in English: "do you have anybody who speaks Polish"."""
        return None if self._asking.isdisjoint(_WORD.findall(fold(text.lower()))) else self.named(text)

    def named(self, text: str) -> str | None:
        """The language named in a message that is known to ask for one: "do you have this in Polish"."""
        words = set(_WORD.findall(fold(text.lower())))
        return next((code for code, one in self.languages.items() if one.names & words), None)

    def _without_and(self, word: str) -> str:
        """Arabic writes "and" together with the next word."""
        known = self._in_arabic
        return word[1:] if word[0] == "و" and word not in known and word[1:] in known else word

    def _script(self, typed: list[str]) -> str:
        """The letters that most of the message is in; of other letters there must be more than of Latin ones."""
        first: Counter[str] = Counter()
        for word in typed:
            first[word[0]] += len(word)
        letters: Counter[str] = Counter()
        for letter, count in first.items():
            letters[self._script_of(letter)] += count
        foreign = sum(count for script, count in letters.items() if script != LATIN)
        if foreign <= FOREIGN_SHARE * sum(letters.values()):
            return LATIN
        return max((script for script in letters if script != LATIN), key=lambda script: letters[script])

    def _script_of(self, letter: str) -> str:
        number = ord(letter)
        at = bisect_right(self._starts, number) - 1
        return self._ranges[at][2] if at >= 0 and number <= self._ranges[at][1] else LATIN

    def _in_latin(self, typed: list[str], words: tuple[str, ...]) -> Heard:
        english = self._english_ones(typed, words)
        counts = Counter(word for word in words if word not in english)
        plain = tuple(counts)
        keys = tuple(roman_key(word) if word.isascii() else word for word in plain)
        accented = [word for word in typed if not word.isascii()]
        scores: dict[Language, float] = {}
        certain: list[Language] = []
        for one in self._written[LATIN]:
            spelled = zip(keys if one.roman else plain, counts.values(), strict=True)
            found = [(word, count) for word, count in spelled if word in one.words]
            different = {word for word, _ in found}
            marked = sum(1 for word in accented if not one.letters.isdisjoint(word))
            if not found or (len(different) + bool(marked) < FEWEST_WORDS and one.alone.isdisjoint(different)):
                continue
            own = sum(count for _, count in found) + marked
            against = sum(1 for word in words if word in english and word not in one.words)
            alone = len(words) <= MOST_ALONE and not against and not one.alone.isdisjoint(different)
            if alone or len(different) + bool(marked) >= FEWEST_WORDS:
                scores[one] = own + len(different - self._shared)  # a word that only one language has weighs more
                if alone or own > against:
                    certain.append(one)
        possible = sorted(scores, key=lambda one: -scores[one])
        first = next((one.code for one in possible if one in certain), None)
        return Heard(first, tuple(possible), words)

    def _english_ones(self, typed: list[str], words: tuple[str, ...]) -> frozenset[str]:
        """Which of the words are English: as they were typed, for `în` is not `in`."""
        marked = {fold(word) for word in typed if not word.isascii()}
        return frozenset(word for word in words if word in self._english and word not in marked)


def fold(text: str) -> str:
    """Letters people leave out or type in several ways made one: no accents, one ya, one kaf, no vowel points."""
    if text.isascii():
        return text.replace("'", "")
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", _PERSIAN_PREFIX.sub(r"\1", text)))
    return unicodedata.normalize("NFC", plain.translate(_ONE_LETTER))


def roman_key(word: str) -> str:
    """One spelling for Urdu and Punjabi in Latin letters: maarta and martaa are marta, martay is marte."""
    for letters, one in _ROMAN:
        word = word.replace(letters, one)
    return _DOUBLE.sub(r"\1", _END.sub("e", word))


def _score(one: Language, typed: list[str], words: tuple[str, ...]) -> int:
    """How much speaks for a language among those written alike: its words, twice the words in letters only it has."""
    found = sum(1 for word in words if word in one.words)
    return found + 2 * sum(1 for word in typed if not one.letters.isdisjoint(word))


def _language(raw: Mapping[str, Any]) -> Language:
    roman = bool(raw.get("roman"))
    written = (
        {**one, "patterns": [_spelled(text, roman) for text in one["patterns"]]} for one in raw.get("danger", ())
    )
    entries = tuple(entry_from(one, Grammar()) for one in written)
    words, alone, negations = (
        frozenset(_spelled(raw.get(part, ""), roman).split()) for part in ("words", "alone", "negations")
    )
    told = {word for entry in entries for pattern in entry.patterns for word in pattern.sequence.vocabulary()}
    names = frozenset(fold(raw["names"]).split())
    letters = frozenset(raw.get("letters", ""))
    every = words | alone | negations | told
    after = bool(raw.get("negated_after"))
    return Language(raw["code"], names, every, alone, negations, letters, roman, after, entries)


def _spelled(written: str, roman: bool) -> str:
    """A list or a pattern, spelled the way messages are folded."""
    plain = _HAN.sub(r" \1 ", fold(written))
    return _ROMAN_WORD.sub(lambda match: roman_key(match[0]), plain) if roman else plain
