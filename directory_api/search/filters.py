"""The filters of people: a table of small objects, each with words for people and a machine form.

The machine form takes the value asked for and returns the mask of the services that pass. A value that names nothing
raises its own error, which suggests what it may have been.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from directory_api.errors import OutsideAreaError, UnknownAreaError, UnknownOrganizationError, UnknownPostcodeError
from directory_api.parameters import suggestion
from directory_api.places import Outcome, fold
from directory_api.search.catalogue import Catalogue
from directory_api.search.index import Mask
from directory_api.vocabulary import ALL_STATUSES
from directory_api.wording import words


@dataclass(frozen=True)
class Filter:
    """One filter. `name` is the query parameter; its words for people are `filters.<name>` in wording.yml."""

    name: str
    mask_for: Callable[[Any, Catalogue], Mask]

    @property
    def description(self) -> str:
        """What the filter keeps, in words."""
        return words("filters", self.name)


def _covers_any(area_ids: set[str], catalogue: Catalogue) -> Mask:
    """Keep services that cover one of the areas, an area around it, or a part of it."""
    return catalogue.index.mask("area", *catalogue.areas.touching(area_ids))


def _area(value: str, catalogue: Catalogue) -> Mask:
    if value in catalogue.areas.by_id:
        return _covers_any({value}, catalogue)
    found = catalogue.gazetteer.find_exactly(value)
    if found.outcome is Outcome.OUTSIDE:
        raise OutsideAreaError(field="area", place=found.place or words("places", "there"))
    if not found.areas:
        raise UnknownAreaError(field="area", suggestion=suggestion(value, catalogue.gazetteer.close_names(value)))
    return _covers_any({area.id for area in found.areas}, catalogue)


def _postcode(value: str, catalogue: Catalogue) -> Mask:
    found = catalogue.gazetteer.find_postcode(value)
    if found is not None and found.outcome is Outcome.OUTSIDE:
        raise OutsideAreaError(field="postcode", place=found.place or words("places", "there"))
    if found is None or found.place is None or not found.areas:
        raise UnknownPostcodeError(field="postcode")
    return _covers_any(set(catalogue.gazetteer.district_areas(found.place)), catalogue)


def _age(value: int, catalogue: Catalogue) -> Mask:
    """Keep services unless their stated rule says no: the same rule that recommendations use."""
    return catalogue.index.takes_age(value)


def _facet(name: str) -> Filter:
    return Filter(name, lambda value, catalogue: catalogue.index.mask(name, value))


def _language(value: str, catalogue: Catalogue) -> Mask:
    return catalogue.index.mask("language", value.strip().casefold())


def _organization(value: str, catalogue: Catalogue) -> Mask:
    wanted = fold(value)
    for known in catalogue.organizations.values():
        if wanted in (fold(known.id), fold(known.slug), fold(known.name)):
            return catalogue.index.mask("organization", known.id)
    names = suggestion(value, sorted(known.slug for known in catalogue.organizations.values()))
    raise UnknownOrganizationError(field="organization", suggestion=names)


def _search(value: str, catalogue: Catalogue) -> Mask:
    return catalogue.text.find(value).scores > 0


def _status(value: str, catalogue: Catalogue) -> Mask:
    return catalogue.index.everything if value == ALL_STATUSES else catalogue.index.mask("status", value)


def _open_now(value: datetime, catalogue: Catalogue) -> Mask:
    """Keep services that are known to be open at `value`, the moment the answer is judged at."""
    return catalogue.openings.open_at(value)


FILTERS = (
    Filter("area", _area),
    Filter("postcode", _postcode),
    Filter("age", _age),
    _facet("need"),
    _facet("audience"),
    Filter("organization", _organization),
    Filter("search", _search),
    Filter("status", _status),
    Filter("language", _language),
    _facet("referral"),
    Filter("open_now", _open_now),
)

DESCRIPTIONS = {item.name: item.description for item in FILTERS}
