"""What each list of the standard may be asked. The words for people are `standard_parameters` in wording.yml.

Unlike the directory's own API, a parameter that is unknown, or empty, asks for nothing: the standard says that it must
not break a request. One that is known and cannot be read is refused.
"""

import re
from datetime import datetime
from functools import cached_property
from typing import Annotated, Any, Literal, Self

import orjson
from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from directory_api.paging import Paging
from directory_api.parameters import Query, one_of, read_moment
from directory_api.vocabulary import AUDIENCES, NEEDS, REFERRALS
from directory_api.wording import words

TEXT_MAXIMUM = 100
AGE_MAXIMUM = 120
PAGE_MAXIMUM = 1_000_000
FARTHEST_METRES = 500_000
POSTCODE_PATTERN = r"^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?([0-9][A-Za-z]{2})?$"
CLOCK_PATTERN = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY_NAMES = {words("days", day)[:length].lower(): day for day in DAYS for length in (2, 3, None)}
# Whoever asks for these may be telling where they live or what happened, so no shared cache keeps the answer.
ABOUT_SOMEBODY = frozenset({"search", "postcode", "area"})


def _about(name: str, **more: Any) -> Any:
    return Field(description=words("standard_parameters", name), **more)


def _day(value: Any) -> Any:
    """Take a day's English name, or its first two or three letters, for its two letters."""
    return DAY_NAMES.get(value.strip().lower(), value) if isinstance(value, str) else value


def _utc(value: Any) -> Any:
    """Return a moment as the index holds it, cut to the second: a mirror is rather told too much than too little.

    One without a time zone is taken to be in UTC.
    """
    moment = read_moment(value)
    if not isinstance(moment, datetime):
        return value
    return f"{moment.replace(microsecond=0, tzinfo=None).isoformat()}Z"


def _uuid(value: Any) -> Any:
    """Return a UUID as ids are kept, in small letters."""
    if isinstance(value, str) and not is_uuid(value.strip()):
        raise PydanticCustomError("uuid_parsing", "not a UUID")
    return value.strip().lower() if isinstance(value, str) else value


def is_uuid(text: str) -> bool:
    """Whether a text is a UUID as the standard writes one, in small letters or capitals."""
    return bool(re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", text))


Text = Annotated[str, Field(min_length=1, max_length=TEXT_MAXIMUM)]
Id = Annotated[str, BeforeValidator(_uuid), Field(json_schema_extra={"format": "uuid"})]
Clock = Annotated[str, Field(pattern=CLOCK_PATTERN), AfterValidator(lambda time: time[:5])]
Day = Annotated[Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"], BeforeValidator(_day)]
Moment = Annotated[str, BeforeValidator(_utc), Field(json_schema_extra={"format": "date-time"})]
Postcode = Annotated[str, Field(pattern=POSTCODE_PATTERN, max_length=8)]
Years = Annotated[float, Field(ge=0, le=AGE_MAXIMUM)]


class LenientQuery(Query):
    """A query that passes over what it does not know."""

    @model_validator(mode="before")
    @classmethod
    def refuse_unknown(cls, given: Any) -> Any:
        """Leave out what asks for nothing."""
        if not isinstance(given, dict):
            return given
        fields = cls.model_fields
        return {name: value for name, value in given.items() if name in fields and value not in ("", None)}

    @cached_property
    def asked(self) -> dict[str, Any]:
        """What was asked for beyond the defaults."""
        fields = type(self).model_fields
        given = {name: getattr(self, name) for name in self.model_fields_set}
        return {name: value for name, value in given.items() if value != fields[name].default}

    @property
    def canonical(self) -> bytes:
        """The same text for every way of asking the same."""
        return orjson.dumps(self.asked, option=orjson.OPT_SORT_KEYS)

    @property
    def private(self) -> bool:
        """Whether the query may tell something of a person."""
        return not ABOUT_SOMEBODY.isdisjoint(self.asked)


class ListQuery(LenientQuery, Paging):
    """What every list may be asked."""

    page: Annotated[int, Field(ge=1, le=PAGE_MAXIMUM), _about("page", examples=[1])] = 1
    format: Annotated[Literal["json", "ndjson"], _about("format")] = "json"


class TermQuery(ListQuery):
    """What services, and whatever has services, may be asked."""

    search: Annotated[Text | None, _about("search", examples=["childline"])] = None
    taxonomy_term_id: Annotated[Id | None, _about("taxonomy_term_id")] = None
    taxonomy_id: Annotated[Id | None, _about("taxonomy_id")] = None
    full: Annotated[bool, _about("full")] = False


class FilterQuery(TermQuery):
    """The standard's filters of services, then the directory's own."""

    organization_id: Annotated[Id | None, _about("organization_id")] = None
    modified_after: Annotated[Moment | None, _about("modified_after", examples=["2026-11-01T00:00:00Z"])] = None
    minimum_age: Annotated[Years | None, _about("minimum_age", examples=[11])] = None
    maximum_age: Annotated[Years | None, _about("maximum_age", examples=[18])] = None
    day: Annotated[Day | None, _about("day", examples=["MO"])] = None
    start_time: Annotated[Clock | None, _about("start_time", examples=["09:00"])] = None
    end_time: Annotated[Clock | None, _about("end_time", examples=["17:00"])] = None

    age: Annotated[Annotated[int, Field(ge=0, le=AGE_MAXIMUM)] | None, _about("age", examples=[14])] = None
    area: Annotated[Text | None, _about("area", examples=["E06000039"])] = None
    audience: Annotated[
        Annotated[str, one_of(AUDIENCES), Field(json_schema_extra={"enum": list(AUDIENCES)})] | None,
        _about("audience", examples=["young_person"]),
    ] = None
    need: Annotated[
        Annotated[str, one_of(NEEDS), Field(json_schema_extra={"enum": list(NEEDS)})] | None,
        _about("need", examples=["image_abuse"]),
    ] = None
    language: Annotated[Text | None, _about("language", examples=["pa"])] = None
    referral: Annotated[
        Annotated[str, one_of(REFERRALS), Field(json_schema_extra={"enum": list(REFERRALS)})] | None,
        _about("referral", examples=["self"]),
    ] = None
    open_now: Annotated[bool, _about("open_now")] = False
    postcode: Annotated[Postcode | None, _about("postcode", examples=["OX11 7AA"])] = None


class ServicesQuery(FilterQuery):
    """The list of services."""

    minimal: Annotated[bool, _about("minimal")] = False


class PlacesQuery(FilterQuery):
    """The list of places where services work."""

    proximity: Annotated[
        Annotated[float, Field(gt=0, le=FARTHEST_METRES)] | None, _about("proximity", examples=[5000])
    ] = None

    @model_validator(mode="after")
    def near_something(self) -> Self:
        """A distance means nothing without the postcode it is measured from."""
        if self.proximity is not None and self.postcode is None:
            raise PydanticCustomError("missing", "no postcode", {"name": "postcode"})
        return self


class OrganizationsQuery(TermQuery):
    """The list of organizations."""

    full_service: Annotated[bool, _about("full_service")] = False


class OrganizationQuery(LenientQuery):
    """One organization."""

    full_service: Annotated[bool, _about("full_service")] = False


class TaxonomiesQuery(ListQuery):
    """The list of taxonomies."""

    search: Annotated[Text | None, _about("search_terms", examples=["harm"])] = None


class TermsQuery(TaxonomiesQuery):
    """The list of terms."""

    taxonomy_id: Annotated[Id | None, _about("terms_of")] = None
    top_only: Annotated[bool, _about("top_only")] = False
    parent_id: Annotated[Id | None, _about("parent_id")] = None
