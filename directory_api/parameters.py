"""What every query has in common: unknown parameters are refused with a suggestion, so a misspelt filter never widens
an answer unseen."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Any, get_origin

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator
from pydantic_core import PydanticCustomError
from rapidfuzz import process

from directory_api.wording import words

UNKNOWN_PARAMETER = "unknown_parameter"
UNKNOWN_CHOICE = "unknown_choice"
GUESS_FROM = 60  # of 100: how alike two names must be before one is suggested
MOST_LISTED = 40  # choices in one sentence
REPEATED = "repeated"
NOT_A_TIME = "not_a_time"
EARLIEST_YEAR, LATEST_YEAR = 2, 9998  # the days around a moment have to exist too
LOST_PLUS = re.compile(r" (\d\d:?\d\d)$")
HARMLESS_NAME = re.compile(r"[a-z_]{1,40}")


def suggestion(given: object, choices: Iterable[str]) -> str:
    """Return "Did you mean …?" for the likeliest choice, or the list of them all, unless it is long."""
    choices = list(choices)
    best = process.extractOne(str(given)[:100], choices, score_cutoff=GUESS_FROM)
    if best:
        return words("suggestions", "did_you_mean", choice=best[0])
    if 0 < len(choices) <= MOST_LISTED:
        return words("suggestions", "choices", choices=", ".join(choices))
    return words("suggestions", "nothing_like_it")


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


def refuse_repeated(given: Iterable[tuple[str, str]], model: type[BaseModel]) -> None:
    """Raise RequestValidationError where a parameter that takes one value has two: to heed one of them would answer
    something else. Names that are no parameters of the model are left to it."""
    first: dict[str, str] = {}
    for name, value in given:
        if first.setdefault(name, value) != value and name in _single(model):
            raise RequestValidationError([{"type": REPEATED, "loc": ("query", name), "msg": "", "input": None}])


def each_once(model: type[BaseModel]) -> Any:
    """Return a dependency that refuses a second value for a parameter of the model in the address."""

    async def check(request: Request) -> None:
        refuse_repeated(request.query_params.multi_items(), model)

    return Depends(check)


@cache
def _single(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(name for name, field in model.model_fields.items() if get_origin(field.annotation) is not list)


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
        instead = suggestion(unknown[0], cls.model_fields) if cls.model_fields else words("suggestions", "takes_none")
        details = {"name": name, "suggestion": instead}
        raise PydanticCustomError(UNKNOWN_PARAMETER, "unknown parameter", details)


class NoParameters(Query):
    """For an address that takes none."""
