"""Answers of the standard's API: pages joined from finished texts, streams, tags that spare both sides the work.

An answer's tag (ETag) is made of what it depends on: the version of the data, the address and what was asked. So
"has it changed?" is answered without making it. Answers to POST are never kept by anybody.
"""

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from http import HTTPStatus
from typing import NamedTuple

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from directory_api.open_referral.middleware import ZIPPED
from directory_api.open_referral.parameters import ListQuery
from directory_api.open_referral.terms import StandardView
from directory_api.paging import on_page, page_json
from directory_api.search.whole_kind import Text

FRESH_SECONDS = 60
JSON, LINES = "application/json", "application/x-ndjson"
LINES_AT_ONCE = 200

Make = Callable[[], Awaitable[Text]]


class Items(NamedTuple):
    """What a list found: how many there are, and how to read the texts of some (from, up to, whether to keep them)."""

    total: int
    read: Callable[[int, int, bool], Awaitable[list[Text]]]
    one_page: bool = False  # all of it stands on one page, however long


async def list_reply(
    request: Request,
    view: StandardView,
    query: ListQuery,
    find: Callable[[], Awaitable[Items]],
    depends_on: str = "",
) -> Response:
    """Return a page of what `find` finds, or all of it as a stream of lines.

    `depends_on` is whatever else decides the answer, such as the minute where opening hours were asked for.
    """
    headers = headers_for(
        request, (view.catalogue.stamp, request.scope["path"], query.canonical, depends_on), query.private
    )
    if unchanged := not_modified(request, headers):
        return unchanged
    items = await find()
    if query.format == "ndjson":
        return _any_held(request, headers) or StreamingResponse(_lines(items), media_type=LINES, headers=headers)
    return _any_held(request, headers) or Response(await _page(items, query), media_type=JSON, headers=headers)


async def _page(items: Items, query: ListQuery) -> bytes:
    if items.one_page:
        query = query.model_copy(update={"page": 1, "per_page": max(1, items.total)})
    page = on_page(query)
    return page_json(items.total, query, await items.read(page.start, page.stop, True))


async def one_reply(request: Request, view: StandardView, make: Make, asked: bytes = b"") -> Response:
    """Return one record, or whatever `make` makes."""
    headers = headers_for(request, (view.catalogue.stamp, request.scope["path"], asked))
    if unchanged := not_modified(request, headers):
        return unchanged
    body = await make()
    return _any_held(request, headers) or Response(body, media_type=JSON, headers=headers)


def headers_for(request: Request, depends_on: tuple[str | bytes, ...], private: bool = False) -> dict[str, str]:
    """Return the headers that say how long an answer may be kept, and its tag."""
    if request.method == "POST":
        return {"Cache-Control": "no-store"}
    parts = b"\0".join(part.encode() if isinstance(part, str) else part for part in depends_on)
    tag = hashlib.blake2b(parts, digest_size=12).hexdigest()
    return {"ETag": f'"{tag}"', "Cache-Control": f"{'private' if private else 'public'}, max-age={FRESH_SECONDS}"}


def not_modified(request: Request, headers: dict[str, str]) -> Response | None:
    """Return a 304 if the reader already holds this answer, compressed or not."""
    held = request.headers.get("if-none-match")
    tag = headers.get("ETag")
    if held is None or tag is None:
        return None
    both = (tag, f'{tag[:-1]}{ZIPPED}"')
    for one in (part.strip().removeprefix("W/") for part in held.split(",")):
        if one in both:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers | {"ETag": one})
    return None


def _any_held(request: Request, headers: dict[str, str]) -> Response | None:
    """Return a 304 if the reader holds any answer at all (`*`) and there is one: it has been made by now."""
    if "ETag" in headers and request.headers.get("if-none-match", "").strip() == "*":
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return None


async def _lines(items: Items) -> AsyncIterator[bytes]:
    for start in range(0, items.total, LINES_AT_ONCE):
        bodies = await items.read(start, start + LINES_AT_ONCE, False)
        yield b"\n".join([*bodies, b""])


def put_in(body: Text, name: bytes, value: Text) -> bytes:
    """Return a JSON object with one more field. Both are JSON already."""
    return b"".join((body[:-1], b',"', name, b'":', value, b"}"))


def array(bodies: list[Text]) -> bytes:
    """Return a JSON array of texts that are JSON already."""
    return b"[%s]" % b",".join(bodies)
