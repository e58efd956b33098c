"""Postcode, town, council, nickname or misspelling → area. Pure once built from the areas' rows; no outside call.

What a person typed is never kept: an answer names the area, and of a postcode only its district.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from rapidfuzz import fuzz, process

from directory_api.areas import AreaTree
from directory_api.models import Area, Place, PostcodeDistrict
from directory_api.postcodes import letters_of, may_exist, read_district
from directory_api.wording import words

SLIVER_PERCENT = 2  # below this share a district's part outside the Thames Valley does not make it ambiguous
LEAD_IN = re.compile(
    r"^(i live|i am|im|we live|we are|were|my|just|very|somewhere|near|close|next|outside|around|by|in|from|at|to|of"
    r"|the|north|south|east|west|central)\s+"
)
LEAD_OUT = re.compile(r"\s+(area|town|city|council|borough|way|uk|england|please)$")
LONGEST_NAME_WORDS = 5
SHORTEST_FUZZY = 5
CLOSE_ENOUGH = {5: 88, 6: 85}  # by length of what was typed; longer words need 84
CLOSE_ENOUGH_LONG = 84
TOO_CLOSE_TO_CALL = 4


class Outcome(StrEnum):
    """What a place turned out to be."""

    ONE = "one"
    CHOOSE = "choose"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class PlaceAnswer:
    """The councils a place lies in. `place` is its name as we know it, or a postcode's district, never the input."""

    query_kind: str  # postcode, district, name or unknown
    outcome: Outcome
    areas: tuple[Area, ...] = ()
    place: str | None = None
    partly_outside: bool = False

    @property
    def message(self) -> str:
        """The answer in words, with what to do next."""
        names = [area.name for area in self.areas]
        key = str(self.outcome)
        if self.partly_outside:
            key = "part_or_outside" if len(names) == 1 else "choose_or_outside"
        elif names == [self.place] or (names and self.place is None and self.outcome is Outcome.ONE):
            key = "area"
        return words("places", key, place=self.place or words("places", "there"), areas=" · ".join(names))


