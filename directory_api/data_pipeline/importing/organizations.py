"""Who runs a service: one of our providers if it has the same number or name, or a new entry for providers.yml."""

import re
import unicodedata
from typing import Any

from directory_api.data_pipeline.identity import record_id
from directory_api.data_pipeline.importing.coping import Coping
from directory_api.data_pipeline.importing.plain_text import ShownText
from directory_api.data_pipeline.importing.sentences import say
from directory_api.data_pipeline.importing.values import FeedRecord, items_of, object_of, text_of
from directory_api.data_pipeline.importing.web import web_address_of
from directory_api.data_pipeline.records.reference import Provider, ProvidersFile

LONGEST_SLUG = 60  # characters; the rest of the 80 allowed is for what tells two of a name apart
HASH_LETTERS = 8
CHARITY_NUMBER, COMPANY_NUMBER = re.compile(r"^\d{6,7}$"), re.compile(r"^\d{7,8}$")
REGISTERS = {"gb-chc": ("charity_number", CHARITY_NUMBER), "gb-coh": ("company_number", COMPANY_NUMBER)}


def slug_of(name: str) -> str:
    """A name in lower case with hyphens; empty where it has no Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and ").replace("’", "").replace("'", ""))
    words = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    return words[:LONGEST_SLUG].strip("-")


class Organizations:
    """The providers we have, and the new ones that a feed brings."""

    def __init__(self, file: ProvidersFile, publisher: str) -> None:
        self.publisher = publisher
        self.new: dict[str, dict[str, Any]] = {}
        self._by_slug = {item.slug for item in file.providers}
        self._by_name = {_key(item.name): item.slug for item in file.providers}
        self._by_number = {number: item.slug for item in file.providers for number in _numbers(item)}

    def slug_for(self, record: FeedRecord, shown: ShownText, coping: Coping) -> tuple[str, str | None]:
        """The provider's slug, and the organization's id in the feed. Where none is named, one entry says so."""
        organization = object_of(record, coping, "organization") or {}
        name = text_of(organization, "name", "alternate_name")
        own_id = text_of(organization, "id") or text_of(record, "organization_id")
        if name is None:
            coping.note("no_organization")
            return self._unnamed(), own_id
        fields = _fields(organization, name, shown, coping)
        known = next((self._by_number[number] for number in _numbers(fields) if number in self._by_number), None)
        own_slug = text_of(organization, "x_slug") if shown.verbatim else None
        if own_slug in self._by_slug:
            known = own_slug
        known = known or self._by_name.get(_key(name))
        if known:
            return known, own_id
        slug = own_slug or self._new_slug(name)
        self.new.setdefault(slug, {"slug": slug, **fields})
        return slug, own_id

    def _new_slug(self, name: str) -> str:
        """The name, and what tells it apart where another provider has that slug, or where it has no Latin letters."""
        slug, apart = slug_of(name), record_id("provider_of_feed", _key(name))[:HASH_LETTERS]
        if slug and slug not in self._by_slug:
            return slug
        return f"{slug or 'provider'}-{apart}"

    def _unnamed(self) -> str:
        slug = f"not-named-by-{slug_of(self.publisher) or 'the-feed'}"
        name = say("record", "provider_not_named", publisher=self.publisher)
        if slug not in self._by_slug:
            self.new.setdefault(slug, {"slug": slug, "name": name, "description": say("record", "provider_not_told")})
        return slug


def _key(name: str) -> str:
    """What two spellings of one name share."""
    return slug_of(name) or name.casefold()


def _fields(organization: FeedRecord, name: str, shown: ShownText, coping: Coping) -> dict[str, Any]:
    fields: dict[str, Any] = {"name": shown.name(name)}
    description = shown.fit(text_of(organization, "description"))
    fields["description"] = description or say("record", "provider_not_described")
    if website := web_address_of(organization, coping, "website", "url"):
        fields["website"] = website
    for row in items_of(organization, coping, "organization_identifiers"):
        scheme = (text_of(row, "identifier_scheme", "identifier_type") or "").casefold()
        number = (text_of(row, "identifier") or "").strip()
        if scheme in REGISTERS and REGISTERS[scheme][1].match(number):
            fields[REGISTERS[scheme][0]] = number
    return fields


def _numbers(provider: Provider | dict[str, Any]) -> list[tuple[str, str]]:
    """An organization's numbers in public registers, with the register."""
    values = provider if isinstance(provider, dict) else provider.model_dump()
    return [(key, values[key]) for key in ("charity_number", "company_number") if values.get(key)]
