"""The doors that stand behind every answer, each offered only where its own age rule and area let it: the council's
front door for a child, SAFE!, Childline, Victims First, and Victim Support where Childline is not for the person or
the person lives outside the Thames Valley."""

from collections.abc import Iterable

from directory_api.eligibility import Verdict, judge_age, judge_area, judge_audience
from directory_api.models import Service
from directory_api.person import Person

FRONT_DOOR_KIND = "safeguarding front door"
FIRST_DOOR_SLUGS = ("safe-support-after-crime-and-abuse", "childline", "victims-first")  # in the order shown
# Both answer all day, every day: with one of them no answer is ever all shut.
ALWAYS_OPEN_FOR_THE_YOUNG = "childline"
ALWAYS_OPEN_FOR_ALL = "victim-support-national"
# Harm to a child that the council's front door is there for, beyond being the door behind every answer.
CHILD_PROTECTION_NEEDS = frozenset(
    {
        "child_sexual_exploitation",
        "online_grooming",
        "image_abuse",
        "sexual_violence",
        "non_recent_abuse",
        "domestic_abuse",
        "teen_relationship_abuse",
        "physical_abuse",
        "emotional_abuse_neglect",
        "criminal_exploitation",
        "serious_violence",
        "honour_based_abuse",
        "modern_slavery",
        "missing",
        "harmful_behaviour_child",
    }
)


def is_front_door(service: Service) -> bool:
    """Whether it is a council's door for worries about a child."""
    return service.kind == FRONT_DOOR_KIND


def front_door(services: Iterable[Service], person: Person) -> Service | None:
    """Return the front door of the child's council, or None for an adult or an area not told.

    A front door shared by several councils (the Berkshire emergency team) gives way to the council's own, which lists
    its number too.
    """
    if not person.may_be_child or not person.area_chain:
        return None
    reasons = {one.slug: judge_area(one, person) for one in services if is_front_door(one)}
    covering = [one for one in services if one.slug in reasons and reasons[one.slug].verdict is Verdict.YES]
    return min(covering, key=lambda one: person.area_chain.index(reasons[one.slug].data["areas"][0]), default=None)


def first_doors(services: Iterable[Service], person: Person) -> list[Service]:
    """Return the doors open to this person whatever happened, in the order to show them."""
    by_slug = {service.slug: service for service in services}
    doors = [by_slug[slug] for slug in FIRST_DOOR_SLUGS if slug in by_slug and _takes(by_slug[slug], person)]
    if ALWAYS_OPEN_FOR_ALL in by_slug and (person.is_outside or not any(_is_enough(door, person) for door in doors)):
        doors.append(by_slug[ALWAYS_OPEN_FOR_ALL])
    return doors


def _takes(door: Service, person: Person) -> bool:
    reasons = [judge_age(door, person), judge_area(door, person), judge_audience(door, person)]
    return all(reason is None or (reason.fits and reason.verdict is not Verdict.NO) for reason in reasons)


def _is_enough(door: Service, person: Person) -> bool:
    """Whether the line for the young is there, for somebody who is, or has said to be asking for, a young person."""
    certain = judge_age(door, person).verdict is Verdict.YES or person.audience in ("young_person", "parent_carer")
    return door.slug == ALWAYS_OPEN_FOR_THE_YOUNG and certain
