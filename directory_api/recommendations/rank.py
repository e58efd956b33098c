"""The order of an answer. Pure: services that were judged go in, the ones to show come out, the best first.

The first doors always have a place: among the matches where they help with the need, else behind them. The council's
front door comes first for a professional; it is second for a parent and third for a young person unless what happened
is known to be something else than harm to a child. Where the best service cannot be reached now, one that can follows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from directory_api.eligibility import Verdict, years_outside
from directory_api.person import ANY_CRIME, Person
from directory_api.recommendations.candidate import Candidate, match_order
from directory_api.recommendations.first_doors import CHILD_PROTECTION_NEEDS

MOST_CARDS = 8
MOST_NEAR_MISSES = 6
NEAR_YEARS = 5  # a service further from the person's age is no near miss
FRONT_DOOR_PLACE = {"professional": 0, "parent_carer": 1}
FRONT_DOOR_PLACE_OTHERS = 2
_ABOUT_THE_PERSON = frozenset({"age_misses", "age_seems_to_miss", "age_with_additional_needs", "for_women", "for_men"})
_ABOUT_THE_SERVICE = frozenset({"other_area", "other_needs", "cover_not_known", "area_needed"})


class Role(StrEnum):
    """Why a service stands in the answer."""

    FRONT_DOOR = "front_door"
    MATCH = "match"
    FIRST_DOOR = "first_door"


@dataclass(frozen=True)
class Ranked:
    """A candidate with its role in the answer."""

    candidate: Candidate
    role: Role


def rank(
    candidates: Iterable[Candidate], person: Person, front_door: Candidate | None, first_doors: Sequence[Candidate]
) -> list[Ranked]:
    """Return at most eight services in order. It is never empty as long as one first door is given."""
    doors = {door.service.id for door in first_doors}
    others = [one for one in _matches(candidates, person) if one.service.id not in doors]
    matches = sorted(others, key=lambda one: _same_way_in(one, front_door))
    room = MOST_CARDS - len(doors) - (1 if front_door else 0)
    fitting_doors = [door for door in first_doors if door.answer.fits]
    chosen = sorted([*matches[:room], *fitting_doors], key=lambda one: match_order(one, person))
    ranked = [Ranked(one, Role.MATCH if one.specific else Role.FIRST_DOOR) for one in chosen]
    ranked += [Ranked(door, Role.FIRST_DOOR) for door in first_doors if not door.answer.fits]
    ranked = _open_one_second(ranked)
    if front_door:
        ranked.insert(_front_door_place(person, ranked), Ranked(front_door, Role.FRONT_DOOR))
    return ranked


def near_misses(candidates: Iterable[Candidate], person: Person) -> list[Candidate]:
    """Return services that exist for the need but whose age or sex rule misses, or seems to miss, the person."""
    missed = [one for one in candidates if one.need_order == 0 and _misses_the_person(one, person)]
    return sorted(missed, key=lambda one: match_order(one, person))[:MOST_NEAR_MISSES]


def _matches(candidates: Iterable[Candidate], person: Person) -> list[Candidate]:
    """Return the services that help with the need by name; with no need told, those that exist for any crime."""
    fitting = [one for one in candidates if one.answer.fits and one.reachable]
    main_only = person.needs <= {ANY_CRIME}
    specific = [one for one in fitting if (one.need_order == 0 if main_only else one.specific)]
    return sorted(specific, key=lambda one: match_order(one, person))


def _misses_the_person(candidate: Candidate, person: Person) -> bool:
    codes = {reason.code for reason in candidate.answer.reasons if not reason.fits or reason.verdict is Verdict.NO}
    near = years_outside(candidate.service, person) <= NEAR_YEARS
    return near and bool(codes & _ABOUT_THE_PERSON) and not codes & _ABOUT_THE_SERVICE


def _same_way_in(candidate: Candidate, front_door: Candidate | None) -> bool:
    """Whether a team is only reached by the front door's own numbers, so that its card adds no way in."""
    if front_door is None or not candidate.numbers:
        return False
    return candidate.numbers <= front_door.numbers


def _front_door_place(person: Person, ranked: Sequence[Ranked]) -> int:
    """Near the top for a professional, and when a child may be being harmed; else behind the help for the need."""
    harm_ruled_out = person.needs and not person.needs & (CHILD_PROTECTION_NEEDS | {ANY_CRIME})
    if person.audience != "professional" and harm_ruled_out:
        return len(ranked)
    return min(len(ranked), FRONT_DOOR_PLACE.get(person.audience or "", FRONT_DOOR_PLACE_OTHERS))


def _open_one_second(ranked: list[Ranked]) -> list[Ranked]:
    """Where the first cannot be reached now, bring the best open one up behind it."""
    if not ranked or ranked[0].candidate.open_now:
        return ranked
    still_open = next((one for one in ranked if one.candidate.open_now), None)
    if still_open is None:
        return ranked
    return [ranked[0], still_open, *(one for one in ranked[1:] if one is not still_open)]
