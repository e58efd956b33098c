"""A service judged for a person at a moment, and how well it fits. Pure.

Candidates are put in order by how far each is from a perfect fit, counting one step for each of these: it only also
helps with the need, or helps after anything; it has to be asked; its age or sex rule cannot be judged yet; it takes
reports instead of giving support; and two steps for a service for one group of people.

Ties are settled, in this order, by: a service for the young where no age was told; a stated rule before an ask; how
many of the needs it helps with; local, Thames Valley, national, where a service with a page but nobody to talk to
counts as one further away; open now before closed; talking to the one who asks; better sourced; name.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from directory_api.availability import Availability, availability
from directory_api.eligibility import Answer, Verdict
from directory_api.models import Service
from directory_api.person import YOUNG_UP_TO, Person
from directory_api.recommendations.for_some_people import FOR_SOME_PEOPLE

REPORTING_KINDS = frozenset({"police", "anonymous reporting"})
_REACH_ORDER = {"local": 0, "thames_valley": 1, "national": 2}
_CONFIDENCE_ORDER = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True)
class Candidate:
    """A service, judged for a person at a moment."""

    service: Service
    answer: Answer
    now: datetime
    for_professional: bool = False

    @cached_property
    def availability(self) -> Availability:
        """How it can be reached at that moment. Worked out when first asked for: most candidates never are."""
        return availability(self.service, self.now, self.for_professional)

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
    def specific(self) -> bool:
        """Whether it helps with one of the needs by name."""
        return self.need_order < 2

    @property
    def reachable(self) -> bool:
        """Whether there is any way to get in touch."""
        return self.contact_order < 2

    @property
    def needs_met(self) -> int:
        """How many of the person's needs it helps with."""
        helps = self.answer.reason("helps_with")
        return len(helps.data["helped"]) if helps else 0

    @property
    def numbers(self) -> set[str]:
        """The numbers to call."""
        return {state.phone.tel for state in self.availability.phones}

    @property
    def contact_order(self) -> int:
        """0 a way to talk, 1 a page or address to write to, 2 neither."""
        service = self.service
        if self.availability.phones or service.text_contact or service.webchat:
            return 0
        return 1 if service.url or service.email else 2


def match_order(candidate: Candidate, person: Person) -> tuple[int | str, ...]:
    """Return the sort key of the order described above."""
    service = candidate.service
    talks_to_asker = any(row.audience == person.audience for row in service.audiences)
    return (
        _steps_from_perfect(candidate, person),
        0 if person.likely_young and for_the_young(service) else 1,
        0 if candidate.answer.verdict is Verdict.YES else 1,
        -candidate.needs_met,
        _REACH_ORDER[service.reach] + candidate.contact_order,
        candidate.contact_order,
        candidate.availability.open_order,
        0 if talks_to_asker else 1,
        _CONFIDENCE_ORDER[service.confidence],
        service.name,
    )


def for_the_young(service: Service) -> bool:
    """Whether it only takes young people."""
    return service.maximum_age is not None and service.maximum_age <= YOUNG_UP_TO


def _steps_from_perfect(candidate: Candidate, person: Person) -> int:
    service, answer = candidate.service, candidate.answer
    not_told_yet = answer.reason("age_needed", "age_seems_needed") is not None
    good_guess = person.likely_young and for_the_young(service)
    return (
        min(candidate.need_order, 1)
        + (answer.verdict is not Verdict.YES)
        + ((not_told_yet and not good_guess) or bool(answer.reason("for_women_ask", "for_men_ask")))
        + (service.kind in REPORTING_KINDS)
        + 2 * (service.slug in FOR_SOME_PEOPLE)
    )
