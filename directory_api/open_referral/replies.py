"""Answers of the standard's API: pages joined from finished texts, streams, tags that spare both sides the work.

An answer's tag (ETag) is made of what it depends on: the version of the data, the address and what was asked. So
"has it changed?" is answered without making it. Answers to POST are never kept by anybody.
"""

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from http import HTTPStatus
from typing import NamedTuple, Self

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from directory_api.open_referral.middleware import ZIPPED
from directory_api.open_referral.parameters import ListQuery
from directory_api.open_referral.terms import StandardView
from directory_api.paging import on_page, page_json
from directory_api.search.whole_kind import Text

FRESH_SECONDS = 60
NO_STORE = b"no-store"
PUBLIC, PRIVATE = (b"%s, max-age=%d" % (who, FRESH_SECONDS) for who in (b"public", b"private"))
JSON, LINES = b"application/json", b"application/x-ndjson"
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
    keeping = Keeping.of(request, view, query.canonical + depends_on.encode(), query.private)
    if unchanged := keeping.if_held():
        return unchanged
    items = await find()
    if unchanged := keeping.if_any_is_held():
        return unchanged
    if query.format == "ndjson":
        return keeping.put_on(StreamingResponse(_lines(items)), LINES)
    return keeping.put_on(Response(await _page(items, query)), JSON)


async def _page(items: Items, query: ListQuery) -> bytes:
    if items.one_page:
        query = query.model_copy(update={"page": 1, "per_page": max(1, items.total)})
    page = on_page(query)
    return page_json(items.total, query, await items.read(page.start, page.stop, True))


async def one_reply(request: Request, view: StandardView, make: Make, asked: bytes = b"") -> Response:
    """Return one record, or whatever `make` makes."""
    keeping = Keeping.of(request, view, asked)
    if unchanged := keeping.if_held():
        return unchanged
    body = await make()
    return keeping.if_any_is_held() or keeping.put_on(Response(body), JSON)


class Keeping(NamedTuple):
    """How long an answer may be kept and its tag, if it may be kept at all, and which answers the reader holds."""

    cache_control: bytes
    tag: bytes = b""
    held: bytes = b""

    @classmethod
    def of(cls, request: Request, view: StandardView, asked: bytes, private: bool = False) -> Self:
        """Return how the answer to `asked` at this address may be kept, before it is made."""
        scope = request.scope
        if scope["method"] == "POST":
            return cls(NO_STORE)
        held = next((value for name, value in scope["headers"] if name == b"if-none-match"), b"")
        parts = b"\0".join((view.catalogue.stamp.encode(), scope["path"].encode(), asked))
        tag = hashlib.blake2b(parts, digest_size=12).hexdigest()
        return cls(PRIVATE if private else PUBLIC, f'"{tag}"'.encode(), held)

    def if_held(self) -> Response | None:
        """Return a 304 if the reader already holds this answer, compressed or not."""
        if self.held and self.tag:
            both = (self.tag, self.tag[:-1] + ZIPPED.encode() + b'"')
            for one in (part.strip().removeprefix(b"W/") for part in self.held.split(b",")):
                if one in both:
                    return self._replace(tag=one).put_on(_unchanged())
        return None

    def if_any_is_held(self) -> Response | None:
        """Return a 304 if the reader holds any answer at all (`*`). There must be one to be held."""
        return self.put_on(_unchanged()) if self.tag and self.held.strip() == b"*" else None

    def put_on(self, response: Response, media_type: bytes = b"") -> Response:
        """Return the response with its headers: as bytes, which Starlette would take several times longer to make."""
        response.raw_headers.append((b"cache-control", self.cache_control))
        if self.tag:
            response.raw_headers.append((b"etag", self.tag))
        if media_type:
            response.raw_headers.append((b"content-type", media_type))
        return response


def _unchanged() -> Response:
    return Response(status_code=HTTPStatus.NOT_MODIFIED)


async def _lines(items: Items) -> AsyncIterator[bytes]:
    for start in range(0, items.total, LINES_AT_ONCE):
        bodies = await items.read(start, start + LINES_AT_ONCE, False)
        yield b"\n".join([*bodies, b""])


def put_in(body: Text, name: bytes, value: Text) -> bytes:
    """Return a JSON object with one more field. Both are JSON already."""
    return b"".join((body[:-1], b',"%b":' % name, value, b"}"))


def array(bodies: list[Text]) -> bytes:
    """Return a JSON array of texts that are JSON already."""
    return b"[%s]" % b",".join(bodies)
