"""Organizations, services, and what hangs on a service."""

from datetime import date

from sqlmodel import Field, Relationship, SQLModel


class Organization(SQLModel, table=True):
    """Who runs services (HSDS organization). Identifiers are left empty rather than guessed."""

    id: str = Field(primary_key=True)
    slug: str = Field(unique=True)
    name: str
    description: str
    website: str | None = None
    charity_number: str | None = None
    company_number: str | None = None

    services: list["Service"] = Relationship(back_populates="organization")


class Service(SQLModel, table=True):
    """One service (HSDS service) with who it takes, how it is reached and how sure we are of each."""

    id: str = Field(primary_key=True)
    slug: str = Field(unique=True)
    organization_id: str = Field(foreign_key="organization.id", index=True)
    name: str
    other_names: str | None = None  # also known as, separated by "; "
    description: str
    keywords: str | None = None  # further words people may search for, separated by "; "
    kind: str
    # open, renamed, check, merged, renamed_or_absorbed, historic, closed_locally, at_risk, at_risk_or_closed
    status: str = Field(index=True)
    status_note: str | None = None
    successor_slug: str | None = None  # where a service that ended went
    offered: bool = Field(index=True)  # status is open or renamed: may be shown as help
    reach: str  # local (some councils), thames_valley (the police area), national
    cover_note: str | None = None  # limits of the cover; no service_area rows at all means "not found for our areas"

    url: str | None = None
    email: str | None = None
    text_contact: str | None = None  # words and number for texting, as the service puts it
    webchat: str | None = None
    address_note: str | None = None
    address_confidential: bool = False  # it has an address that is never shown, such as a refuge's
    fees_description: str | None = None  # what it costs to call
    hours_note: str | None = None  # hours in words, conflicts told plainly
    always_open: bool = False  # stated as 24 hours, every day
    interpretation_services: str | None = None
    accessibility_note: str | None = None

    minimum_age: int | None = None  # whole years, inclusive
    maximum_age: int | None = None  # whole years, inclusive: 18 means up to the 19th birthday
    maximum_age_with_additional_needs: int | None = None  # as Ages.maximum_with_additional_needs in the record
    age_basis: str  # stated, inferred, not_found; only "stated" may turn a person away
    eligibility_description: str | None = None  # the age rule in words
    sex_rule: str | None = None  # women, men; only where the whole service is limited
    sex_rule_note: str | None = None

    self_referral: bool | None = None
    parent_or_carer_referral: bool | None = None
    professional_referral: bool | None = None
    police_referral: bool | None = None
    police_report_needed: bool | None = None
    referral_note: str | None = None

    confidence: str  # high, medium, low
    assurance: str  # confirmed, sourced
    assured_by: str | None = None
    assured_date: date  # confirmed: when; sourced: when the sources were read
    check_due: date

    origin_publisher: str | None = None  # whose feed the record was taken from, where it was not written here
    origin_id: str | None = None  # its id in that feed
    origin_url: str | None = None  # the feed

    organization: Organization = Relationship(back_populates="services")
    phones: list["Phone"] = Relationship(
        back_populates="service", sa_relationship_kwargs={"order_by": "Phone.position"}
    )
    schedules: list["Schedule"] = Relationship(
        back_populates="service", sa_relationship_kwargs={"order_by": "Schedule.position"}
    )
    service_areas: list["ServiceArea"] = Relationship(back_populates="service")
    audiences: list["ServiceAudience"] = Relationship(back_populates="service")
    needs: list["ServiceNeed"] = Relationship(back_populates="service")
    languages: list["Language"] = Relationship(back_populates="service")
    sources: list["Source"] = Relationship(back_populates="service")
    commissioners: list["ServiceCommissioner"] = Relationship(back_populates="service")
    service_at_locations: list["ServiceAtLocation"] = Relationship(back_populates="service")


