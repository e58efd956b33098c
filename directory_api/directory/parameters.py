"""What each address of the directory may be asked."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from directory_api.paging import Paging
from directory_api.parameters import Query, one_of
from directory_api.recommendations.schemas import AGE_MAXIMUM
from directory_api.search.filters import DESCRIPTIONS
from directory_api.vocabulary import (
    ALL_STATUSES,
    AUDIENCES,
    NEEDS,
    REFERRALS,
    STATUSES,
    Audience,
    Need,
    Referral,
    Status,
)
from directory_api.wording import words

TEXT_MAXIMUM = 100
FARTHEST_METRES = 500_000
POSTCODE_PATTERN = r"^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?([0-9][A-Za-z]{2})?$"

Text = Annotated[str, Field(min_length=1, max_length=TEXT_MAXIMUM)]


class ServiceQuery(Paging):
    """The filters of the service list. They narrow each other."""

    area: Annotated[Text | None, Field(description=DESCRIPTIONS["area"], examples=["slough"])] = None
    postcode: Annotated[
        Annotated[str, Field(pattern=POSTCODE_PATTERN, max_length=8)] | None,
        Field(description=DESCRIPTIONS["postcode"], examples=["OX11"]),
    ] = None
    proximity: Annotated[
        Annotated[float, Field(gt=0, le=FARTHEST_METRES)] | None,
        Field(description=words("filters", "proximity"), examples=[5000]),
    ] = None
    age: Annotated[
        Annotated[int, Field(ge=0, le=AGE_MAXIMUM)] | None, Field(description=DESCRIPTIONS["age"], examples=[14])
    ] = None
    need: Annotated[
        Annotated[Need, one_of(NEEDS)] | None, Field(description=DESCRIPTIONS["need"], examples=["image_abuse"])
    ] = None
    audience: Annotated[
        Annotated[Audience, one_of(AUDIENCES)] | None,
        Field(description=DESCRIPTIONS["audience"], examples=["young_person"]),
    ] = None
    organization: Annotated[Text | None, Field(description=DESCRIPTIONS["organization"], examples=["nspcc"])] = None
    search: Annotated[Text | None, Field(description=DESCRIPTIONS["search"], examples=["kingfisher"])] = None
    status: Annotated[
        Annotated[Status | Literal["all"], one_of((*STATUSES, ALL_STATUSES))] | None,
        Field(description=DESCRIPTIONS["status"], examples=["all"]),
    ] = None
    language: Annotated[Text | None, Field(description=DESCRIPTIONS["language"], examples=["pa"])] = None
    referral: Annotated[
        Annotated[Referral, one_of(REFERRALS)] | None, Field(description=DESCRIPTIONS["referral"], examples=["self"])
    ] = None
    open_now: Annotated[bool, Field(description=DESCRIPTIONS["open_now"])] = False

    @model_validator(mode="after")
    def near_something(self) -> Self:
        """A distance means nothing without the postcode it is measured from."""
        if self.proximity is not None and self.postcode is None:
            raise PydanticCustomError("missing", "no postcode", {"name": "postcode"})
        return self

    @property
    def public(self) -> bool:
        """Whether the query can tell nothing of a person, and the answer does not change by the minute."""
        return self.model_fields_set <= {
            "page",
            "per_page",
            "organization",
            "status",
            "audience",
            "language",
            "referral",
        }


class PlaceQuery(Query):
    """A place as somebody typed it. It is neither logged nor kept."""

    q: Annotated[Text, Field(description="Postcode or its first part, town, village or council.", examples=["didcot"])]
