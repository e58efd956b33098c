"""Pages as the Open Referral UK standard shapes them, with a maximum size."""

from collections.abc import Sequence
from typing import Annotated

import orjson
from fastapi import Response
from pydantic import BaseModel, Field

from directory_api.parameters import Query
from directory_api.search.whole_kind import Text

PER_PAGE_DEFAULT = 50
PER_PAGE_MAXIMUM = 100
PAGE_MAXIMUM = 10_000
KEPT_BRIEFLY = {"Cache-Control": "public, max-age=60"}


class Paging(Query):
    """Which page, and how long it is."""

    page: Annotated[int, Field(ge=1, le=PAGE_MAXIMUM, description="Which page, from 1.")] = 1
    per_page: Annotated[int, Field(ge=1, le=PER_PAGE_MAXIMUM, description="Items on a page.")] = PER_PAGE_DEFAULT


class Page[Item](BaseModel):
    """One page of a list. A page after the last one is empty."""

    total_items: int
    total_pages: int
    page_number: int
    size: int = Field(description="Items on this page.")
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[Item]


def on_page(paging: Paging) -> slice:
    """Return which of all items stand on the page."""
    start = (paging.page - 1) * paging.per_page
    return slice(start, start + paging.per_page)


def page_json(total_items: int, paging: Paging, contents: Sequence[Text]) -> bytes:
    """Return one page as JSON, put together from items that are JSON already."""
    total_pages = -(-total_items // paging.per_page)
    envelope = {
        "total_items": total_items,
        "total_pages": total_pages,
        "page_number": paging.page,
        "size": len(contents),
        "first_page": paging.page == 1,
        "last_page": paging.page >= total_pages,
        "empty": not contents,
    }
    return b"".join((orjson.dumps(envelope)[:-1], b',"contents":[', b",".join(contents), b"]}"))


def json_bytes(body: Text, public: bool = False) -> Response:
    """Return an answer that is JSON already. A public one tells nothing of who asked: anybody may keep it."""
    return Response(body, media_type="application/json", headers=KEPT_BRIEFLY if public else None)