class Phone(SQLModel, table=True):
    """A number of a service. Only rows the data says may be published are loaded at all."""

    id: str = Field(primary_key=True)
    service_id: str = Field(foreign_key="service.id", index=True)
    position: int
    number: str  # as people read it
    tel: str  # for a tel: link, E.164 or a short code such as 999
    type: str  # voice, text, textphone
    description: str | None = None
    # always, scheduled (see its schedules), unknown, or out_of_hours: answered whenever the office is shut, that is
    # outside the service's own schedules (rows without a phone) and outside those of its scheduled numbers
    availability: str
    availability_note: str | None = None  # the hours in words
    for_professionals_only: bool = False
    purpose: str = "help"  # help, lado (worry about an adult who works with children)
    confidence: str

    service: Service = Relationship(back_populates="phones")
    schedules: list["Schedule"] = Relationship(
        back_populates="phone", sa_relationship_kwargs={"order_by": "Schedule.position"}
    )


class Schedule(SQLModel, table=True):
    """Weekly opening (HSDS schedule), judged in Europe/London. Belongs to a service, or to one of its phones."""

    id: str = Field(primary_key=True)
    service_id: str = Field(foreign_key="service.id", index=True)
    phone_id: str | None = Field(default=None, foreign_key="phone.id", index=True)
    position: int
    freq: str = "WEEKLY"
    byday: str  # RRULE list such as MO,TU
    opens_at: str  # HH:MM
    closes_at: str  # HH:MM, 24:00 for midnight
    open_on_bank_holidays: bool = False

    service: Service = Relationship(back_populates="schedules")
    phone: Phone | None = Relationship(back_populates="schedules")


class Location(SQLModel, table=True):
    """A place a service works from (HSDS location). Confidential addresses are never recorded in the first place."""

    id: str = Field(primary_key=True)
    name: str
    location_type: str = "physical"
    address_1: str
    city: str
    postal_code: str
    description: str | None = None
    latitude: float | None = None  # degrees, WGS 84
    longitude: float | None = None


class ServiceAtLocation(SQLModel, table=True):
    """That a service works at a location (HSDS service_at_location)."""

    __tablename__ = "service_at_location"

    id: str = Field(primary_key=True)
    service_id: str = Field(foreign_key="service.id", index=True)
    location_id: str = Field(foreign_key="location.id", index=True)
    description: str | None = None

    service: Service = Relationship(back_populates="service_at_locations")
    location: Location = Relationship()


class ServiceArea(SQLModel, table=True):
    """That a service covers an area (HSDS service_area). National cover is one row for the country."""

    __tablename__ = "service_area"

    id: str = Field(primary_key=True)
    service_id: str = Field(foreign_key="service.id", index=True)
    area_id: str = Field(foreign_key="area.id", index=True)
    note: str | None = None

    service: Service = Relationship(back_populates="service_areas")


class ServiceNeed(SQLModel, table=True):
    """That a service helps with a need (HSDS attribute). `main` marks what it exists for."""

    __tablename__ = "service_need"

    service_id: str = Field(foreign_key="service.id", primary_key=True)
    need_id: str = Field(foreign_key="support_need.id", primary_key=True)
    main: bool = False

    service: Service = Relationship(back_populates="needs")


class ServiceAudience(SQLModel, table=True):
    """Who a service talks to: young_person, parent_carer, professional or adult."""

    __tablename__ = "service_audience"

    service_id: str = Field(foreign_key="service.id", primary_key=True)
    audience: str = Field(primary_key=True)

    service: Service = Relationship(back_populates="audiences")


class Language(SQLModel, table=True):
    """A language a service works in (HSDS language)."""

    id: str = Field(primary_key=True)
    service_id: str = Field(foreign_key="service.id", index=True)
    name: str
    code: str | None = None
    note: str | None = None

    service: Service = Relationship(back_populates="languages")


class ServiceCommissioner(SQLModel, table=True):
    """Who pays for a service, in the words of the source."""

    __tablename__ = "service_commissioner"

    id: str = Field(primary_key=True)
    service_id: str = Field(foreign_key="service.id", index=True)
    commissioner_id: str  # as in commissioners.yml
    name: str
    note: str | None = None

    service: Service = Relationship(back_populates="commissioners")


class Source(SQLModel, table=True):
    """Where a fact about a service was read."""

    id: str = Field(primary_key=True)
    service_id: str = Field(foreign_key="service.id", index=True)
    position: int
    url: str | None = None
    title: str | None = None
    stored_date: str | None = None
    supports: str

    service: Service = Relationship(back_populates="sources")
