"""Does this service take this person? Yes, no or ask, each with its reasons. Pure: facts in, answer out.

The rules:

* Only a stated age rule, a sex rule or the area a service covers can say no. An age rule that was only inferred, or
  that no page states, says ask: it never turns a child away.
* Ages are whole years and both ends count: 16 takes the day of the 16th birthday, and a maximum of 18 lasts until the
  day before the 19th.
* A parent, carer or professional asks for somebody else, so the age is that person's. A service for adults who worry
  about a child (the NSPCC Helpline, the Ivison Trust) talks to parents or carers and not to young people: its minimum
  age is the caller's and does not judge the child. Its maximum age, where it has one, still does.
* "Fits" is narrower than "not no": an inferred age that misses, or a service that talks to other people, is not
  refused and not recommended either. It may only be mentioned, with its reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from directory_api.models import Service
from directory_api.person import ABOUT_WHO_HARMS, ADULT, ANY_CRIME, NO_LIMIT, YOUNG_UP_TO, Person

# Help after "any crime" is not help for these.
NOT_A_CRIME_SUFFERED = frozenset({"harmful_behaviour_own", "harmful_behaviour_child", "mental_health"})


class Verdict(StrEnum):
    """What a service would say, as far as its published rules go."""

    YES = "yes"
    ASK = "ask"
    NO = "no"


@dataclass(frozen=True)
class Reason:
    """One rule's verdict. `code` names a sentence of wording.yml, `data` fills it in."""

    code: str
    verdict: Verdict
    fits: bool = True
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """The verdict of all rules together, and the reasons in the order they were judged."""

    verdict: Verdict
    fits: bool
    reasons: tuple[Reason, ...]

    def reason(self, *codes: str) -> Reason | None:
        """Return the first reason with one of these codes."""
        return next((reason for reason in self.reasons if reason.code in codes), None)


def answer(service: Service, person: Person) -> Answer:
    """Judge the service's rules for the person: need, who it talks to, age, sex and area."""
    rules = (judge_need, judge_audience, judge_age, judge_sex, judge_area)
    reasons = tuple(reason for rule in rules if (reason := rule(service, person)))
    verdicts = {reason.verdict for reason in reasons}
    worst = next((verdict for verdict in (Verdict.NO, Verdict.ASK) if verdict in verdicts), Verdict.YES)
    return Answer(worst, worst is not Verdict.NO and all(reason.fits for reason in reasons), reasons)


def judge_need(service: Service, person: Person) -> Reason:
    """Say which of the person's needs the service helps with. Without a need told, general help is what fits."""
    wanted = person.meant_needs
    main = {need.need_id for need in service.needs if need.main} & wanted
    helped = {need.need_id for need in service.needs} & wanted
    if helped:
        shown = {"needs": sorted(main or helped), "helped": sorted(helped), "main": bool(main)}
        return Reason("helps_with", Verdict.YES, data=shown)
    helps_after_any_crime = any(need.need_id == ANY_CRIME for need in service.needs)
    if helps_after_any_crime and not wanted <= NOT_A_CRIME_SUFFERED:
        return Reason("helps_after_any_crime", Verdict.YES)
    return Reason("other_needs", Verdict.ASK, fits=False)


def judge_audience(service: Service, person: Person) -> Reason | None:
    """Say when the service talks to other people than the one who asks or the one to be helped."""
    audiences = {row.audience for row in service.audiences}
    if is_for_worried_adults(service):
        fits, only = _may_worry(person) and bool(audiences & _audiences_of(person)), "parent_carer"
    else:
        fits = not audiences or bool(audiences & _audiences_of(person))
        only = next((name for name in ("professional", "parent_carer", "adult") if name in audiences), "young_person")
    return None if fits else Reason(f"talks_to_{only}", Verdict.ASK, fits=False)


def _may_worry(person: Person) -> bool:
    """Whether the one who asks may be an adult who worries about a child, or about the one who does the harm."""
    if person.audience == "young_person" or (person.audience == "adult" and not person.may_be_child):
        return bool(person.needs & ABOUT_WHO_HARMS) and not person.may_be_child
    return True


