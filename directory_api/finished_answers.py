"""Gives public answers out again as they are until the data changes: then reading the directory costs next to nothing.

Only answers that say themselves that anybody may keep them (Cache-Control: public) are held, and only for addresses
whose parameters cannot tell anything of a person. What a visitor typed is never held.
"""

import re
import time
from collections.abc import Iterable
from typing import NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from directory_api.request_log import RequestLog, route_name
from directory_api.search.catalogue import CatalogueCache
from directory_api.search.kept import Kept
from directory_api.vocabulary import ALL_STATUSES, AUDIENCES, REFERRALS, STATUSES

MOST_BYTES = 32 * 2**20
LARGEST = 512 * 2**10
# Pages and kinds of records; nothing about who asks, where they live or what happened. A value is a number, a moment,
# an id or one of our own words: free text under such a name is somebody's words too, and would be held with its answer.
OWN_WORDS = "|".join(("true", "false", ALL_STATUSES, *STATUSES, *AUDIENCES, *REFERRALS))
HARMLESS = re.compile(
    r"(?:(?:page|per_page|full|full_service|minimal|taxonomy_id|taxonomy_term_id|organization_id|modified_after|status"
    r"|audience|referral|top_only|parent_id)"
    rf"=(?:[0-9TZ:.%+-]{{0,40}}|[0-9a-fA-F-]{{36}}|{OWN_WORDS})(?:&|$))*".encode()
)
# Headers of a request that an answer may depend on; with any other of these it is made anew.
CONDITIONAL = frozenset({b"if-none-match", b"if-modified-since", b"range", b"authorization", b"cookie"})
TOLD_APART = frozenset({b"host", b"accept-encoding"})
GZIP = re.compile(rb"^(?:[\w-]+, ?)*gzip(?:, ?[\w-]+)*$")

Key = tuple[str, bytes, bytes, bool]


class Answer(NamedTuple):
    """A whole answer, and the declared path of the route that made it."""

    headers: list[tuple[bytes, bytes]]
    body: bytes
    route: str


class FinishedAnswers:
    """Stands around everything else that makes an answer, its headers and its compression included."""

    def __init__(
        self, app: ASGIApp, catalogue_cache: CatalogueCache, request_log: RequestLog, below: tuple[str, ...]
    ) -> None:
        self.app = app
        self._catalogue_cache = catalogue_cache
        self._below = below
        self._stamp: str | None = None
        self._request_log = request_log
        self._kept: Kept[Key, Answer] = Kept(MOST_BYTES, lambda answer: len(answer.body) + 1_000)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        key = self._key(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        if key is None:
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        answer = self._kept.one(key)
        if answer is None:
            await self.app(scope, receive, _Keeper(send, scope, self._kept, key))
            return
        await send({"type": "http.response.start", "status": 200, "headers": answer.headers})
        await send({"type": "http.response.body", "body": answer.body})
        self._request_log.answered("GET", answer.route, 200, started)

    def _key(self, scope: Scope) -> Key | None:
        """Return what stands for the whole request, or None if its answer is not one to keep."""
        path = scope["path"]
        if not path.startswith(self._below) or not HARMLESS.fullmatch(scope["query_string"]):
            return None
        catalogue = self._catalogue_cache.at_hand
        if catalogue is None:
            return None
        if catalogue.stamp != self._stamp:
            self._stamp = catalogue.stamp
            self._kept.clear()
        asked = _host_and_gzip(scope["headers"])
        if asked is None:
            return None
        host, gzip = asked
        return path, scope["query_string"], scope["scheme"].encode() + b"://" + host, gzip


def _host_and_gzip(headers: Iterable[tuple[bytes, bytes]]) -> tuple[bytes, bool] | None:
    """Return what an answer depends on besides the address, or None if it may depend on more than that."""
    told: dict[bytes, bytes] = {}
    for name, value in headers:
        if name in CONDITIONAL or name in told:
            return None  # of two hosts, the answer may rest on the other one
        if name in TOLD_APART:
            told[name] = value
    encodings = told.get(b"accept-encoding", b"")
    gzip = bool(GZIP.match(encodings))
    return (told.get(b"host", b""), gzip) if gzip or b"gzip" not in encodings else None


class _Keeper:
    """Passes an answer on, and keeps it if it is whole, public and not too large."""

    def __init__(self, send: Send, scope: Scope, kept: Kept[Key, Answer], key: Key) -> None:
        self._send = send
        self._scope = scope
        self._kept = kept
        self._key = key
        self._headers: list[tuple[bytes, bytes]] | None = None

    async def __call__(self, message: Message) -> None:
        """Take one message of the answer."""
        if message["type"] == "http.response.start":
            headers = [(bytes(name), bytes(value)) for name, value in message["headers"]]
            if message["status"] == 200 and any(
                name == b"cache-control" and value.startswith(b"public") for name, value in headers
            ):
                self._headers = headers
        elif self._headers is not None:
            body = message.get("body", b"")
            if not message.get("more_body") and len(body) <= LARGEST:
                self._kept.keep({self._key: Answer(self._headers, body, route_name(self._scope))})
            self._headers = None
        await self._send(message)