def fold(text: str) -> str:
    """Return a name as it is compared: lower case, letters and digits only."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


class Gazetteer:
    """Every name and postcode district the directory knows."""

    def __init__(self, areas: AreaTree, places: Iterable[Place], districts: Iterable[PostcodeDistrict]) -> None:
        self._areas = areas
        self._names: dict[str, list[tuple[str, str | None]]] = defaultdict(list)  # folded name: (name, area or None)
        for area in areas.by_id.values():
            for name in filter(None, (area.name, area.council_name, area.id)):
                self._names[fold(name)].append((area.name, area.id))
        for place in places:
            right_name = place.area_id and place.kind == "misspelling" and areas.by_id[place.area_id].name
            self._names[place.folded_name].append((right_name or place.name, place.area_id))
        self._districts: dict[str, list[PostcodeDistrict]] = defaultdict(list)
        for row in districts:
            self._districts[row.code].append(row)
        self._home_letters = _home_letters(self._districts)

    def find(self, text: str) -> PlaceAnswer:
        """Return what a typed place is: one council, several to choose from, outside the Thames Valley, or unknown."""
        answer = self.find_postcode(text) or self._find_name(text) or self._find_within(text)
        return answer or self._find_misspelt(text) or PlaceAnswer("unknown", Outcome.UNKNOWN)

    def find_exactly(self, text: str) -> PlaceAnswer:
        """Return what a name is as spelt, without guessing."""
        return self._find_name(text) or PlaceAnswer("unknown", Outcome.UNKNOWN)

    def district_areas(self, code: str) -> list[str]:
        """Return the ids of the areas a postcode district touches, the largest share first."""
        return [row.area_id for row in self._districts.get(code, ()) if row.area_id]

    def close_names(self, text: str, limit: int = 3) -> list[str]:
        """Return areas whose names look like the text, the likeliest first."""
        names = {area.name: fold(area.name) for area in self._areas.by_id.values()}
        found = process.extract(fold(text), names, scorer=fuzz.ratio, limit=limit, score_cutoff=60)
        return [name for _, _, name in found]

    def find_postcode(self, text: str) -> PlaceAnswer | None:
        """Return what a postcode or its district is, or None where the text holds none."""
        district = read_district(text)
        return self._judge_district(district.code, district.kind) if district else None

    def _judge_district(self, code: str, kind: str) -> PlaceAnswer:
        """Every district that touches the Thames Valley is known: another one is outside, unless it may be a slip."""
        rows = self._districts.get(code, [])
        if not rows:
            outside = may_exist(code) and letters_of(code) not in self._home_letters
            return PlaceAnswer(kind, Outcome.OUTSIDE if outside else Outcome.UNKNOWN, place=code)
        councils = self._councils(row.area_id for row in rows)
        if not councils:
            return PlaceAnswer(kind, Outcome.OUTSIDE, place=code)
        outside = sum(row.share_percent for row in rows if row.area_id is None) >= SLIVER_PERCENT
        outcome = Outcome.CHOOSE if outside or len(councils) > 1 else Outcome.ONE
        return PlaceAnswer(kind, outcome, councils, code, partly_outside=outside)

    def _find_name(self, text: str) -> PlaceAnswer | None:
        for candidate in _shorter_forms(text):
            if rows := self._names.get(fold(candidate)):
                return self._judge_names(rows)
        return None

    def _find_within(self, text: str) -> PlaceAnswer | None:
        """Find the longest known name inside a phrase such as "i live near didcot parkway"."""
        parts = text.split()
        for size in range(min(LONGEST_NAME_WORDS, len(parts) - 1), 0, -1):
            windows = ["".join(parts[start : start + size]) for start in range(len(parts) - size + 1)]
            rows = [row for window in windows for row in self._names.get(fold(window), ())]
            if rows:
                return self._judge_names(rows)
        return None

    def _find_misspelt(self, text: str) -> PlaceAnswer | None:
        for candidate in _shorter_forms(text):
            folded = fold(candidate)
            if len(folded) < SHORTEST_FUZZY:
                continue
            needed = CLOSE_ENOUGH.get(len(folded), CLOSE_ENOUGH_LONG)
            found = process.extract(folded, self._names.keys(), scorer=fuzz.ratio, limit=5, score_cutoff=needed)
            if found:
                best = found[0][1]
                close = [name for name, score, _ in found if score > best - TOO_CLOSE_TO_CALL]
                return self._judge_names([row for name in close for row in self._names[name]])
        return None

    def _judge_names(self, rows: list[tuple[str, str | None]]) -> PlaceAnswer:
        councils = self._councils(area_id for _, area_id in rows)
        outside = any(area_id is None for _, area_id in rows)
        one_meaning = len({name for name, _ in rows}) == 1 or len(councils) + outside == 1
        name = rows[0][0] if one_meaning else None
        if not councils:
            return PlaceAnswer("name", Outcome.OUTSIDE, place=name)
        outcome = Outcome.CHOOSE if outside or len(councils) > 1 else Outcome.ONE
        return PlaceAnswer("name", outcome, councils, name, partly_outside=outside)

    def _councils(self, area_ids: Iterable[str | None]) -> tuple[Area, ...]:
        """Return the councils of these areas, each once, in the order given."""
        found = {council.id: council for name in area_ids if name for council in self._areas.councils_of(name)}
        return tuple(found.values())


def _home_letters(districts: Mapping[str, Iterable[PostcodeDistrict]]) -> set[str]:
    """Return the postcode areas that lie mostly in the Thames Valley (OX, RG, MK, HP, SL), where a slip is likelier."""
    inside: dict[str, list[float]] = defaultdict(list)
    for code, rows in districts.items():
        inside[letters_of(code)].append(sum(row.share_percent for row in rows if row.area_id))
    return {letters for letters, shares in inside.items() if fmean(shares) > 50}


def _shorter_forms(text: str) -> list[str]:
    """Return the text, then without words around the name: "near didcot" → "didcot", "reading area" → "reading"."""
    current = re.sub(r"[^\w\s&-]", "", text.casefold()).strip()
    forms = [current]
    while (shorter := LEAD_OUT.sub("", LEAD_IN.sub("", current, count=1), count=1)) != current:
        current = shorter
        forms.append(current)
    return forms
