"""What every answer under the standard's addresses has, whoever makes it: errors, refusals and faults too.

Any page may read them (CORS), they are compressed for those who ask, and a compressed answer has a tag of its own, as
a strong tag stands for the very bytes.
"""

import re
from collections.abc import Iterable

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ZIPPED = "-gzip"
SMALLEST_TO_ZIP = 700  # bytes; a smaller answer fits into one packet anyway
ZIP_EFFORT = 4  # of 9; the last few percent would take longer than sending them
OPEN_TO_ALL = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
READABLE_BY_PAGES = {"Access-Control-Expose-Headers": "ETag"}
_ADDED = [(name.lower().encode(), value.encode()) for name, value in (OPEN_TO_ALL | READABLE_BY_PAGES).items()]
VARIES, ENCODED_BY_GZIP = (b"vary", b"Accept-Encoding"), (b"content-encoding", b"gzip")
_REPLACED = frozenset(name for name, _ in _ADDED)
Header = tuple[bytes, bytes]
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
                message["headers"] = _opened(message["headers"])
            await send(message)

        accepted = next((value for name, value in scope["headers"] if name == b"accept-encoding"), b"")
        zipped = takes_gzip(accepted.decode("latin-1"))
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


def _opened(headers: Iterable[Header]) -> list[Header]:
    """Return an answer's headers so that any page may read it, and the compressed and the plain are told apart."""
    kept = [one for one in headers if one[0] not in _REPLACED]
    if ENCODED_BY_GZIP in kept:
        kept = [(name, _tag_of_zipped(value)) if name == b"etag" else (name, value) for name, value in kept]
    if not any(name == b"vary" and b"accept-encoding" in value.lower() for name, value in kept):
        kept.append(VARIES)
    return kept + _ADDED


def _tag_of_zipped(tag: bytes) -> bytes:
    ending = f'{ZIPPED}"'.encode()
    return tag if tag.endswith(ending) else tag[:-1] + ending
