"""The doors that stand behind every answer: the council front door for a child, SAFE!, Childline, Victims First, Victim
Support. Each is offered only where its own age rule and area let it."""

from collections.abc import Iterable

from directory_api.eligibility import Person, Verdict, judge_age, judge_area, judge_audience
from directory_api.models import Service

FRONT_DOOR_KIND = "safeguarding front door"
# In the order they are shown. Victim Support's line is open all day, so an answer for an adult is never all shut.
FIRST_DOOR_SLUGS = ("safe-support-after-crime-and-abuse", "childline", "victims-first", "victim-support-national")
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
    covering = [one for one in services if is_front_door(one) and judge_area(one, person).verdict is Verdict.YES]
    return min(covering, key=lambda one: (len(one.service_areas), one.slug), default=None)


def first_doors(services: Iterable[Service], person: Person) -> list[Service]:
    """Return the doors open to this person whatever happened, in the order to show them."""
    by_slug = {service.slug: service for service in services}
    doors = [by_slug[slug] for slug in FIRST_DOOR_SLUGS if slug in by_slug]
    return [door for door in doors if _takes(door, person)]


def _takes(door: Service, person: Person) -> bool:
    reasons = [judge_age(door, person), judge_area(door, person), judge_audience(door, person)]
    return all(reason is None or (reason.fits and reason.verdict is not Verdict.NO) for reason in reasons)
