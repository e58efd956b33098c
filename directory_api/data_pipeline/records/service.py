"""One file under services/: who helps, whom, how to reach them, and how sure we are of each."""

from typing import Annotated, Literal

from pydantic import Field

from directory_api.data_pipeline.records.common import (
    Certainty,
    IsoDate,
    NeedId,
    Record,
    Slug,
    Source,
    Text,
    WebAddress,
)
from directory_api.vocabulary import Audience, Status

OFFERED_STATUSES = ("open", "renamed")
Day = Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$")]
Age = Annotated[int, Field(ge=0, le=120)]


class Hours(Record):
    """Opening times that repeat every week, in Europe/London (HSDS schedule)."""

    byday: list[Day] = Field(min_length=1)
    opens_at: Clock
    closes_at: Clock
    open_on_bank_holidays: bool = False


class Phone(Record):
    """A number. One that may not be published stays in the file and never reaches the database."""

    number: Text
    type: Literal["voice", "text", "textphone"] = "voice"
    description: Text | None = None
    purpose: Literal["help", "lado"] = "help"
    # out_of_hours: whenever the service's own schedule (or its other numbers' hours) says shut
    availability: Literal["always", "scheduled", "out_of_hours", "unknown"]
    availability_note: Text | None = None
    hours: list[Hours] = []
    for_professionals_only: bool = False
    confidence: Certainty
    publish: bool
    why_not_published: Text | None = None


class TextMessage(Record):
    """How to send a text message, and the number it goes to."""

    number: Text | None = None
    words: Text


class Location(Record):
    """A place people may visit. Never a confidential address."""

    name: Text
    address_1: Text
    city: Text
    postal_code: Text
    description: Text | None = None
    latitude: Annotated[float, Field(ge=49, le=61)] | None = None  # degrees, WGS 84, within the United Kingdom
    longitude: Annotated[float, Field(ge=-9, le=2)] | None = None


class Contact(Record):
    """Every way to reach a service."""

    website: WebAddress | None = None
    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[a-z]+$")] | None = None
    text: TextMessage | None = None
    webchat: Text | None = None
    address_note: Text | None = None
    address_confidential: bool = False  # it has an address that is never shown, such as a refuge's
    locations: list[Location] = []
    phones: list[Phone] = []


class Opening(Record):
    """When the service as a whole is open. A number with hours of its own has them under `phones`."""

    always_open: bool = False
    schedule: list[Hours] = []
    words: Text | None = None


class Ages(Record):
    """Whole years, inclusive: 18 means up to the 19th birthday. Only a stated rule may turn a person away."""

    minimum: Age | None = None
    maximum: Age | None = None
    maximum_with_additional_needs: Age | None = None
    basis: Literal["stated", "inferred", "not_found"]
    basis_note: Text | None = None
    words: Text | None = None


class SexRule(Record):
    """Only where the service says so; `rule` only where all of it is limited."""

    rule: Literal["women", "men"] | None = None
    words: Text


class Needs(Record):
    """`main` is what the service exists for, `also` what it helps with besides."""

    main: list[NeedId] = []
    also: list[NeedId] = []


class Coverage(Record):
    """Where it helps. No area at all means that cover of the Thames Valley was not found; `note` says so."""

    reach: Literal["local", "thames_valley", "national"]
    covers: list[Slug]
    note: Text | None = None


class Referral(Record):
    """Who may ask for help. Nothing said means that no page says."""

    self_referral: bool | None = None
    parent_or_carer_referral: bool | None = None
    professional_referral: bool | None = None
    police_referral: bool | None = None
    police_report_needed: bool | None = None
    note: Text | None = None


class Language(Record):
    """A language the service works in."""

    name: Text
    code: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] | None = None
    note: Text | None = None


class Commissioned(Record):
    """Who pays, with what the source says about it."""

    commissioner: Slug
    note: Text | None = None


class Confidence(Record):
    """How sure the sources make us, over all and of single facts."""

    overall: Certainty
    independent_sources: Annotated[int, Field(ge=0)]
    fields: dict[str, Text] = {}


class Assurance(Record):
    """sourced: read in published pages on `date`; confirmed: told by the service on `date` to `by`."""

    level: Literal["sourced", "confirmed"]
    date: IsoDate
    by: Text | None = None


class Unconfirmed(Record):
    """Something believed but not sourced. Never shown to anybody."""

    what: Text
    value: Text | None = None
    why: Text


class Origin(Record):
    """The feed a record was imported from, and what it is called there."""

    publisher: Text
    id: Text
    url: WebAddress | None = None
    organization_id: Text | None = None


class Service(Record):
    """A service. Only `unconfirmed`, `conflicts`, `notes` and numbers not to be published stay out of the database."""

    slug: Slug
    name: Text
    other_names: list[Text] = []
    organization: Slug
    organization_note: Text | None = None
    kind: Text
    status: Status
    status_note: Text | None = None
    successor: Slug | None = None
    summary: Text

    audiences: list[Audience]
    needs: Needs
    keywords: list[Text] = []
    ages: Ages
    sex: SexRule | None = None
    areas: Coverage

    contact: Contact
    opening: Opening = Opening()
    cost: Text | None = None
    languages: list[Language] = []
    interpreters: Text | None = None
    accessibility: Text | None = None
    referral: Referral = Referral()

    commissioners: list[Commissioned] = []
    funding_note: Text | None = None
    confidence: Confidence
    assurance: Assurance
    check_due: IsoDate
    sources: list[Source] = []
    origin: Origin | None = None
    unconfirmed: list[Unconfirmed] = []
    conflicts: list[Text] = []
    notes: list[Text] = []

    @property
    def offered(self) -> bool:
        """May be shown as help."""
        return self.status in OFFERED_STATUSES
