"""The order of an answer. Pure: services that were judged go in, the ones to show come out, the best first.

The order of matches, each line deciding only where the lines above leave a tie:

1. a service whose rules are stated and fit, before one that has to be asked;
2. what it exists for, before what it also does, before general help after any crime;
3. local, then Thames Valley, then national;
4. a way to talk (phone, text, chat), before a web page only;
5. open now, then not known, then closed;
6. one that talks to the person who asks, before one that only talks to the person to be helped;
7. the better sourced, then by name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from directory_api.eligibility import Answer, Person, Verdict
from directory_api.models import Service
from directory_api.recommendations.availability import Availability
from directory_api.recommendations.first_doors import CHILD_PROTECTION_NEEDS

MOST_CARDS = 8
MOST_MATCHES = 5
MOST_NEAR_MISSES = 6
FRONT_DOOR_PLACE = {"parent_carer": 1}  # after the best match for a parent; after two for a young person
FRONT_DOOR_PLACE_OTHERS = 2
_REACH_ORDER = {"local": 0, "thames_valley": 1, "national": 2}
_CONFIDENCE_ORDER = {"high": 0, "medium": 1, "low": 2}
_ABOUT_THE_PERSON = ("age_misses", "age_seems_to_miss", "age_with_additional_needs", "for_women", "for_men")


class Role(StrEnum):
    """Why a service stands in the answer."""

    FRONT_DOOR = "front_door"
    MATCH = "match"
    FIRST_DOOR = "first_door"


@dataclass(frozen=True)
class Candidate:
    """A service, judged for a person at a moment."""

    service: Service
    answer: Answer
    availability: Availability

    @property
    def open_now(self) -> bool | None:
        """Whether it can be reached at that moment."""
        return self.availability.opening.open_now

    @property
    def need_order(self) -> int:
        """0 what it exists for, 1 what it also does, 2 general help."""
        helps = self.answer.reason("helps_with")
        return 2 if helps is None else 0 if helps.data["main"] else 1

    @property
    def contact_order(self) -> int:
        """0 a way to talk, 1 a page or address to write to, 2 neither."""
        service = self.service
        if self.availability.phones or service.text_contact or service.webchat:
            return 0
        return 1 if service.url or service.email else 2


@dataclass(frozen=True)
class Ranked:
    """A candidate with its role in the answer."""

    candidate: Candidate
    role: Role


def match_order(candidate: Candidate, person: Person) -> tuple[int | str, ...]:
    """Return the sort key of the order described above."""
    service = candidate.service
    talks_to_asker = any(row.audience == person.audience for row in service.audiences)
    return (
        0 if candidate.answer.verdict is Verdict.YES else 1,
        candidate.need_order,
        _REACH_ORDER[service.reach],
        candidate.contact_order,
        candidate.availability.open_order,
        0 if talks_to_asker else 1,
        _CONFIDENCE_ORDER[service.confidence],
        service.name,
    )


def rank(
    candidates: Iterable[Candidate], person: Person, front_door: Candidate | None, first_doors: Sequence[Candidate]
) -> list[Ranked]:
    """Return at most eight services in order. The first doors always keep their places behind the matches.

    Raises nothing and is never empty as long as one first door is given.
    """
    fitting = [one for one in candidates if one.answer.fits and one.contact_order < 2]
    matches = sorted(fitting, key=lambda one: match_order(one, person))[:MOST_MATCHES]
    chosen = {one.service.id for one in matches}
    doors = [door for door in first_doors if door.service.id not in chosen]
    room = MOST_CARDS - len(doors) - (1 if front_door else 0)
    ranked = [Ranked(one, Role.MATCH) for one in _open_one_second(matches[:room])]
    ranked += [Ranked(door, Role.FIRST_DOOR) for door in doors]
    if front_door:
        ranked.insert(_front_door_place(person, ranked), Ranked(front_door, Role.FRONT_DOOR))
    return ranked


def near_misses(candidates: Iterable[Candidate], person: Person) -> list[Candidate]:
    """Return services that exist for the need but whose age or sex rule misses, or seems to miss, the person."""
    missed = [
        one
        for one in candidates
        if not one.answer.fits
        and one.need_order < 2
        and all(reason.fits or reason.code in _ABOUT_THE_PERSON for reason in one.answer.reasons)
        and not one.answer.reason("other_area", "other_needs")
    ]
    return sorted(missed, key=lambda one: match_order(one, person))[:MOST_NEAR_MISSES]


def _front_door_place(person: Person, ranked: Sequence[Ranked]) -> int:
    """First for a professional; near the top when a child is being harmed; else the first of the doors."""
    if person.audience == "professional":
        return 0
    matches = sum(1 for one in ranked if one.role is Role.MATCH)
    if person.needs & CHILD_PROTECTION_NEEDS:
        return min(matches, FRONT_DOOR_PLACE.get(person.audience or "", FRONT_DOOR_PLACE_OTHERS))
    return matches


def _open_one_second(matches: list[Candidate]) -> list[Candidate]:
    """Where the best match cannot be reached now, bring the best open one up behind it."""
    if not matches or matches[0].open_now:
        return matches
    still_open = next((one for one in matches if one.open_now), None)
    if still_open is None:
        return matches
    return [matches[0], still_open, *(one for one in matches[1:] if one is not still_open)]
