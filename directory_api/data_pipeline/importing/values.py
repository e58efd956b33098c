"""Values as they should have been: text that is text, lists that are lists, and nothing where there is nothing.

Feeds are written by many systems. `null`, "null", "N/A", numbers as text, one object where a list belongs: each is read
for what it means, and counted, so that the report can tell the publisher.
"""

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from directory_api.data_pipeline.importing.coping import Coping

FeedRecord = Mapping[str, Any]
SAYS_NOTHING = frozenset(
    {"null", "none", "n/a", "na", "nil", "-", "--", "undefined", "nan", "tbc", "tba", "not applicable", "unknown"}
)
DEEPEST = 30  # levels; deeper nesting is no service and is left out
DATE_FORMATS = (
    "%d/%m/%Y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%d/%m/%y",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y",
    "%Y/%m/%d",
    "%Y%m%d",
)
LATEST_SECOND = 1e11  # since 1970; a larger figure counts milliseconds
MILLISECONDS = 1000
CLOCK_AFTER_DATE = re.compile(r"[T ]\d{1,2}[:.]\d{2}.*$")
ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b", re.IGNORECASE)


def cleaned(value: Any, coping: Coping, *, verbatim: bool = False, depth: int = 0) -> Any:
    """The value without nulls, empty texts, invisible characters and whatever cannot be written as UTF-8.

    None means that nothing is left of it. `verbatim`: texts stay as they are.
    """
    if depth > DEEPEST:
        return None
    if isinstance(value, Mapping):
        kept = {str(key): cleaned(item, coping, verbatim=verbatim, depth=depth + 1) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item is not None} or None
    if isinstance(value, list):
        return [
            kept for item in value if (kept := cleaned(item, coping, verbatim=verbatim, depth=depth + 1)) is not None
        ] or None
    if isinstance(value, str) and not verbatim:
        value = visible(value)
        if value.casefold() in SAYS_NOTHING:
            value = ""
    if value is None or value == "" or (isinstance(value, float) and not math.isfinite(value)):
        coping.note("nulls")
        return None
    return value


def visible(text: str) -> str:
    """The text in one form of Unicode, without controls, byte order marks, surrogates and outer white space."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\xa0", " "))
    return "".join(
        character
        for character in composed
        if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    ).strip()


def text_of(record: FeedRecord, *names: str) -> str | None:
    """The first of these fields that holds text. A number is its digits, a list of texts is joined."""
    for name in names:
        if (text := _as_text(record.get(name))) is not None:
            return text
    return None


def _as_text(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    if isinstance(value, list):
        return "; ".join(filter(None, map(_as_text, value))) or None
    if isinstance(value, Mapping):
        return _as_text(value.get("name") or value.get("value") or value.get("description"))
    return None


def texts_of(record: FeedRecord, name: str) -> list[str]:
    """A list of texts, also where they stand in one text with semicolons between."""
    value = record.get(name)
    listed = value if isinstance(value, list) else str(value).split(";") if isinstance(value, str) else []
    return [text for item in listed if (text := (_as_text(item) or "").strip())]


def items_of(record: FeedRecord, coping: Coping, *names: str) -> list[FeedRecord]:
    """The objects under these fields, put together. One object alone, and plain texts, count as a list of objects."""
    found: list[FeedRecord] = []
    for name in names:
        value = record.get(name)
        if value is None:
            continue
        if not isinstance(value, list):
            coping.note_once("not_a_list", value)
        found.extend(_objects(value))
    return found


def _objects(value: Any) -> Iterator[FeedRecord]:
    if isinstance(value, Mapping):
        inner = list(value.values())
        if inner and all(isinstance(item, Mapping) for item in inner) and "id" not in value:
            yield from inner if not {"taxonomy", "location", "taxonomy_term"} & value.keys() else [value]
        else:
            yield value
    elif isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, str | int | float):
        yield {"name": str(value)}


def object_of(record: FeedRecord, coping: Coping, *names: str) -> FeedRecord | None:
    """The first object under these fields, even where the feed made a list of it."""
    for name in names:
        value = record.get(name)
        if isinstance(value, Mapping):
            return value
        if isinstance(value, list) and value:
            coping.note_once("list_for_one", value)
            return next(_objects(value), None)
    return None


def number_of(value: Any, coping: Coping) -> float | None:
    """A number, also where it comes as text."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, str):
        try:
            number = float(value.strip().lstrip("£").replace(",", ""))
        except ValueError:
            return None
        if math.isfinite(number):
            coping.note("numbers_as_text")
            return number
    return None


def flag_of(record: FeedRecord, name: str) -> bool | None:
    """true or false; anything else says nothing."""
    value = record.get(name)
    if isinstance(value, str):
        value = {"true": True, "yes": True, "false": False, "no": False}.get(value.casefold())
    return value if isinstance(value, bool) else None


def date_of(value: Any, coping: Coping) -> date | None:
    """A date in any usual British or ISO form. Day before month; milliseconds since 1970 are read too."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            coping.note("odd_dates")
            return datetime.fromtimestamp(value / MILLISECONDS if value > LATEST_SECOND else value, UTC).date()
        except (ValueError, OverflowError, OSError):
            return None
    if not isinstance(value, str):
        return None
    text = ORDINAL.sub("", value.strip())
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        coping.note("odd_dates")
    for form in DATE_FORMATS:
        try:
            return datetime.strptime(CLOCK_AFTER_DATE.sub("", text), form).date()  # noqa: DTZ007 - a day only
        except ValueError:
            continue
    return None
