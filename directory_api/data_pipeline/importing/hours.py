"""Opening hours that repeat every week. All others (monthly, once, term time) are left out and counted."""

import re
from datetime import date
from itertools import pairwise
from typing import Any

from directory_api.data_pipeline.importing.coping import Coping
from directory_api.data_pipeline.importing.values import FeedRecord, date_of, flag_of, items_of, object_of, text_of

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY_NAME = re.compile(
    r"\b(?:(mo)(?:n(?:day)?)?|(tu)(?:es?(?:day)?)?|(we)(?:d(?:s|nesday)?)?|(th)(?:u(?:rs?(?:day)?)?)?"
    r"|(fr)(?:i(?:day)?)?|(sa)(?:t(?:urday)?)?|(su)(?:n(?:day)?)?)s?\b"
)
NUMBERED_DAY = re.compile(r"^[1-7]$")  # Open Referral UK 1.0 counts from Monday
NTH_DAY = re.compile(r"[-+]?\d+\s*(?:MO|TU|WE|TH|FR|SA|SU)", re.IGNORECASE)
EVERY_DAY = re.compile(r"\b(?:every ?day|daily|7 days)\b", re.IGNORECASE)
DAYS_BETWEEN = re.compile(r"\s*(?:-|–|to|until|till|through)\s*")
CLOCK = re.compile(
    r"^(\d{1,2})(?:[:.h]?(\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*([ap])?\.?(?:m\.?)?\s*(?:Z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE
)
NAMED_TIMES = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}
MIDNIGHT, LAST_MINUTE = "24:00", "23:59"
AFTERNOON = 12

HoursFields = dict[str, Any]
Span = tuple[str, str, bool]


def schedule_of(record: FeedRecord, today: date, coping: Coping) -> list[HoursFields]:
    """A service's weekly hours: its own, or else those at its only location. None at all where they overlap."""
    rows = items_of(record, coping, "schedules", "regular_schedules")
    places = items_of(record, coping, "service_at_locations")
    if not rows and len(places) == 1:
        rows = items_of(places[0], coping, "schedules", "regular_schedules")
        location = object_of(places[0], coping, "location") or {}
        rows = rows or items_of(location, coping, "schedules", "regular_schedules")
    return weekly(rows, today, coping)


def weekly(rows: list[FeedRecord], today: date, coping: Coping) -> list[HoursFields]:
    """The rows that say each week's hours, days with the same hours together, in the order of the feed."""
    days_of: dict[Span, list[str]] = {}
    for row in rows:
        span = _span(row, coping)
        if span is None:
            continue
        days = _days(row)
        if not days or not _every_week(row, today, coping):
            coping.note("hours_not_weekly")
            continue
        days_of.setdefault(span, []).extend(day for day in days if day not in days_of.get(span, []))
    if _overlap(days_of):
        coping.note("hours_overlap")
        return []
    return [_fields(span, days) for span, days in days_of.items()]


def clock_of(written: str | None) -> str | None:
    """A time as HH:MM, out of 9:00, 09:00:00, 9am, 1730, 9.30 pm or noon; None where it is none."""
    if written is None:
        return None
    text = written.strip().casefold()
    if text in NAMED_TIMES:
        return NAMED_TIMES[text]
    match = CLOCK.match(text)
    if not match:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        hour = hour % AFTERNOON + (AFTERNOON if match[3] == "p" else 0)
    elif match[2] is None and len(text) < len("9:00"):
        return None  # a bare figure may be anything
    if (hour, minute) == (24, 0):
        return MIDNIGHT
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _span(row: FeedRecord, coping: Coping) -> Span | None:
    opens, closes = clock_of(text_of(row, "opens_at")), clock_of(text_of(row, "closes_at"))
    if opens is None or closes is None:
        if row.get("opens_at") or row.get("closes_at"):
            coping.note("hours_not_read")
        return None
    opens = "00:00" if opens == MIDNIGHT else opens
    if closes in {"00:00", LAST_MINUTE}:
        closes = MIDNIGHT
    if opens == closes:
        coping.note("hours_not_read")
        return None
    return opens, closes, bool(flag_of(row, "x_open_on_bank_holidays"))


def _days(row: FeedRecord) -> list[str]:
    for name in ("byday", "weekday", "day"):
        value = row.get(name)
        written = ",".join(map(str, value)) if isinstance(value, list) else str(value or "")
        if NTH_DAY.search(written):
            return []
        parts = [part.strip() for part in written.split(",")]
        if parts and all(NUMBERED_DAY.match(part) for part in parts):
            return [DAYS[int(part) - 1] for part in parts]
        if found := _named_days(written):
            return found
    return list(DAYS) if (text_of(row, "freq") or "").upper() == "DAILY" else []


def _named_days(written: str) -> list[str]:
    if EVERY_DAY.search(written):
        return list(DAYS)
    names = list(DAY_NAME.finditer(written.casefold()))
    found = {_day(match) for match in names}
    for first, last in pairwise(names):
        if DAYS_BETWEEN.fullmatch(written.casefold()[first.end() : last.start()]):
            start, end = DAYS.index(_day(first)), DAYS.index(_day(last))
            found |= set(DAYS[start : end + 1] if start < end else (*DAYS[start:], *DAYS[: end + 1]))
    return [day for day in DAYS if day in found]


def _day(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group).upper()


def _every_week(row: FeedRecord, today: date, coping: Coping) -> bool:
    freq = (text_of(row, "freq") or "WEEKLY").upper()
    interval = text_of(row, "interval") or "1"
    ends = [date_of(row.get(name), coping) for name in ("valid_to", "until") if row.get(name)]
    over = any(end is not None and end < today for end in ends)
    monthly = any(row.get(name) for name in ("bymonthday", "byyearday", "byweekno", "count"))
    return freq in {"WEEKLY", "DAILY"} and interval in {"1", "1.0", "0"} and not over and not monthly


def _overlap(days_of: dict[Span, list[str]]) -> bool:
    taken: list[tuple[str, str, str]] = []
    for (opens, closes, _), days in days_of.items():
        until = closes if closes > opens else MIDNIGHT
        for day in days:
            if any(day == other and opens < end and start < until for other, start, end in taken):
                return True
            taken.append((day, opens, until))
    return False


def _fields(span: Span, days: list[str]) -> HoursFields:
    opens, closes, holidays = span
    fields: HoursFields = {"byday": [day for day in DAYS if day in days], "opens_at": opens, "closes_at": closes}
    return {**fields, "open_on_bank_holidays": True} if holidays else fields
