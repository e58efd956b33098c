"""How a service is reached and where it is, without people and without places that must stay hidden."""

import re
from typing import Any

from directory_api.data_pipeline.importing.coping import Coping
from directory_api.data_pipeline.importing.emails import email_of, roles
from directory_api.data_pipeline.importing.phones import phones_of
from directory_api.data_pipeline.importing.places import AreaNames, locations_of
from directory_api.data_pipeline.importing.plain_text import ShownText
from directory_api.data_pipeline.importing.values import FeedRecord, items_of, object_of, text_of
from directory_api.data_pipeline.importing.web import web_address_of

WORD = re.compile(r"[a-z]+")


def contact_of(record: FeedRecord, shown: ShownText, areas: AreaNames, *, national: bool) -> dict[str, Any]:
    """The ways to reach a service. Where its address must stay hidden no place of it is taken, not even a town."""
    coping = shown.coping
    own = object_of(record, coping, "x_contact") or {}
    fields: dict[str, Any] = {"website": web_address_of(record, coping, "url", "website")}
    if fields["website"] is None and (organization := object_of(record, coping, "organization")):
        fields["website"] = web_address_of(organization, coping, "website", "url")
    fields["email"] = email_of(record, coping)
    fields["webchat"] = shown.fit(text_of(own, "webchat"))
    if shown.hide_places:
        fields["address_confidential"] = True
    else:
        fields["locations"] = locations_of(record, shown, areas, national=national, coping=coping)
    fields["phones"] = phones_of(record, shown, coping)
    return {key: value for key, value in fields.items() if value}


def people_of(record: FeedRecord, coping: Coping) -> list[str]:
    """The names of contacts who are people, so that no shown text tells them. "Duty team" is none."""
    organization = object_of(record, coping, "organization") or {}
    offices = " ".join(filter(None, (text_of(record, "name"), text_of(organization, "name")))).casefold()
    own_words = set(WORD.findall(offices))
    contacts = [*items_of(record, coping, "contacts"), *items_of(organization, coping, "contacts")]
    for place in items_of(record, coping, "service_at_locations", "locations"):
        contacts += items_of(place, coping, "contacts")
        contacts += items_of(object_of(place, coping, "location") or {}, coping, "contacts")
    names = dict.fromkeys(name for contact in contacts if (name := text_of(contact, "name")))
    return [name for name in names if not set(WORD.findall(name.casefold())) & (roles() | own_words)]
