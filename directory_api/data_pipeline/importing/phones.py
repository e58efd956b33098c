"""Phone numbers out of fields and running text.

A number is published only where the feed gives it in a field of its own and it is plainly an office's. A mobile, a
number beside a person's name, or one found in running text waits in the file (`publish: false`) until it is confirmed.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import phonenumbers
from phonenumbers import PhoneNumberMatcher, PhoneNumberType

from directory_api.data_pipeline.importing.coping import Coping
from directory_api.data_pipeline.importing.plain_text import ShownText, plain
from directory_api.data_pipeline.importing.sentences import say
from directory_api.data_pipeline.importing.values import FeedRecord, items_of, object_of, text_of
from directory_api.data_pipeline.uk_numbers import REGION, digits_of, is_uk_number

MAY_BE_A_PERSONS = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.PAGER, PhoneNumberType.PERSONAL_NUMBER})
TYPES = {"text": "text", "sms": "text", "textphone": "textphone", "minicom": "textphone", "typetalk": "textphone"}
LEFT_OUT_TYPES = frozenset({"fax"})
ONLY_A_NUMBER = re.compile(r"^[\d\s()+.\"-]+$")
NUMBER_FIELDS = ("number", "phone_number", "phone", "telephone", "name", "value")
TEXTS_WITH_NUMBERS = ("description", "eligibility_description", "application_process", "fees_description")

PhoneFields = dict[str, Any]


def phones_of(record: FeedRecord, shown: ShownText, coping: Coping) -> list[PhoneFields]:
    """Every number of a service, each once by number and type, the ones that may be published first."""
    found: dict[tuple[str, str], PhoneFields] = {}
    for phone in _all(record, shown, coping):
        known = found.setdefault((digits_of(phone["number"]), phone.get("type", "voice")), phone)
        if phone["publish"] and not known["publish"]:
            found[digits_of(phone["number"]), phone.get("type", "voice")] = phone
    return sorted(found.values(), key=lambda phone: not phone["publish"])


def withheld(phone: Mapping[str, Any], reason: str) -> PhoneFields:
    """The number, kept from everybody for one of the reasons in sentences.yml."""
    return {**phone, "publish": False, "why_not_published": say("withheld", reason)}


def _all(record: FeedRecord, shown: ShownText, coping: Coping) -> Iterator[PhoneFields]:
    for phone in items_of(record, coping, "phones", "phone", "telephone"):
        yield from _numbers(phone, shown, coping)
    for place in (record, *items_of(record, coping, "service_at_locations", "locations")):
        location = object_of(place, coping, "location") or {}
        if place is not record:
            for phone in (*items_of(place, coping, "phones"), *items_of(location, coping, "phones")):
                yield from _numbers(phone, shown, coping)
        for contact in (*items_of(place, coping, "contacts"), *items_of(location, coping, "contacts")):
            yield from _of_a_contact(contact, shown, coping)
    organization = object_of(record, coping, "organization") or {}
    for phone in items_of(organization, coping, "phones"):
        for fields in _numbers(phone, shown, coping):
            yield withheld(fields, "of_the_organization") if fields["publish"] else fields
    for name in TEXTS_WITH_NUMBERS:
        for number in numbers_in(plain(text_of(record, name) or "", Coping())):
            coping.note("phones_in_text")
            yield withheld(_phone(number, "low"), "in_text")


def _of_a_contact(contact: FeedRecord, shown: ShownText, coping: Coping) -> Iterator[PhoneFields]:
    """The numbers of a contact. Of one who is a person, a mobile is not taken at all."""
    for phone in items_of(contact, coping, "phones", "phone", "telephone"):
        for number in _numbers(phone, shown, coping):
            if text_of(contact, "name") not in shown.names:
                yield number
            elif _may_be_a_persons(number["number"]):
                coping.note("persons_left_out")
            else:
                yield withheld({key: value for key, value in number.items() if key != "description"}, "of_a_contact")


def _numbers(phone: FeedRecord, shown: ShownText, coping: Coping) -> Iterator[PhoneFields]:
    kind = (text_of(phone, "type") or "").casefold()
    written = text_of(phone, *NUMBER_FIELDS)
    if written is None or kind in LEFT_OUT_TYPES:
        coping.note("phones_left_out")
        return
    numbers = list(numbers_in(written))
    if not numbers:
        coping.note("phones_left_out")
    elif len(numbers) > 1 or not ONLY_A_NUMBER.match(written):
        coping.note("phones_as_text")
    for number in numbers:
        fields = _phone(number, "medium")
        if kind in TYPES:
            fields["type"] = TYPES[kind]
        if description := shown.fit(text_of(phone, "description")):
            fields["description"] = description
        yield withheld(fields, "mobile") if _may_be_a_persons(number) else fields


def _phone(number: str, confidence: str) -> PhoneFields:
    return {"number": number, "availability": "unknown", "confidence": confidence, "publish": True}


def numbers_in(text: str) -> Iterator[str]:
    """UK numbers in a text, as people read them. A text that is one number is kept as it is written."""
    alone = " ".join(text.split())
    if is_uk_number(alone):
        yield alone
        return
    for match in PhoneNumberMatcher(text, REGION):
        number = match.number
        number.extension = None
        national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
        tidy = re.sub(r"[^\d ]", "", national)
        if number.country_code == phonenumbers.country_code_for_region(REGION) and is_uk_number(tidy):
            yield tidy


def _may_be_a_persons(number: str) -> bool:
    try:
        return phonenumbers.number_type(phonenumbers.parse(number, REGION)) in MAY_BE_A_PERSONS
    except phonenumbers.NumberParseException:
        return False
