"""Reads postcodes out of typed text. Pure. A postcode's last two letters are dropped at once.

What is left is its district (OX11), or its sector (OX11 7) where a distance is asked for.
"""

import re
from typing import Literal, NamedTuple

FULL_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
DISTRICT = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
SECTOR_DIGIT = re.compile(r"[0-9]")
UK_POSTCODE_AREA = re.compile(
    r"AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC|EH|EN"
    r"|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML"
    r"|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD"
    r"|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)


class District(NamedTuple):
    """A postcode district (outcode) such as OX11, and whether it came from a full postcode."""

    code: str
    kind: Literal["postcode", "district"]


def read_district(text: str) -> District | None:
    """Return the first district in the text (rg1 4ab · RG14AB · OX11 · I live in OX11 7AA), or None."""
    parts = _parts(text)
    if _is_sector(parts):
        return District(parts[0], "district")
    for token in _tokens(parts):
        if full := FULL_POSTCODE.fullmatch(token):
            return District(full.group(1), "postcode")
        if DISTRICT.fullmatch(token):
            return District(token, "district")
    return None


def read_sector(text: str) -> str | None:
    """Return the sector of the first full postcode in the text (ox117aa → OX11 7), or one typed alone, or None.

    A sector typed alone needs its space: "RG1 4" is in Reading, "RG14" is the district of Newbury.
    """
    whole = FULL_POSTCODE.fullmatch("".join(text.upper().split()))
    if whole:
        return f"{whole.group(1)} {whole.group(2)[0]}"
    parts = _parts(text)
    if _is_sector(parts):
        return " ".join(parts)
    found = (FULL_POSTCODE.fullmatch(token) for token in _tokens(parts))
    return next((f"{full.group(1)} {full.group(2)[0]}" for full in found if full), None)


def letters_of(code: str) -> str:
    """Return the letters a district begins with: its postcode area."""
    return re.split(r"[0-9]", code, maxsplit=1)[0]


def may_exist(code: str) -> bool:
    """Whether the district begins with the letters of a postcode area that Royal Mail uses."""
    return UK_POSTCODE_AREA.fullmatch(letters_of(code)) is not None


def _parts(text: str) -> list[str]:
    """Return the words of the text, each with letters and digits only."""
    letters_and_digits = re.sub(r"[^A-Z0-9\s]", "", text.upper())
    return re.sub(r"\b0(?=X)", "O", letters_and_digits).split()  # 0X11 is OX11


def _is_sector(parts: list[str]) -> bool:
    return len(parts) == 2 and bool(DISTRICT.fullmatch(parts[0]) and SECTOR_DIGIT.fullmatch(parts[1]))


def _tokens(parts: list[str]) -> list[str]:
    """Return what could be a postcode: all of the text, then two words that make a full one, then each word."""
    pairs = ["".join(pair) for pair in zip(parts, parts[1:], strict=False)]
    return ["".join(parts), *(pair for pair in pairs if FULL_POSTCODE.fullmatch(pair)), *parts]
