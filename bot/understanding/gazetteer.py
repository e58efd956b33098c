"""The place names of areas.yml, and what each of them tells: which councils, or that it lies outside."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from understanding.word_lists import ordinary_words

Key = tuple[str, ...]

SHORTEST_GUESSED = 5  # letters typed; a slip in a shorter word too often makes another word
SHORTEST_SMALL = 7  # letters of a village's name that may be misspelt: there are many villages
SHORTEST_WORD = 4  # letters of the shortest ordinary words we have listed
LONG_NAME = 9  # letters; from here on two slips are forgiven
LONGEST_GUESS = 24


@dataclass(frozen=True)
class Known:
    """A name: its spelling in our data, the council ids it may stand for, whether it lies outside.

    weak: also an ordinary word or a surname, so it needs a context. small: a village, a suburb, or a lesser town
    elsewhere. cued: small, and might be a surname or a phrase, so it needs a word such as "in" before it. abroad: a
    country, for who lives there. alone: it may be a whole answer. landmark: a building or street named for the town it
    stands in. With areas and outside, a name may stand for places on both sides. Names with neither (England, Thames
    Valley) tell nothing.
    """

    name: str
    areas: tuple[str, ...] = ()
    outside: bool = False
    weak: bool = False
    small: bool = False
    cued: bool = False
    abroad: bool = False
    alone: bool = True
    landmark: bool = False

    @property
    def postcode(self) -> bool:
        """Whether it is a postcode district and not a name."""
        return any(sign.isdigit() for sign in self.name)

    @property
    def neutral(self) -> bool:
        """Whether it says nothing about where somebody is."""
        return not self.areas and not self.outside

    @property
    def outside_only(self) -> bool:
        """Whether all of it lies outside."""
        return self.outside and not self.areas


def key_of(name: str) -> Key:
    """A name as it is looked up: small letters, words apart, no marks."""
    joined = name.lower().replace("'", "").replace("&", " and ")
    return tuple("".join(sign if sign.isalnum() else " " for sign in joined).split())


class Gazetteer:
    """Finds names among words. `data` is areas.yml, `lists` words/place.yml with place_landmarks.yml.

    Raises KeyError for a missing list, or a name that areas.yml does not have.
    """

    def __init__(self, data: Mapping[str, Any], lists: Mapping[str, Any]) -> None:
        with_a_cue = (spelling for spellings in lists["latin_with_a_cue"].values() for spelling in spellings)
        self._cued = {key_of(word) for word in [*lists["need_a_cue"], *with_a_cue]}
        self._weak = {key_of(word) for word in lists["also_words"]}
        self._never_surnames = {key_of(word) for word in lists["never_surnames"]}
        self._never_alone = {key_of(word) for word in lists["never_alone"]}
        self._not_misspelt = frozenset(lists["not_misspelt"])
        self._names: dict[Key, Known] = {}
        self._add_ours(data["areas"])
        large = frozenset(lists["large_outside"])
        for place in data["outside_places"]:
            passed = place["name"] in lists["passed_through"]
            known = Known(place["name"], outside=True, small=place["name"] not in large, abroad=passed)
            self._add_all([place["name"], *place.get("other_names", [])], known)
        for name in [*lists["near_abroad"], *lists["abroad"]]:
            self._add(name, Known(name, outside=True, abroad=name in lists["abroad"]))
        for name in lists["neutral"]:
            self._add(name, Known(name))
        latin = {
            spelling: english
            for group in ("latin", "latin_with_a_cue")
            for english, spellings in lists[group].items()
            for spelling in spellings
        }
        at_stops = [{"names": names, "in": [area], "always": True} for area, names in lists["named_at_stops"].items()]
        self._add_by_other_names({**latin, **lists["nicknames"]}, [*lists["landmarks"], *at_stops])
        self._longest: dict[str, int] = {}  # words of the longest name that begins with this word
        for key in self._names:
            self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))
        self._joined = {"".join(key): known for key, known in self._names.items()}
        self._beginnings = {joined[:SHORTEST_WORD] for joined in self._joined}
        self._guessable = {joined: known for joined, known in self._joined.items() if _guessed(joined, known)}
        self._alike: dict[tuple[str, int], list[str]] = {}
        for joined in self._guessable:
            self._alike.setdefault((joined[0], len(joined)), []).append(joined)

    def named(self, name: str) -> Known:
        """What `name` tells. Raises KeyError for a name that is not here."""
        return self._names[key_of(name)]

    def at(self, words: Sequence[str], start: int) -> tuple[int, Known] | None:
        """The longest name that begins at `start`, as (one past its last word, what it is)."""
        word = words[start]
        if word in self._longest:
            for size in range(min(self._longest[word], len(words) - start), 0, -1):
                known = self._names.get(tuple(words[start : start + size]))
                if known:
                    return start + size, known
        if len(word) > SHORTEST_GUESSED and word in self._joined:
            return start + 1, self._joined[word]
        return self._spaced(words, start) if word[:SHORTEST_WORD] in self._beginnings else None

    def _spaced(self, words: Sequence[str], start: int) -> tuple[int, Known] | None:
        """A name with spaces in the wrong places: wokin g ham."""
        if words[start] in ordinary_words():
            return None
        for size in (3, 2):
            joined = "".join(words[start : start + size])
            if joined in self._joined and start + size <= len(words):
                return start + size, self._joined[joined]
        return None

    def guess(self, words: Sequence[str], start: int, least: int = 1) -> tuple[int, Known] | None:
        """A misspelt name of `least` words or more at `start`: same first letter, one slip or, in long names, two."""
        for size in range(min(3, len(words) - start), least - 1, -1):
            part = words[start : start + size]
            joined = "".join(part)
            if not self._may_be_misspelt(part, joined):
                continue
            slips = 2 if len(joined) >= LONG_NAME else 1
            lengths = range(len(joined) - slips, len(joined) + slips + 1)
            near = [name for length in lengths for name in self._alike.get((joined[0], length), ())]
            found = process.extractOne(joined, near, scorer=OSA.distance, score_cutoff=slips)
            if found and (found[1] == 1 or not self._guessable[found[0]].small):
                return start + size, self._guessable[found[0]]
        return None

    def _may_be_misspelt(self, part: Sequence[str], joined: str) -> bool:
        if not SHORTEST_GUESSED <= len(joined) <= LONGEST_GUESS or not joined.isalpha():
            return False
        odd = [word for word in part if len(word) > 3 and word not in ordinary_words() and (word,) not in self._names]
        return bool(odd) and self._not_misspelt.isdisjoint(odd) and (len(part) == 1 or max(map(len, part[:-1])) > 2)

    def _add_ours(self, areas: Iterable[Mapping[str, Any]]) -> None:
        areas = list(areas)
        for area in areas:
            councils = _councils(area, areas)
            known = Known(area["name"], councils)
            self._add_all([area["name"], *area.get("other_names", [])], known)
            if "council_name" in area:
                self._add(area["council_name"], known)
        # Towns come second: the name Reading stands for the council, and a town of another council is added to it.
        for area in areas:
            self._add_each(area.get("towns", []), _councils(area, areas))
        for area in areas:
            self._add_each(area.get("villages", []), _councils(area, areas), small=True)
        for area in areas:
            right = [area["name"], *area.get("towns", []), *area.get("villages", [])]
            for wrong in area.get("misspellings", []):
                self._add(wrong, self._names[key_of(_meant(wrong, right))])

    def _add_by_other_names(self, nicknames: Mapping[str, Any], landmarks: Iterable[Mapping[str, Any]]) -> None:
        for nickname, meant in nicknames.items():
            known = self._any_of(nickname, [meant] if isinstance(meant, str) else meant)
            self._names.pop(key_of(nickname), None)
            self._add(nickname, known)
        for landmark in landmarks:
            for name in landmark["names"]:
                place = self._any_of(name, landmark["in"])
                cued = not landmark.get("always")
                self._names[key_of(name)] = replace(place, small=cued, weak=False, cued=cued, alone=True, landmark=True)

    def _any_of(self, name: str, meant: Sequence[str]) -> Known:
        """What `name` tells if it may stand for each of the places in `meant`."""
        places = [self._names[key_of(each)] for each in meant]
        if len(places) == 1:
            return places[0]
        areas = tuple(dict.fromkeys(area for place in places for area in place.areas))
        small, outside = all(place.small for place in places), any(place.outside for place in places)
        return Known(name.title(), areas, outside=outside, small=small)

    def _add_each(self, names: Iterable[str], councils: tuple[str, ...], *, small: bool = False) -> None:
        for name in names:
            self._add(name, Known(name, councils, small=small))

    def _add_all(self, names: Iterable[str], known: Known) -> None:
        for name in names:
            self._add(name, known)

    def _add(self, name: str, known: Known) -> None:
        key = key_of(name)
        before = self._names.get(key)
        areas = tuple(dict.fromkeys([*(before.areas if before else ()), *known.areas]))
        small = known.small and (before is None or before.small)
        plain_words = all(len(word) < SHORTEST_WORD or word in ordinary_words() for word in key)
        self._names[key] = Known(
            name=before.name if before else known.name,
            areas=areas,
            outside=known.outside and (not areas or bool(known.areas)),
            weak=key in self._weak or (len(key) == 1 and key[0] in ordinary_words() and key not in self._cued),
            small=small,
            cued=key in self._cued or (small and key not in self._never_surnames and (len(key) == 1 or plain_words)),
            abroad=known.abroad,
            alone=key not in self._never_alone,
        )


def _guessed(joined: str, known: Known) -> bool:
    """Whether a misspelling of it is looked for: long enough, and not a lesser place among the many elsewhere."""
    if known.small:
        return len(joined) >= SHORTEST_SMALL and not known.outside
    return len(joined) > SHORTEST_GUESSED


def _councils(area: Mapping[str, Any], areas: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The councils an area stands for: itself, a district's county, the councils of a county; none if larger."""
    if area["kind"] == "council":
        return (area["id"],)
    if area["kind"] == "district":
        return (area["parent"],)
    if area["kind"] == "county_group":
        return tuple(other["id"] for other in areas if other.get("parent") == area["id"] and other["kind"] == "council")
    return ()


def _meant(wrong: str, right: Sequence[str]) -> str:
    """The name that a listed misspelling or short form most likely stands for."""
    return max(right, key=lambda name: (fuzz.WRatio(wrong.lower(), name.lower()), fuzz.ratio(wrong, name)))
