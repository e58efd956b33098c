"""How templates read a reply: the same dotted paths and tests that static/fill.js uses in the browser."""

import re
from typing import Any

SAFE_ADDRESS = re.compile(r"(https?://|tel:|sms:|mailto:)")


def at(data: Any, path: str) -> Any:
    """Return what a dotted path leads to, such as `eligibility.answer` or `phones.0`; `.` is the thing itself.

    Anything missing on the way is None.
    """
    if path == ".":
        return data
    for step in path.split("."):
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and step.isdigit() and int(step) < len(data):
            data = data[int(step)]
        else:
            return None
    return data


def holds(data: Any, path: str, equals: str | None = None) -> bool:
    """Whether a value is there or, with `equals`, is exactly that value as JSON writes it (`true`, `ask`)."""
    value = at(data, path)
    if equals is None:
        return value is not None and value is not False and value not in ("", [])
    return (str(value).lower() if isinstance(value, bool) else value) == equals


def safe_address(address: str) -> str:
    """Return an address that may be linked, or an empty one: a record must never be able to run a script."""
    return address if SAFE_ADDRESS.match(address) else ""
