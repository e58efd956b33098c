"""Postcodes and postcode districts among words: ox14 2aa, OX142, rg 1. Only the district is kept."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from understanding.gazetteer import Known

SLIVER_PERCENT = 2  # a smaller share of a district's postcodes makes nothing ambiguous

_FULL = re.compile(
    r"([a-z]{1,2}\d[a-z\d]?)(\d([abd-hjlnp-uw-z]{2}))"
)  # the last two letters are never c, i, k, m, o, v
_LETTER_O = re.compile(r"^((?:hp|mk|ox|rg|sl)\d)o")
_FIGURE = re.compile(r"\d")
_DISTRICT = re.compile(r"([a-z]{1,2})(\d{1,2}|\d[a-z])(\d?)")


class Postcodes:
    """Knows the districts of areas.yml; every district that touches the Thames Valley is among them."""

    def __init__(self, data: Mapping[str, Any], lists: Mapping[str, Any]) -> None:
        self._letters = frozenset(lists["postcode_areas"].lower().split())
        self._own = frozenset(lists["own_postcode_areas"].lower().split())
        self._like_words = frozenset(lists["postcode_areas_like_words"].lower().split())
        self._not_ends = frozenset(lists["not_postcode_ends"].split())
        outside = [district["code"] for district in data["outside_districts"]]
        self._known = {
            code.lower(): Known(code, outside=True) for code in [*outside, *lists["own_letters_outside"].split()]
        }
        self._known.update({district["code"].lower(): _shares(district) for district in data["postcode_districts"]})

    def at(self, words: Sequence[str], start: int) -> tuple[int, Known] | None:
        """The postcode or district that begins at `start`, as (one past its last word, what it is).

        A bare district far from the Thames Valley is `weak`: it may be slang (e14, m8), so it needs a context.
        """
        if words[start] not in self._letters and not _FIGURE.search(words[start]):
            return None  # most words: no figure in them, and not the letters of a postcode area
        if not words[start][0].isalpha() and not words[start].startswith("0x"):
            return None
        return self._full(words, start) or self._district(words, start)

    def _full(self, words: Sequence[str], start: int) -> tuple[int, Known] | None:
        for size in range(min(3, len(words) - start), 0, -1):
            match = _FULL.fullmatch(_mended("".join(words[start : start + size])))
            if not match:
                continue
            letters = self._letters_of(match[1])
            may_be_an_ending = match[3] in self._not_ends and not (size == 1 and letters in self._own)
            if may_be_an_ending or (size == 3 and letters not in self._own):
                continue
            split_letters = size > 1 and words[start].isalpha()
            if letters in self._letters and not (split_letters and letters not in self._own):
                return start + size, self._judge(match[1], weak=False)
        return None

    def _district(self, words: Sequence[str], start: int) -> tuple[int, Known] | None:
        word, end = _mended(words[start]), start + 1
        if word in self._own and end < len(words) and re.fullmatch(r"\d{1,2}", words[end]):
            word, end = word + words[end], end + 1
            if word not in self._known or not self._known[word].areas:
                return None  # "mk 45" is Milton Keynes and an age
        match = _DISTRICT.fullmatch(word)
        if not match or match[1] not in self._letters:
            return None
        code = match[1] + match[2]
        if code not in self._known and match[1] in self._own:
            code = code[:-1]  # rg1 and the first figure of what follows
        if code not in self._known and (match[3] or match[1] in self._own):
            return None
        return end, self._judge(code, weak=True)

    def _judge(self, code: str, *, weak: bool) -> Known:
        known = self._known.get(code)
        if known:
            return known
        # One of our own letters with a number that does not exist is a slip, and tells nothing.
        letters = self._letters_of(code)
        return Known(
            code.upper(), outside=letters not in self._own, weak=weak, alone=not weak or letters not in self._like_words
        )

    @staticmethod
    def _letters_of(code: str) -> str:
        return re.split(r"\d", code, maxsplit=1)[0]


def _mended(word: str) -> str:
    """0x14 is ox14, rg4o is rg40."""
    word = "o" + word[1:] if word.startswith("0x") else word
    return _LETTER_O.sub(r"\g<1>0", word)


def _shares(district: Mapping[str, Any]) -> Known:
    """Every council with a fair share, the largest first; outside too where a fair share of it lies outside."""
    if district.get("no_homes"):
        return Known(district["code"])
    areas = tuple(part["area"] for part in district["areas"] if part["share_percent"] >= SLIVER_PERCENT)
    outside = sum(part["share_percent"] for part in district.get("outside", [])) >= SLIVER_PERCENT
    return Known(district["code"], areas, outside=outside)
