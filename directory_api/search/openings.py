"""Opening hours of all services at once. Many share the same hours, so each distinct pattern is judged once."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from threading import Lock
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from directory_api.availability import availability
from directory_api.models import Service
from directory_api.search.index import Mask

OF_A_NUMBER = "number"


class Hours(NamedTuple):
    """One schedule's times, named as in models.Schedule."""

    byday: str
    opens_at: str
    closes_at: str
    open_on_bank_holidays: bool
    phone_id: str | None = None  # for the hours of a number: that it is one, not which


class Line(NamedTuple):
    """When a number answers, named as in models.Phone."""

    availability: str
    purpose: str
    for_professionals_only: bool
    schedules: tuple[Hours, ...] = ()


ALL_THE_TIME = Hours("MO,TU,WE,TH,FR,SA,SU", "00:00", "24:00", open_on_bank_holidays=True)


class Pattern(NamedTuple):
    """All that decides whether a service can be reached at a moment, named as in models.Service."""

    always_open: bool
    schedules: tuple[Hours, ...]  # its own, and those of its numbers
    phones: tuple[Line, ...]

    @property
    def hours(self) -> tuple[Hours, ...]:
        """The schedules, and all the time where the service or a number says "always" and has no schedule for it."""
        always = self.always_open or any(line.availability == "always" and not line.schedules for line in self.phones)
        return (*self.schedules, ALL_THE_TIME) if always else self.schedules


def number_patterns(by_position: Iterable[Pattern]) -> tuple[NDArray[np.int32], list[Pattern]]:
    """Return each service's pattern as a number, and the distinct patterns in the order of their numbers."""
    numbers: dict[Pattern, int] = {}
    column = [numbers.setdefault(pattern, len(numbers)) for pattern in by_position]
    return np.array(column, dtype=np.int32), list(numbers)


class Openings:
    """The distinct patterns, judged when asked for and kept for the minute."""

    def __init__(self, column: NDArray[np.int32], patterns: list[Pattern]) -> None:
        self._column = column
        self._patterns = patterns
        self._kept: tuple[datetime, Mask] | None = None
        self._lock = Lock()

    def open_at(self, moment: datetime) -> Mask:
        """Return which services are known to be open at a moment, to the minute."""
        minute = moment.replace(second=0, microsecond=0)
        with self._lock:
            if self._kept is None or self._kept[0] != minute:
                # A pattern has all that the rules of availability read of a service.
                judged = [availability(cast(Service, one), minute).opening.open_now for one in self._patterns]
                self._kept = minute, np.array([answer is True for answer in judged], dtype=bool)[self._column]
            return self._kept[1]

    def with_hours(self, fits: Callable[[Hours], bool]) -> Mask:
        """Return which services have a schedule, their own or a number's, that passes the test."""
        judged = [any(fits(hours) for hours in pattern.hours) for pattern in self._patterns]
        return np.array(judged, dtype=bool)[self._column]


class PatternReader:
    """Gathers the rows of schedules and phones into one pattern a service."""

    def __init__(self) -> None:
        self._schedules: dict[str, list[Hours]] = defaultdict(list)
        self._of_phone: dict[str, list[Hours]] = defaultdict(list)
        self._lines: dict[str, list[Line]] = defaultdict(list)
        self._known: dict[Hours, Hours] = {}

    def add_schedule(self, service_id: str, phone_id: str | None, hours: Hours) -> None:
        """Take in one schedule. Phones must be added after all schedules."""
        hours = hours if phone_id is None else hours._replace(phone_id=OF_A_NUMBER)
        hours = self._known.setdefault(hours, hours)
        self._schedules[service_id].append(hours)
        if phone_id is not None:
            self._of_phone[phone_id].append(hours)

    def add_phone(self, service_id: str, phone_id: str, line: Line) -> None:
        """Take in one number, with the schedules it has."""
        schedules = tuple(self._of_phone.pop(phone_id, ()))
        self._lines[service_id].append(line._replace(schedules=schedules))

    def pattern(self, service_id: str, always_open: bool) -> Pattern:
        """Return what was gathered for a service."""
        return Pattern(always_open, tuple(self._schedules.get(service_id, ())), tuple(self._lines.get(service_id, ())))
