"""The shape of a recommendation: the same cards in the API, the chat and the pages."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field

from directory_api.parameters import Query, one_of, read_moment
from directory_api.vocabulary import AUDIENCES, NEEDS, Audience, Need

AGE_MAXIMUM = 120
NEEDS_MAXIMUM = 10


class RecommendationQuery(Query):
    """Who it is for. Everything may be left out."""

    audience: Annotated[
        Annotated[Audience, one_of(AUDIENCES)] | None,
        Field(
            description="Who asks. A parent, carer or professional asks for somebody else.", examples=["young_person"]
        ),
    ] = None
    area: Annotated[
        str | None,
        Field(
            min_length=1,
            max_length=100,
            description="Id or name of the council or town where the person to be helped lives, or `outside`.",
            examples=["slough", "Didcot", "outside"],
        ),
    ] = None
    age: Annotated[
        int | None,
        Field(ge=0, le=AGE_MAXIMUM, description="Age of the person to be helped, in whole years.", examples=[13]),
    ] = None
    need: Annotated[
        list[Annotated[Need, one_of(NEEDS)]],
        Field(
            max_length=NEEDS_MAXIMUM,
            description="What kind of thing it is. May be repeated.",
            examples=[["image_abuse"]],
        ),
    ] = []
    now: Annotated[
        datetime | None,
        BeforeValidator(read_moment),
        Field(
            description="The moment to judge opening hours at, as ISO 8601. Without a time zone it is London time. "
            "Left out: now.",
            examples=["2026-11-23T11:00"],
        ),
    ] = None


class CardPhone(BaseModel):
    """A number, and whether it answers at the moment asked about (null: not known)."""

    number: str = Field(examples=["0118 937 3641"])
    tel: str = Field(description="For a link.", examples=["tel:+441189373641"])
    description: str | None
    availability_note: str | None
    open_now: bool | None


class CardEligibility(BaseModel):
    """What the service's published rules say about this person."""

    answer: Literal["yes", "ask"]
    reasons: list[str]


class CardAssurance(BaseModel):
    """How sure the directory is of this record."""

    level: Literal["sourced", "confirmed"]
    date: date
    text: str


class Card(BaseModel):
    """One service, ready to be shown: what it does, why it fits and how to reach it now."""

    id: str = Field(description="UUID. It never changes.")
    slug: str
    name: str
    organization: str
    what_it_does: str
    why: list[str] = Field(description="Reasons in words, the most telling first.")
    role: Literal["front_door", "match", "first_door", "emergency"]
    reach: Literal["local", "thames_valley", "national"]
    phones: list[CardPhone] = Field(description="Numbers that answer now come first.")
    text: str | None
    website: str | None
    webchat: str | None
    email: str | None
    address: str | None
    open_now: bool | None = Field(description="null: not known")
    hours: str | None
    referral: str
    cost: str | None
    accessibility: str | None
    languages: str | None
    eligibility: CardEligibility
    assurance: CardAssurance


class ForWhom(BaseModel):
    """What the answer rests on."""

    audience: str | None
    area: str | None = Field(description="Name of the area, or null.")
    age: int | None
    needs: list[str]


class WhyNot(BaseModel):
    """A service that nearly fitted."""

    slug: str
    name: str
    answer: Literal["no", "ask"]
    reason: str


class OutsideArea(BaseModel):
    """How to find local help outside the Thames Valley."""

    name: str | None
    message: str
    url: str | None


class Recommendation(BaseModel):
    """An ordered list of services that is never empty, and the near misses."""

    for_whom: ForWhom = Field(serialization_alias="for", validation_alias="for")
    summary: str = Field(examples=["For: my child, 14 · Oxfordshire · grooming"])
    cards: list[Card] = Field(min_length=1, max_length=8)
    why_not: list[WhyNot]
    outside_area: OutsideArea | None
