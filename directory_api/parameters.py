"""What every query has in common: unknown parameters are refused with a suggestion, so a misspelt filter never widens
an answer unseen."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator
from pydantic_core import PydanticCustomError
from rapidfuzz import process

from directory_api.wording import words

UNKNOWN_PARAMETER = "unknown_parameter"
UNKNOWN_CHOICE = "unknown_choice"
GUESS_FROM = 60  # of 100: how alike two names must be before one is suggested
NOT_A_TIME = "not_a_time"
EARLIEST_YEAR, LATEST_YEAR = 2, 9998  # the days around a moment have to exist too
LOST_PLUS = re.compile(r" (\d\d:?\d\d)$")
HARMLESS_NAME = re.compile(r"[a-z_]{1,40}")


def suggestion(given: object, choices: Iterable[str]) -> str:
    """Return "Did you mean …?" for the likeliest choice, or the list of them all."""
    choices = list(choices)
    if not choices:
        return words("suggestions", "none")
    best = process.extractOne(str(given)[:100], choices, score_cutoff=GUESS_FROM)
    if best:
        return words("suggestions", "did_you_mean", choice=best[0])
    return words("suggestions", "choices", choices=", ".join(choices))


def one_of(choices: Iterable[str]) -> BeforeValidator:
    """Refuse any other value, and suggest the likeliest one."""
    allowed = tuple(choices)

    def check(value: Any) -> Any:
        if value is None or value in allowed:
            return value
        raise PydanticCustomError(UNKNOWN_CHOICE, "unknown choice", {"suggestion": suggestion(value, allowed)})

    return BeforeValidator(check)


def read_moment(value: Any) -> Any:
    """Read a date and time, with or without a time zone. A plus sign that arrived as a space is put back."""
    if not isinstance(value, str):
        return value
    try:
        moment = datetime.fromisoformat(LOST_PLUS.sub(r"+\1", value.strip()))
        moment = moment.replace(year=min(max(moment.year, EARLIEST_YEAR), LATEST_YEAR))
        return moment if moment.tzinfo is None else moment.astimezone(UTC)
    except ValueError:
        raise PydanticCustomError(NOT_A_TIME, "not a time") from None


class Query(BaseModel):
    """Base of all query models."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def refuse_unknown(cls, given: Any) -> Any:
        """Name the likeliest parameter instead of the unknown one, which is repeated only if it looks like a name."""
        unknown = sorted(set(given) - set(cls.model_fields)) if isinstance(given, dict) else []
        if not unknown:
            return given
        name = unknown[0] if HARMLESS_NAME.fullmatch(unknown[0]) else None
        details = {"name": name, "suggestion": suggestion(unknown[0], cls.model_fields)}
        raise PydanticCustomError(UNKNOWN_PARAMETER, "unknown parameter", details)


class NoParameters(Query):
    """For an address that takes none."""
