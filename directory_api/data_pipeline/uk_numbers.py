"""UK phone numbers: is it one, and what does a tel: link need?"""

import re
from functools import lru_cache

import phonenumbers

REGION = "GB"
KEPT = 2**16  # numbers remembered, so that the check and the rows work each out once

NOT_A_DIGIT = re.compile(r"[^0-9]+")
# Short codes that national numbering libraries do not know, each reviewed by hand.
REVIEWED_SHORT_CODES = frozenset(
    {
        "999",  # emergency
        "101",  # police, not an emergency
        "111",  # NHS
        "116000",  # missing people
        "116123",  # Samaritans
        "18000",  # emergency by textphone or Relay UK
        "18001101",  # 101 by textphone or Relay UK
        "85258",  # Shout, by text
    }
)


def digits_of(number: str) -> str:
    """The digits of a number as written, without spaces."""
    return NOT_A_DIGIT.sub("", number)


@lru_cache(KEPT)
def is_uk_number(number: str) -> bool:
    """A number that can be dialled in the United Kingdom: a valid national one, or a reviewed short code."""
    if any(character not in "0123456789 " for character in number):
        return False
    if digits_of(number) in REVIEWED_SHORT_CODES:
        return True
    try:
        return phonenumbers.is_valid_number_for_region(phonenumbers.parse(number, REGION), REGION)
    except phonenumbers.NumberParseException:
        return False


@lru_cache(KEPT)
def dialled(number: str) -> str:
    """What a tel: link dials: the international form, or the short code itself. The number must be a UK number."""
    digits = digits_of(number)
    if digits in REVIEWED_SHORT_CODES:
        return digits
    return phonenumbers.format_number(phonenumbers.parse(number, REGION), phonenumbers.PhoneNumberFormat.E164)