def is_for_worried_adults(service: Service) -> bool:
    """Whether it is a service for adults who worry about a child, so that a minimum age is the caller's.

    It talks to parents or carers and not to young people. One that also talks to other adults counts only if it says
    that callers are adults: a refuge for women and their children is for the adult herself.
    """
    audiences = {row.audience for row in service.audiences}
    if "parent_carer" not in audiences or "young_person" in audiences:
        return False
    return "adult" not in audiences or service.minimum_age == ADULT


def judge_age(service: Service, person: Person) -> Reason:
    """Judge the age rule. What a person has not told can only lead to ask."""
    lowest, highest = service.minimum_age or 0, service.maximum_age or NO_LIMIT
    if person.for_somebody_else and is_for_worried_adults(service):
        if service.maximum_age is None:
            return Reason("for_worried_adults", Verdict.YES)
        lowest = 0
    stated = service.age_basis == "stated"
    if (lowest, highest) == (0, NO_LIMIT):
        return Reason("any_age", Verdict.YES) if stated else Reason("age_not_stated", Verdict.ASK)
    youngest, oldest = person.ages
    data = {"minimum": service.minimum_age, "maximum": service.maximum_age}
    if oldest < lowest or youngest > highest:
        return _misses(service, person, stated, data)
    certain = lowest <= youngest and oldest <= highest
    if stated:
        return Reason("age_fits" if certain else "age_needed", Verdict.YES if certain else Verdict.ASK, data=data)
    return Reason("age_seems_to_fit" if certain else "age_seems_needed", Verdict.ASK, data=data)


def years_outside(service: Service, person: Person) -> int:
    """Return how many years the person's age lies outside the service's ages; 0 when it may lie inside."""
    youngest, oldest = person.ages
    lowest, highest = service.minimum_age or 0, service.maximum_age_with_additional_needs or service.maximum_age
    return max(0, lowest - oldest, youngest - (NO_LIMIT if highest is None else highest))


def _misses(service: Service, person: Person, stated: bool, data: dict[str, Any]) -> Reason:
    extended = service.maximum_age_with_additional_needs
    if extended and service.maximum_age is not None and service.maximum_age < person.ages[0] <= extended:
        return Reason("age_with_additional_needs", Verdict.ASK, fits=False, data=data | {"extended": extended})
    if stated:
        return Reason("age_misses", Verdict.NO, data=data)
    return Reason("age_seems_to_miss", Verdict.ASK, fits=False, data=data)


def judge_sex(service: Service, person: Person) -> Reason | None:
    """Judge a rule that limits the whole service to women or to men."""
    if service.sex_rule is None:
        return None
    told = {"female": "women", "male": "men"}.get(person.sex or "")
    if told is None:
        return Reason(f"for_{service.sex_rule}_ask", Verdict.ASK)
    return Reason(f"for_{service.sex_rule}", Verdict.YES if told == service.sex_rule else Verdict.NO)


def judge_area(service: Service, person: Person) -> Reason:
    """Judge the area. Until it is told, the Thames Valley, which this directory serves, is taken as given."""
    covered = {row.area_id for row in service.service_areas}
    if not covered:
        return Reason("cover_not_known", Verdict.ASK, fits=False)
    if not person.area_chain:
        if service.reach == "local":
            return Reason("area_needed", Verdict.ASK, fits=False, data={"areas": sorted(covered)})
        return Reason("covers", Verdict.YES, data={"areas": sorted(covered)})
    if here := [area for area in person.area_chain if area in covered]:
        return Reason("covers", Verdict.YES, data={"areas": here})
    return Reason("other_area", Verdict.NO, data={"areas": sorted(covered)})


def _audiences_of(person: Person) -> set[str]:
    """Return whom a service may talk to and still be of use: the one who asks, or the one to be helped."""
    if person.audience is None:
        return {"young_person", "parent_carer", "professional", "adult"}
    youngest, _ = person.ages
    adult_of_unknown_age = person.audience == "adult" and person.age is None
    may_be_young = youngest <= YOUNG_UP_TO and not adult_of_unknown_age
    may_be_adult = youngest >= ADULT or (person.audience == "professional" and person.age is None)
    helped = {name for name, present in (("young_person", may_be_young), ("adult", may_be_adult)) if present}
    return helped | {person.audience}
