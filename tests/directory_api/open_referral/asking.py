"""Asks the standard's API as a mirror or a validator does."""

from collections.abc import Iterator
from typing import Any

from fastapi.testclient import TestClient

from directory_api.open_referral.routes import ROOTS

SCHEMAS_OF = {"/open-referral-uk": "oruk-3.0", "/hsds": "hsds-3.2.3"}
LISTS = ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms")
assert set(SCHEMAS_OF) == set(ROOTS)


def page_of(client: TestClient, path: str, **query: Any) -> dict[str, Any]:
    """A page, or any other JSON answer."""
    reply = client.get(path, params=query)
    assert reply.status_code == 200, reply.text
    answer: dict[str, Any] = reply.json()
    return answer


def everything(client: TestClient, path: str, **query: Any) -> Iterator[dict[str, Any]]:
    """What stands on all pages of a list."""
    number = 1
    while True:
        page = page_of(client, path, page=number, **query)
        yield from page["contents"]
        if page["last_page"]:
            return
        number += 1


def names(client: TestClient, path: str, **query: Any) -> set[str]:
    """The short names of the services that a list shows."""
    return {record["x_slug"] for record in everything(client, path, per_page=100, **query)}
