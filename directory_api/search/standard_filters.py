"""The filters of the open standard, as its parameters are worded (see the checklist in the data guide).

Ages and times are literal there: what a service states as its limit is compared with the value asked for. For people,
`age` and `open_now` in filters.py ask the useful question.
"""

from dataclasses import dataclass

from directory_api.search.catalogue import Catalogue
from directory_api.search.filters import Filter
from directory_api.search.index import NO_MAXIMUM, NO_MINIMUM, Mask
from directory_api.search.openings import Hours


@dataclass(frozen=True)
class WantedHours:
    """What one schedule has to fit: a day (MO to SU), opening at or after, closing at or before (HH:MM)."""

    day: str | None = None
    start_time: str | None = None
    end_time: str | None = None

    def fits(self, hours: Hours) -> bool:
        """Whether a schedule fits all that was asked for."""
        return (
            (self.day is None or self.day in hours.byday.split(","))
            and (self.start_time is None or hours.opens_at >= self.start_time)
            and (self.end_time is None or hours.closes_at <= self.end_time)
        )


def _minimum_age(value: float, catalogue: Catalogue) -> Mask:
    minimum = catalogue.index.minimum_age
    mask: Mask = (minimum != NO_MINIMUM) & (minimum >= value)
    return mask


def _maximum_age(value: float, catalogue: Catalogue) -> Mask:
    maximum = catalogue.index.maximum_age
    mask: Mask = (maximum != NO_MAXIMUM) & (maximum <= value)
    return mask


def _hours(value: WantedHours, catalogue: Catalogue) -> Mask:
    return catalogue.openings.with_hours(value.fits)


def _modified_after(value: str, catalogue: Catalogue) -> Mask:
    """Keep services that changed at or after a moment, given as the index holds it: RFC 3339 in UTC, to the second."""
    return catalogue.index.last_modified >= value


def _organization_id(value: str, catalogue: Catalogue) -> Mask:
    return catalogue.index.mask("organization", value)


def _has(value: tuple[str, ...], catalogue: Catalogue) -> Mask:
    """Keep services that have a value of a facet, such as ("need", "image_abuse"); with the facet alone, any value."""
    return catalogue.index.mask(*value)


# The parameter `hours` stands for day, start_time and end_time, which one schedule has to fit together; `has_term` and
# `has_taxonomy` for taxonomy_term_id and taxonomy_id, whose ids the standard's own module knows.
STANDARD_FILTERS = (
    Filter("minimum_age", _minimum_age),
    Filter("maximum_age", _maximum_age),
    Filter("hours", _hours),
    Filter("modified_after", _modified_after),
    Filter("organization_id", _organization_id),
    Filter("has_term", _has),
    Filter("has_taxonomy", _has),
)
