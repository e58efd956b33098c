"""When a service or a number can be reached, by its weekly hours, on London clocks and with England's bank holidays.

Pure: the moment asked about is always an argument. A moment without a time zone is taken as London time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from holidays import country_holidays

from directory_api.wording import words

LONDON = ZoneInfo("Europe/London")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAYS_AHEAD = 14  # far enough to pass Christmas, New Year and a weekend
BANK_HOLIDAYS = country_holidays("GB", subdiv="ENG")  # works years out as they are asked for
MIDNIGHT_AT_THE_END = "24:00"


class WeeklyHours(Protocol):
    """The facts of a `models.Schedule` that count here."""

    byday: str
    opens_at: str
    closes_at: str
    open_on_bank_holidays: bool


class State(StrEnum):
    """Whether something can be reached at a moment."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Opening:
    """The state at a moment, and when it changes next (None: never, or not known)."""

    state: State
    changes_at: datetime | None = None

    @property
    def open_now(self) -> bool | None:
        """True, False, or None where nobody knows."""
        return None if self.state is State.UNKNOWN else self.state is State.OPEN


ALWAYS = Opening(State.OPEN)
UNKNOWN = Opening(State.UNKNOWN)
Span = tuple[datetime, datetime]  # from, until, both in UTC


def london_time(moment: datetime) -> datetime:
    """Return the moment on London clocks."""
    return moment.replace(tzinfo=LONDON) if moment.tzinfo is None else moment.astimezone(LONDON)


def is_bank_holiday(day: date) -> bool:
    """Whether the day is a bank holiday in England."""
    return day in BANK_HOLIDAYS


def weekly_opening(schedules: Iterable[WeeklyHours], now: datetime) -> Opening:
    """Judge weekly hours at `now`. No hours at all means unknown, never closed."""
    schedules = list(schedules)
    if not schedules:
        return UNKNOWN
    moment = london_time(now).astimezone(UTC)
    for starts, ends in _spans(schedules, moment):
        if moment < starts:
            return Opening(State.CLOSED, starts.astimezone(LONDON))
        if moment < ends:
            lasts = ends - moment > timedelta(days=DAYS_AHEAD - 2)
            return Opening(State.OPEN, None if lasts else ends.astimezone(LONDON))
    return Opening(State.CLOSED)


def out_of_hours_opening(scheduled: Iterable[WeeklyHours], now: datetime) -> Opening:
    """Judge a number that answers whenever the service's scheduled hours are shut."""
    daytime = weekly_opening(scheduled, now)
    opposite = {State.OPEN: State.CLOSED, State.CLOSED: State.OPEN, State.UNKNOWN: State.UNKNOWN}
    return Opening(opposite[daytime.state], daytime.changes_at)


def opening_words(opening: Opening, now: datetime) -> str | None:
    """Say it for people: "Open now, until 5pm." or "Closed now. Opens Monday at 9am." None where nothing is known."""
    if opening.state is State.UNKNOWN:
        return None
    if opening.changes_at is None:
        return words("hours", "always" if opening.state is State.OPEN else "closed")
    here, change = london_time(now), london_time(opening.changes_at)
    clock = clock_words(change.time())
    if opening.state is State.OPEN:
        key = "open_until" if change - here < timedelta(hours=24) else "open_until_day"
    else:
        key = {0: "opens_today", 1: "opens_tomorrow"}.get((change.date() - here.date()).days, "opens_day")
    day = words("days", DAYS[change.weekday()])
    if key == "opens_day" and (change.date() - here.date()).days > 6:
        day = words("hours", "later_day", day=day, date=change.day, month=words("months", str(change.month)))
    return words("hours", key, clock=clock, day=day)


def clock_words(clock: time) -> str:
    """Write a time as people say it: 9am, 5.30pm, noon, midnight."""
    if clock.minute == 0 and clock.hour in (0, 12):
        return words("hours", "midnight" if clock.hour == 0 else "noon")
    minutes = f".{clock.minute:02}" if clock.minute else ""
    return f"{(clock.hour - 1) % 12 + 1}{minutes}{'am' if clock.hour < 12 else 'pm'}"


def _spans(schedules: list[WeeklyHours], moment: datetime) -> list[Span]:
    """Return the open times from yesterday to two weeks ahead, in order, with those that touch joined."""
    today = moment.astimezone(LONDON).date()
    days = [today + timedelta(days=ahead) for ahead in range(-1, DAYS_AHEAD + 1)]
    found = sorted(span for day in days for hours in schedules if (span := _span(hours, day)))
    joined: list[Span] = []
    for starts, ends in found:
        if joined and starts <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(ends, joined[-1][1]))
        else:
            joined.append((starts, ends))
    return joined


def _span(hours: WeeklyHours, day: date) -> Span | None:
    """Return when these hours open and close on that day. Hours that close before they open run into the next day."""
    if DAYS[day.weekday()] not in hours.byday.split(","):
        return None
    if is_bank_holiday(day) and not hours.open_on_bank_holidays:
        return None
    opens = time.fromisoformat(hours.opens_at)
    to_midnight = hours.closes_at == MIDNIGHT_AT_THE_END
    closes = time.min if to_midnight else time.fromisoformat(hours.closes_at)
    last_day = day + timedelta(days=1) if closes <= opens else day
    return _at(day, opens), _at(last_day, closes)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=LONDON).astimezone(UTC)
