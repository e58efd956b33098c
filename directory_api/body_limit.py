"""A route that refuses a large body before it is read, declared or streamed, in the one error shape."""

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any, ClassVar

from fastapi import HTTPException, Request, Response
from fastapi.routing import APIRoute
from starlette.types import Message

MOST_BYTES = 8_192
TOO_LARGE = HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


class LimitedBodyRoute(APIRoute):
    """Raises a 413 while the body is being read. FastAPI's own `max_body_size` answers in plain text instead."""

    most_bytes: ClassVar[int] = MOST_BYTES

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the usual handler, with the body counted on its way in."""
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            return await handler(limited(request, self.most_bytes))

        return handle


def limited(request: Request, most_bytes: int = MOST_BYTES) -> Request:
    """Return the request so that reading more of its body than that raises a 413."""
    return Request(request.scope, _counted(request, most_bytes)) if request.method == "POST" else request


def _is_more(declared: str, most_bytes: int) -> bool:
    """Whether a declared length is a number above the limit; Python refuses to read one of thousands of digits."""
    digits = declared.lstrip("0")
    if not (digits.isascii() and digits.isdecimal()):
        return False
    return len(digits) > len(str(most_bytes)) or int(digits) > most_bytes


def _counted(request: Request, most_bytes: int) -> Callable[[], Coroutine[Any, Any, Message]]:
    total = 0

    async def receive() -> Message:
        nonlocal total
        if _is_more(request.headers.get("content-length", ""), most_bytes):
            raise TOO_LARGE
        message = await request.receive()
        total += len(message.get("body", b""))
        if total > most_bytes:
            raise TOO_LARGE
        return message

    return receive
