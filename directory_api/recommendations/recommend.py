"""Answers who can help: resolves the area, judges every offered service, and draws the cards in order."""

from dataclasses import dataclass
from datetime import datetime

from directory_api.eligibility import Verdict, answer
from directory_api.errors import SeveralAreasError, UnknownAreaError
from directory_api.models import Service
from directory_api.parameters import suggestion
from directory_api.person import COUNTRY, Person
from directory_api.places import Outcome
from directory_api.recommendations.candidate import Candidate
from directory_api.recommendations.cards import draw_card
from directory_api.recommendations.first_doors import first_doors, front_door, is_front_door
from directory_api.recommendations.rank import Ranked, near_misses, rank
from directory_api.recommendations.reasons import ReasonWords, needs_words
from directory_api.recommendations.schemas import ForWhom, OutsideArea, Recommendation, RecommendationQuery, WhyNot
from directory_api.recommendations.shortlist import shortlist
from directory_api.search.catalogue import Catalogue
from directory_api.wording import words

OUTSIDE = "outside"
LOCAL_HELP_ELSEWHERE = "victim-support-national"


@dataclass(frozen=True)
class Where:
    """Where the person lives, as far as it was told."""

    chain: tuple[str, ...] = ()
    name: str | None = None
    outside: bool = False


def recommend(catalogue: Catalogue, query: RecommendationQuery, now: datetime) -> Recommendation:
    """Return the services for this person at that moment.

    Raises UnknownAreaError or SeveralAreasError, both with suggestions, where the area names no one place.
    """
    where = resolve_area(catalogue, query.area)
    person = Person(age=query.age, audience=query.audience, needs=frozenset(query.need), area_chain=where.chain)
    ranked, missed = _judge_all(catalogue, person, now)
    reasons = ReasonWords(catalogue, where.name)
    return Recommendation.model_validate(
        {
            "for": ForWhom(audience=query.audience, area=where.name, age=query.age, needs=list(query.need)),
            "summary": summary_words(catalogue, person, where),
            "cards": [draw_card(one, person, reasons, now) for one in ranked],
            "why_not": [_why_not(one, reasons) for one in missed],
            "outside_area": _outside_area(catalogue, where) if where.outside else None,
        }
    )


def resolve_area(catalogue: Catalogue, value: str | None) -> Where:
    """Return where somebody lives, from an area's id or name, a town, or "outside"."""
    if value is None:
        return Where()
    if value.casefold() == OUTSIDE:
        return Where((COUNTRY,), None, outside=True)
    areas = catalogue.areas
    if value in areas.by_id and areas.is_one_place(value):
        return Where(areas.chain(value), areas.by_id[value].name)
    found = catalogue.gazetteer.find_exactly(value)
    if found.outcome is Outcome.OUTSIDE:
        return Where((COUNTRY,), found.place, outside=True)
    if len(found.areas) > 1:
        raise SeveralAreasError(field="area", areas=", ".join(area.id for area in found.areas))
    if not found.areas:
        raise UnknownAreaError(field="area", suggestion=suggestion(value, catalogue.gazetteer.close_names(value)))
    area = found.areas[0]
    return Where(areas.chain(area.id), area.name)


def summary_words(catalogue: Catalogue, person: Person, where: Where) -> str:
    """Return what was understood in one line, such as "For: my child, 14 · Oxfordshire · grooming"."""
    who = words("for_whom", person.audience or "unknown")
    if person.audience == "professional" and person.age is not None:
        who = words("for_whom", "professional_child" if person.may_be_child else "professional_adult")
    if person.age is not None:
        who = words("for_whom", "with_age", who=who, age=person.age)
    outside = words("for_whom", "outside") if where.outside else None
    parts = [who, where.name or outside, needs_words(catalogue, person.needs)]
    return words("for_whom", "line", parts=" · ".join(part for part in parts if part))


def _judge_all(catalogue: Catalogue, person: Person, now: datetime) -> tuple[list[Ranked], list[Candidate]]:
    services = catalogue.at(shortlist(catalogue.index, person))
    judged = {service.id: _judge(service, person, now) for service in services}
    door = front_door(services, person)
    candidates = [one for one in judged.values() if not is_front_door(one.service)]
    doors = [judged[service.id] for service in first_doors(services, person)]
    return rank(candidates, person, judged[door.id] if door else None, doors), near_misses(candidates, person)


def _judge(service: Service, person: Person, now: datetime) -> Candidate:
    return Candidate(service, answer(service, person), now, for_professional=person.audience == "professional")


def _why_not(candidate: Candidate, reasons: ReasonWords) -> WhyNot:
    return WhyNot(
        slug=candidate.service.slug,
        name=candidate.service.name,
        answer="no" if candidate.answer.verdict is Verdict.NO else "ask",
        reason=reasons.why_not(candidate.service, candidate.answer),
    )


def _outside_area(catalogue: Catalogue, where: Where) -> OutsideArea:
    elsewhere = catalogue.find(LOCAL_HELP_ELSEWHERE)
    key = "named" if where.name else "unnamed"
    return OutsideArea(
        name=where.name, message=words("outside", key, place=where.name), url=elsewhere.url if elsewhere else None
    )
