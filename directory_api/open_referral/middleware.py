"""What every answer under the standard's addresses has, whoever makes it: errors, refusals and faults too.

Any page may read them (CORS), they are compressed for those who ask, and a compressed answer has a tag of its own, as
a strong tag stands for the very bytes.
"""

import re

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ZIPPED = "-gzip"
SMALLEST_TO_ZIP = 700  # bytes; a smaller answer fits into one packet anyway
ZIP_EFFORT = 4  # of 9; the last few percent would take longer than sending them
OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Vary": "Accept-Encoding",
}
VARIES, ENCODED_BY_GZIP = (b"vary", OPEN_TO_ALL["Vary"].encode()), (b"content-encoding", b"gzip")
NO_WEIGHT = re.compile(r"q\s*=\s*0(\.0{0,3})?")


class ZippedIfAsked:
    """Compresses answers for those who ask, and tags what is compressed. All its answers must vary by that."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._zipped = GZipMiddleware(app, minimum_size=SMALLEST_TO_ZIP, compresslevel=ZIP_EFFORT)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        for name, value in scope["headers"]:
            if name == b"accept-encoding":
                if takes_gzip(value.decode("latin-1")):
                    await self._zipped(scope, receive, _retagging(send))
                    return
                break
        await self.app(scope, receive, send)


def takes_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding header names gzip and does not rule it out with a weight of nothing."""
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() in ("gzip", "x-gzip"):
            return not NO_WEIGHT.fullmatch(weight.strip())
    return False


def _retagging(send: Send) -> Send:
    """Pass an answer on; one that was compressed gets the tag of its own."""

    async def send_retagged(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [VARIES if name == b"vary" else (name, value) for name, value in message["headers"]]
            if ENCODED_BY_GZIP in headers:
                headers = [(name, _tag_of_zipped(value) if name == b"etag" else value) for name, value in headers]
            message["headers"] = headers
        await send(message)

    return send_retagged


def _tag_of_zipped(tag: bytes) -> bytes:
    ending = f'{ZIPPED}"'.encode()
    return tag if tag.endswith(ending) else tag[:-1] + ending
