"""What every answer under the standard's addresses has, whoever makes it: errors, refusals and faults too.

Any page may read them (CORS), they are compressed for those who ask, and a compressed answer has a tag of its own, as
a strong tag stands for the very bytes.
"""

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ZIPPED = "-gzip"
SMALLEST_TO_ZIP = 700  # bytes; a smaller answer fits into one packet anyway
ZIP_EFFORT = 4  # of 9; the last few percent would take longer than sending them
OPEN_TO_ALL = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
READABLE_BY_PAGES = {"Access-Control-Expose-Headers": "ETag"}
_ADDED = [(name.lower().encode(), value.encode()) for name, value in (OPEN_TO_ALL | READABLE_BY_PAGES).items()]
_REPLACED = frozenset(name for name, _ in _ADDED)
NO_WEIGHT = re.compile(r"q\s*=\s*0(\.0{0,3})?")


class OpenDataMiddleware:
    """Opens, compresses and tags the answers below some addresses. It must stand around every other middleware."""

    def __init__(self, app: ASGIApp, roots: tuple[str, ...]) -> None:
        self.app = app
        self.zipped = GZipMiddleware(app, minimum_size=SMALLEST_TO_ZIP, compresslevel=ZIP_EFFORT)
        self.roots = roots

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not is_under(scope["path"], self.roots):
            await self.app(scope, receive, send)
            return

        async def send_openly(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [one for one in message["headers"] if one[0] not in _REPLACED] + _ADDED
                _tell_encodings_apart(MutableHeaders(scope=message))
            await send(message)

        zipped = takes_gzip(Headers(scope=scope).get("accept-encoding", ""))
        await (self.zipped if zipped else self.app)(scope, receive, send_openly)


def takes_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding header names gzip and does not rule it out with a weight of nothing."""
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() in ("gzip", "x-gzip"):
            return not NO_WEIGHT.fullmatch(weight.strip())
    return False


def is_under(path: str, roots: tuple[str, ...]) -> bool:
    """Whether an address is one of the roots or lies below it."""
    return any(path == root or path.startswith(f"{root}/") for root in roots)


def _tell_encodings_apart(headers: MutableHeaders) -> None:
    if "accept-encoding" not in headers.get("vary", "").lower():
        headers.add_vary_header("Accept-Encoding")
    tag = headers.get("etag")
    if tag and headers.get("content-encoding") == "gzip" and not tag.endswith(f'{ZIPPED}"'):
        headers["etag"] = f'{tag[:-1]}{ZIPPED}"'
