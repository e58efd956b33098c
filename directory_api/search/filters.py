"""The filters of the service list: a table of small objects, each with words for people and a machine form.

The machine form takes the value asked for and returns the test that a service must pass. A value that names nothing
raises its own error, which suggests what it may have been.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from directory_api.eligibility import Verdict, judge_age
from directory_api.errors import OutsideAreaError, UnknownAreaError, UnknownOrganizationError, UnknownPostcodeError
from directory_api.models import Service
from directory_api.parameters import suggestion
from directory_api.person import Person
from directory_api.places import Outcome, fold
from directory_api.search.catalogue import Catalogue
from directory_api.search.text_search import NAME_SCORE
from directory_api.vocabulary import ALL_STATUSES
from directory_api.wording import words

Test = Callable[[Service], bool]


@dataclass(frozen=True)
class Filter:
    """One filter. `name` is the query parameter; its words for people are `filters.<name>` in wording.yml."""

    name: str
    test_for: Callable[[Any, Catalogue], Test]

    @property
    def description(self) -> str:
        """What the filter keeps, in words."""
        return words("filters", self.name)


def _covers_any(area_ids: set[str], catalogue: Catalogue) -> Test:
    """Keep services that cover one of the areas, an area around it, or a part of it."""
    around = {name for area_id in area_ids for name in catalogue.areas.chain(area_id)}
    every_area = catalogue.areas.by_id
    within = {area_id for area_id in every_area if area_ids.intersection(catalogue.areas.chain(area_id))}
    return lambda service: any(row.area_id in around | within for row in service.service_areas)


def _area(value: str, catalogue: Catalogue) -> Test:
    if value in catalogue.areas.by_id:
        return _covers_any({value}, catalogue)
    found = catalogue.gazetteer.find_exactly(value)
    if found.outcome is Outcome.OUTSIDE:
        raise OutsideAreaError(field="area", place=found.place or words("places", "there"))
    if not found.areas:
        raise UnknownAreaError(field="area", suggestion=suggestion(value, catalogue.gazetteer.close_names(value)))
    return _covers_any({area.id for area in found.areas}, catalogue)


def _postcode(value: str, catalogue: Catalogue) -> Test:
    found = catalogue.gazetteer.find_postcode(value)
    if found is not None and found.outcome is Outcome.OUTSIDE:
        raise OutsideAreaError(field="postcode", place=found.place or words("places", "there"))
    if found is None or found.place is None or not found.areas:
        raise UnknownPostcodeError(field="postcode")
    return _covers_any(set(catalogue.gazetteer.district_areas(found.place)), catalogue)


def _age(value: int, _: Catalogue) -> Test:
    """Keep services unless their stated rule says no: the same rule that recommendations use."""
    return lambda service: judge_age(service, Person(age=value)).verdict is not Verdict.NO


def _need(value: str, _: Catalogue) -> Test:
    return lambda service: any(row.need_id == value for row in service.needs)


def _audience(value: str, _: Catalogue) -> Test:
    return lambda service: any(row.audience == value for row in service.audiences)


def _organization(value: str, catalogue: Catalogue) -> Test:
    organizations = {service.organization.id: service.organization for service in catalogue.services}.values()
    wanted = fold(value)
    for known in organizations:
        if wanted in (fold(known.id), fold(known.slug), fold(known.name)):
            found = known.id
            return lambda service: service.organization_id == found
    names = suggestion(value, sorted(known.slug for known in organizations))
    raise UnknownOrganizationError(field="organization", suggestion=names)


def _search(value: str, catalogue: Catalogue) -> Test:
    scores = catalogue.text_scores(value)
    return lambda service: service.id in scores


def _status(value: str, _: Catalogue) -> Test:
    return lambda service: value in (ALL_STATUSES, service.status)


FILTERS = (
    Filter("area", _area),
    Filter("postcode", _postcode),
    Filter("age", _age),
    Filter("need", _need),
    Filter("audience", _audience),
    Filter("organization", _organization),
    Filter("search", _search),
    Filter("status", _status),
)

DESCRIPTIONS = {item.name: item.description for item in FILTERS}


def find_services(catalogue: Catalogue, wanted: dict[str, Any]) -> list[Service]:
    """Return the services that pass every filter given, the best text match first, else by name.

    Without a status only offered services are kept. One that is not offered is still found by its name, so that people
    who look for it learn where it went.
    """
    tests = [item.test_for(wanted[item.name], catalogue) for item in FILTERS if wanted.get(item.name) is not None]
    scores = catalogue.text_scores(wanted["search"]) if wanted.get("search") else {}

    def shown(service: Service) -> bool:
        return bool(wanted.get("status")) or service.offered or scores.get(service.id, 0) >= NAME_SCORE

    found = [service for service in catalogue.services if shown(service) and all(test(service) for test in tests)]
    return sorted(found, key=lambda service: (-scores.get(service.id, 0), not service.offered, service.name.casefold()))
