"""Email addresses: a service's, never a person's."""

import re
from functools import cache

from directory_api.data_pipeline.importing.coping import Coping
from directory_api.data_pipeline.importing.sentences import sections
from directory_api.data_pipeline.importing.values import FeedRecord, items_of, text_of

ADDRESS = re.compile(r"^[a-z0-9._%+'-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]+$")
SEPARATORS = re.compile(r"[._+'-]|\d+")
LONG_ENOUGH = 3  # letters; shorter parts of a name say nothing


@cache
def roles() -> frozenset[str]:
    """What stands before the @ where an address is an office's, and in the names of contacts who are no people."""
    return frozenset(str(word) for word in sections()["offices"]["words"])


def email_of(record: FeedRecord, coping: Coping) -> str | None:
    """The service's address, from the service or from a contact without a name; None where it could be a person's.

    It is kept only if a part before the @ is a role (info, duty, referrals), or is in the name of the service, of its
    organization or of their domain.
    """
    contacts = items_of(record, coping, "contacts")
    offered = [text_of(record, "email"), *(text_of(contact, "email") for contact in contacts)]
    for written in filter(None, offered):
        address = tidy(written)
        if address is None:
            coping.note("emails_left_out")
        elif not _is_an_offices(address, record):
            coping.note("persons_left_out")
        else:
            if address != written:
                coping.note("emails_mended")
            return address
    return None


def tidy(written: str) -> str | None:
    """The address without white space and `mailto:`, in lower case; None where it is no address."""
    address = re.sub(r"\s+", "", written).casefold().removeprefix("mailto:").rstrip(".,;")
    return address if ADDRESS.match(address) else None


def _is_an_offices(address: str, record: FeedRecord) -> bool:
    before, _, domain = address.partition("@")
    parts = [part for part in SEPARATORS.split(before) if part]
    if any(part in roles() for part in parts):
        return True
    organization = record.get("organization")
    names = [text_of(record, "name"), text_of(organization, "name") if isinstance(organization, dict) else None]
    words = {word for name in filter(None, names) for word in re.findall(r"[a-z]+", name.casefold())}
    initials = {"".join(word[0] for word in re.findall(r"[a-z]+", name.casefold())) for name in filter(None, names)}
    host = domain.split(".")[0]
    whole = "".join(parts)
    if whole in {host, *initials}:
        return True
    return all(len(part) >= LONG_ENOUGH and (part in words or part == host) for part in parts) and bool(parts)
