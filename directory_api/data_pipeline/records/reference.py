"""support_needs.yml, emergency_contacts.yml, providers.yml, commissioners.yml and knowledge/."""

from typing import Annotated, Literal

from pydantic import Field

from directory_api.data_pipeline.records.common import (
    Certainty,
    NeedId,
    Record,
    Slug,
    Source,
    Text,
    WebAddress,
)
from directory_api.data_pipeline.records.service import Unconfirmed
from directory_api.vocabulary import Audience

Danger = Literal["immediate_danger", "self_harm", "disclosure", "any"]


class SupportNeed(Record):
    """A kind of harm or need, in everybody's, young people's and professionals' words."""

    id: NeedId
    name: Text
    plain_words: Text
    professional_words: Text
    synonyms: list[Text] = []


class SupportNeedsFile(Record):
    """The whole of support_needs.yml."""

    needs: list[SupportNeed]


class EmergencyContact(Record):
    """A number or site for danger. `for` says which danger; `action` what to do with it.

    `minimum_age` (whole years) and `needs`: shown only to people who may be that old and, once a need is known, have
    one of these. Left out: for everybody.
    """

    id: Slug
    name: Text
    number: Text | None
    action: Literal["call", "text", "web"]
    tel: Annotated[str, Field(pattern=r"^tel:\+?[0-9]+$")] | None
    url: WebAddress | None
    note: Text
    free: bool | None  # null where no page says
    hours: Text
    audiences: list[Audience] = Field(min_length=1)
    for_: list[Danger] = Field(min_length=1, alias="for")
    minimum_age: Annotated[int, Field(ge=0, le=110)] | None = None
    needs: list[NeedId] | None = None
    service: Slug
    position: int


class EmergencyContactsFile(Record):
    """The whole of emergency_contacts.yml."""

    contacts: list[EmergencyContact]


class Provider(Record):
    """Who runs services. Numbers of registers are left out rather than guessed."""

    slug: Slug
    name: Text
    description: Text
    website: WebAddress | None = None
    charity_number: Annotated[str, Field(pattern=r"^[0-9]{6,7}$")] | None = None
    company_number: Annotated[str, Field(pattern=r"^[0-9]{7,8}$")] | None = None
    unconfirmed: list[Unconfirmed] = []


class ProvidersFile(Record):
    """The whole of providers.yml."""

    providers: list[Provider]


class Identifier(Record):
    """What a public register calls a commissioner."""

    scheme: Text
    id: Text
    source: Text


class Commissioner(Record):
    """Who pays for services."""

    id: Slug
    name: Text
    type: Text
    role: Text
    identifiers: list[Identifier] = []
    notes: Text | None = None
    sources: list[Source] = []


class CommissionersFile(Record):
    """The whole of commissioners.yml."""

    commissioners: list[Commissioner]


class KnowledgeTopic(Record):
    """Facts that answers may rest on. `plain_words` is a start for young people, to be tested with them."""

    id: Slug
    topic: Text
    audiences: list[Audience] = Field(min_length=1)
    plain_words: Text | None = None
    facts: list[Text] = Field(min_length=1)
    blaming_words: list[Text] = []  # only in the language topic: never to be written to anybody
    confidence: Certainty
    sources: list[Source] = Field(min_length=1)
    unconfirmed: list[Unconfirmed] = []
    notes: list[Text] = []
