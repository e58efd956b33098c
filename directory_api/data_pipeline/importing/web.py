"""Web addresses as they are meant: with their scheme, and without spaces."""

import re
from urllib.parse import quote, urlsplit

from directory_api.data_pipeline.importing.coping import Coping
from directory_api.data_pipeline.importing.values import FeedRecord, text_of

WEB_ADDRESS = re.compile(r"^https?://[^\s/@]+\.[a-z0-9-]{2,}(?::\d+)?(?:[/?#]\S*)?$", re.IGNORECASE)
MAP = re.compile(
    r"//(?:maps?\.|[^/]*/maps\b|goo\.gl/maps|maps\.app|[^/]*openstreetmap|[^/]*what3words|w3w\.co)", re.IGNORECASE
)
SAFE = "/:?#[]@!$&'()*+,;=%~"


def web_address_of(record: FeedRecord, coping: Coping, *names: str) -> str | None:
    """The first of these fields that holds an address people can open; `www.…` gets its scheme."""
    written = text_of(record, *names)
    if written is None:
        return None
    address = tidy_address(written)
    if address is None:
        coping.note("web_addresses_left_out")
    elif address != written:
        coping.note("web_addresses_mended")
    return address


def tidy_address(written: str) -> str | None:
    """The address with a scheme and its spaces escaped, or None where it is none or only shows a place on a map."""
    text = written.strip().strip("<>\"'")
    first = text.split()[0] if text.split() else ""
    if not re.match(r"^https?://", text, re.IGNORECASE):
        text = f"https://{first}" if "://" not in first and "@" not in first and "." in first else ""
    try:
        host = urlsplit(text).hostname
    except ValueError:
        return None
    if not host:
        return None
    address = quote(text, safe=SAFE)
    return address if WEB_ADDRESS.match(address) and not MAP.search(address) else None
