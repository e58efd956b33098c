"""Pages as the Open Referral UK standard shapes them, with a maximum size."""

from collections.abc import Callable, Sequence
from typing import Annotated, Self

from pydantic import BaseModel, Field

from directory_api.parameters import Query

PER_PAGE_DEFAULT = 50
PER_PAGE_MAXIMUM = 100
PAGE_MAXIMUM = 10_000


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

    @classmethod
    def of[Row](cls, rows: Sequence[Row], paging: Paging, shape: Callable[[Row], Item]) -> Self:
        """Cut the page out of all rows, and shape only what is on it."""
        start = (paging.page - 1) * paging.per_page
        contents = [shape(row) for row in rows[start : start + paging.per_page]]
        total_pages = -(-len(rows) // paging.per_page)
        return cls(
            total_items=len(rows),
            total_pages=total_pages,
            page_number=paging.page,
            size=len(contents),
            first_page=paging.page == 1,
            last_page=paging.page >= total_pages,
            empty=not contents,
            contents=contents,
        )
