"""Places in messages in other scripts (Оксфорд, 牛津, أكسفورد), and English names among such letters."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from understanding.gazetteer import Gazetteer, Known, key_of
from understanding.language import fold

NEAR = 28  # letters before and after a name in which the words for living there or going there are looked for

_OTHER_SCRIPT = re.compile(
    "[\u0400-\u052f\u0600-\u06ff\u0750-\u077f\u0900-\u097f\u0980-\u09ff\u0a00-\u0a7f\u3400-\u9fff]"
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z' -]*[A-Za-z]")
_LETTER = "[^\\W\\d_\u3400-\u9fff]|[\u0900-\u0963\u0966-\u0dff]"
_STARTS = {
    "cyrillic": "\u0400",
    "arabic": "\u0600",
    "devanagari": "\u0900",
    "bengali": "\u0980",
    "gurmukhi": "\u0a00",
    "han": "\u3400",
}


@dataclass(frozen=True)
class _Script:
    """How one script's names stand in a message: the names, and what is written before and after them."""

    names: re.Pattern[str]
    meant: Mapping[str, Known]
    inside: tuple[re.Pattern[str] | None, re.Pattern[str] | None]
    away: tuple[re.Pattern[str] | None, re.Pattern[str] | None]
    moved: re.Pattern[str]
    bare_is_away: bool


class OtherScripts:
    """Finds names in other scripts. `lists` is words/place_languages.yml; every name in it must be in `gazetteer`."""

    def __init__(self, gazetteer: Gazetteer, lists: Mapping[str, Any]) -> None:
        names: dict[str, dict[str, Known]] = {script: {} for script in lists["scripts"]}
        for by_name in lists["names"].values():
            for english, spellings in by_name.items():
                known = gazetteer.named(english)
                for spelling in map(_one_space, spellings):
                    names[_script_of(spelling)][spelling] = known
        self._gazetteer = gazetteer
        self._scripts = tuple(_script(raw, names[script]) for script, raw in lists["scripts"].items() if names[script])

    def read(self, typed: str) -> list[Known]:
        """The places stated in `typed`, in order; none for a message in Latin letters only."""
        if typed.isascii() or not _OTHER_SCRIPT.search(typed):
            return []
        text = _one_space(typed)
        found = [hit for script in self._scripts for hit in _stated(script, text)]
        return [known for _, known in sorted([*found, *self._in_latin(typed)], key=lambda hit: hit[0])]

    def _in_latin(self, typed: str) -> Iterator[tuple[int, Known]]:
        """English names among other letters: 我住在Reading. A word that is also a place can only be the place there."""
        latin = sum(sign.isascii() and sign.isalpha() for sign in typed)
        if latin * 2 > sum(sign.isalpha() for sign in typed):
            return
        for match in _LATIN.finditer(typed):
            words = key_of(match[0])
            hit = self._gazetteer.at(words, 0) if words else None
            if hit and hit[0] == len(words) and hit[1].areas and not hit[1].landmark:
                yield match.start(), hit[1]


def _stated(script: _Script, text: str) -> Iterator[tuple[int, Known]]:
    for match in script.names.finditer(text):
        known, at = script.meant[match["name"]], match.start("name")
        before, after = text[max(0, at - NEAR) : at], text[match.end() : match.end() + NEAR]
        moved = bool(script.moved.search(before) or script.moved.search(after))
        away = _stands(script.away, before, after) and not moved
        bare = script.bare_is_away and not match["end"]
        if away or (known.outside_only and not moved and (bare or not _stands(script.inside, before, after))):
            continue
        yield at, known


def _stands(sides: tuple[re.Pattern[str] | None, re.Pattern[str] | None], before: str, after: str) -> bool:
    return bool((sides[0] and sides[0].search(before)) or (sides[1] and sides[1].search(after)))


def _script(raw: Mapping[str, Any], meant: Mapping[str, Known]) -> _Script:
    longest = sorted(meant, key=len, reverse=True)
    names = "|".join(re.escape(name).replace("\\ ", " ?") for name in longest)
    han = _script_of(longest[0]) == "han"
    start, end = ("", "") if han else (f"(?<!{_LETTER.replace('|', ')(?<!')})", f"(?!{_LETTER})")
    except_after = f"(?!{fold(raw['except_after'])})" if "except_after" in raw else ""
    return _Script(
        re.compile(
            f"{start}{raw.get('before', '')}(?P<name>{names}){except_after}(?P<end>{fold(raw['endings'])}){end}"
        ),
        {**meant, **{name.replace(" ", ""): known for name, known in meant.items()}},
        _sides(raw, "inside", start),
        _sides(raw, "away", start),
        re.compile(fold(raw["moved"])),
        bool(raw.get("bare_is_away")),
    )


def _sides(raw: Mapping[str, Any], key: str, start: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """What stands right before a name, and what within a few words after it."""
    before, after = raw.get(f"{key}_before"), raw.get(f"{key}_after")
    near = r"^\W*" if key == "inside" else r"^.{0,12}?"
    return (
        re.compile(f"{start}{fold(before)}\\s*$") if before else None,
        re.compile(f"{near}{fold(after)}") if after is not None else None,
    )


def _one_space(text: str) -> str:
    return re.sub(r"[\s\u00b7-]+", " ", fold(text.lower()))


def _script_of(name: str) -> str:
    """The script that the first letter of `name` belongs to."""
    return max((script for script, first in _STARTS.items() if first <= name[0]), key=lambda script: _STARTS[script])
