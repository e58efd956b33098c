"""Postcode, town, council, nickname or misspelling → area. Pure once built from the areas' rows; no outside call.

What a person typed is never kept: an answer names the area, and of a postcode only its district.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from directory_api.areas import AreaTree
from directory_api.models import Area, Place, PostcodeDistrict
from directory_api.wording import words

FULL_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
DISTRICT = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
LETTERS = re.compile(r"[A-Z]+")
# Royal Mail's postcode areas. A district of one that never touches the Thames Valley is outside it.
UK_POSTCODE_AREA = re.compile(
    r"AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC|EH|EN"
    r"|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML"
    r"|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD"
    r"|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
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
        names = " · ".join(area.name for area in self.areas)
        key = "choose_or_outside" if self.partly_outside else f"{self.outcome}"
        if self.place is None and self.outcome is Outcome.ONE:
            key = "area"
        return words("places", key, place=self.place or words("places", "there"), areas=names)


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
        self._letters = {letters.group() for code in self._districts if (letters := LETTERS.match(code))}

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
        for token in _postcode_tokens(text):
            if full := FULL_POSTCODE.fullmatch(token):
                return self._judge_district(full.group(1), "postcode")
            if DISTRICT.fullmatch(token):
                return self._judge_district(token, "district")
        return None

    def _judge_district(self, code: str, kind: str) -> PlaceAnswer:
        rows = self._districts.get(code, [])
        letters = LETTERS.match(code)
        if not rows:
            elsewhere = letters and letters.group() not in self._letters and UK_POSTCODE_AREA.fullmatch(letters.group())
            return PlaceAnswer(kind, Outcome.OUTSIDE if elsewhere else Outcome.UNKNOWN, place=code)
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
        name = rows[0][0] if len({name for name, _ in rows}) == 1 or len(councils) <= 1 else None
        if not councils:
            known_outside = any(area_id is None for _, area_id in rows)
            return PlaceAnswer("name", Outcome.OUTSIDE if known_outside else Outcome.UNKNOWN, place=name)
        outside = any(area_id is None for _, area_id in rows)
        outcome = Outcome.CHOOSE if outside or len(councils) > 1 else Outcome.ONE
        return PlaceAnswer("name", outcome, councils, name, partly_outside=outside)

    def _councils(self, area_ids: Iterable[str | None]) -> tuple[Area, ...]:
        """Return the councils of these areas, each once, in the order given."""
        found = {council.id: council for name in area_ids if name for council in self._areas.councils_of(name)}
        return tuple(found.values())


def _postcode_tokens(text: str) -> list[str]:
    """Return what could be a postcode: all of it, then pairs of words, then words (rg1 4ab · I live in OX11)."""
    parts = re.sub(r"[^A-Z0-9 ]", "", text.upper()).split()
    pairs = ["".join(pair) for pair in zip(parts, parts[1:], strict=False)]
    full_pairs = [pair for pair in pairs if FULL_POSTCODE.fullmatch(pair)]
    return ["".join(parts), *full_pairs, *parts]


def _shorter_forms(text: str) -> list[str]:
    """Return the text, then without words around the name: "near didcot" → "didcot", "reading area" → "reading"."""
    current = re.sub(r"[^\w\s&-]", "", text.casefold()).strip()
    forms = [current]
    while (shorter := LEAD_OUT.sub("", LEAD_IN.sub("", current, count=1), count=1)) != current:
        current = shorter
        forms.append(current)
    return forms
