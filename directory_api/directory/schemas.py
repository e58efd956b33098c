"""The shapes of the directory's answers."""

import datetime
from typing import Literal

from pydantic import BaseModel, Field

from directory_api.vocabulary import Status


class Named(BaseModel):
    """Something with an id and a name."""

    id: str
    name: str


class OrganizationOut(BaseModel):
    """Who runs a service."""

    id: str
    slug: str
    name: str
    description: str
    website: str | None


class AreaOut(BaseModel):
    """A place that services are commissioned for."""

    id: str
    name: str
    kind: Literal["country", "police_area", "county_group", "council", "district"]
    council_name: str | None
    gss_code: str | None
    parent_id: str | None


class NeedOut(BaseModel):
    """A kind of harm or need."""

    id: str
    name: str
    plain_words: str = Field(description="For young people.")
    professional_words: str
    synonyms: list[str]


class PlaceOut(BaseModel):
    """What a typed place turned out to be. It never repeats a full postcode."""

    query_kind: Literal["postcode", "district", "name", "unknown"]
    outcome: Literal["one", "choose", "outside", "unknown"]
    areas: list[Named]
    place: str | None = Field(description="The place's name as we know it, or the first part of a postcode.")
    message: str


class HoursOut(BaseModel):
    """Opening times that repeat every week, in Europe/London."""

    byday: str = Field(examples=["MO,TU,WE,TH,FR"])
    opens_at: str
    closes_at: str
    open_on_bank_holidays: bool


class PhoneOut(BaseModel):
    """A number that may be published."""

    number: str
    tel: str
    type: Literal["voice", "text", "textphone"]
    description: str | None
    availability: Literal["always", "scheduled", "out_of_hours", "unknown"]
    availability_note: str | None
    hours: list[HoursOut]
    for_professionals_only: bool
    purpose: Literal["help", "lado"]
    confidence: Literal["high", "medium", "low"]


class AgesOut(BaseModel):
    """The age rule in whole years, both ends included. Only a stated rule turns anybody away."""

    minimum: int | None
    maximum: int | None
    maximum_with_additional_needs: int | None
    basis: Literal["stated", "inferred", "not_found"]
    words: str | None


class SuccessorOut(BaseModel):
    """Where a service that ended went."""

    slug: str
    name: str
    link: str


class ServiceBase(BaseModel):
    """What a list and the full record share."""

    id: str
    slug: str
    name: str
    description: str
    kind: str
    status: Status
    offered: bool = Field(description="Whether it may be shown as help.")
    status_note: str | None
    successor: SuccessorOut | None
    reach: Literal["local", "thames_valley", "national"]
    areas: list[Named]
    audiences: list[str]
    needs: list[str] = Field(description="Ids; what the service exists for comes first.")
    ages: AgesOut
    link: str


class MatchOut(BaseModel):
    """How a service matched the words that were searched for."""

    fields: list[str] = Field(description="Where the words stand.", examples=[["name"]])
    needs: list[str] = Field(description="Ids of the needs that the words mean.")
    corrected: dict[str, str] = Field(description="Misspelt words, and the words that were looked for instead.")
    words: str = Field(description="The match in plain words.")


class ServiceSummary(ServiceBase):
    """A service in a list."""

    organization: Named
    match: MatchOut | None = Field(default=None, description="Only in an answer to a search.")
    distance_metres: int | None = Field(
        default=None, description="Only where a distance was asked for: to its nearest place, as the crow flies."
    )


class Contacts(BaseModel):
    """How to reach a service. Empty for one that is no longer offered, so that nobody rings it for help."""

    website: str | None = None
    email: str | None = None
    text: str | None = None
    webchat: str | None = None
    address: str | None = None
    phones: list[PhoneOut] = []


class ReferralOut(BaseModel):
    """Who can ask for help there. null: not known."""

    self_referral: bool | None
    parent_or_carer_referral: bool | None
    professional_referral: bool | None
    police_referral: bool | None
    police_report_needed: bool | None
    note: str | None


class AssuranceOut(BaseModel):
    """How sure the directory is of the record, and when it has to be checked again."""

    level: Literal["sourced", "confirmed"]
    date: datetime.date
    by: str | None
    check_due: datetime.date
    confidence: Literal["high", "medium", "low"]
    text: str


class SourceOut(BaseModel):
    """Where a fact was read."""

    url: str | None
    title: str | None
    stored_date: str | None
    supports: str


class ServiceDetail(ServiceBase):
    """All that is known of a service."""

    organization: OrganizationOut
    contacts: Contacts
    always_open: bool
    hours: list[HoursOut]
    hours_note: str | None
    cost: str | None
    sex_rule: Literal["women", "men"] | None
    sex_rule_note: str | None
    referral: ReferralOut
    accessibility: str | None
    languages: list[str]
    interpreters: str | None
    commissioners: list[str]
    assurance: AssuranceOut
    sources: list[SourceOut]
