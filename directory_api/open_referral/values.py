"""Small rules that every object of the standard keeps: no empty values, and addresses that are valid."""

import re
from typing import Any
from urllib.parse import quote

# The characters that RFC 3986 allows in an address, and "%" where it begins an escaped one.
_NOT_IN_AN_ADDRESS = re.compile(r"[^A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]|%(?![0-9A-Fa-f]{2})")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+")


def known(**fields: Any) -> dict[str, Any]:
    """Return the fields that have a value: the standard leaves an empty one out. Nought and no are values."""
    return {name: value for name, value in fields.items() if value or value == 0}


def web_address(url: str | None) -> str | None:
    """Return the address with every character escaped that a URI may not hold (the schemas ask for `format: uri`)."""
    if not url:
        return None
    before, hash_sign, after = url.partition("#")
    whole = f"{before}#{after.replace('#', '%23')}" if hash_sign else url
    return _NOT_IN_AN_ADDRESS.sub(lambda found: quote(found.group(), safe=""), whole)


def email_address(email: str | None) -> str | None:
    """Return the address if the schemas' `format: email` takes it, else nothing."""
    return email if email and _EMAIL.fullmatch(email) else None
