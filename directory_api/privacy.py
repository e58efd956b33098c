"""What leaves this service besides its answers: the headers on every reply, and a log that never names a visitor."""

import logging
import time
import traceback
from collections.abc import Mapping

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from directory_api.errors import unexpected_error_response
from directory_api.request_log import RequestLog, route_name

log = logging.getLogger(__name__)

SAFE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "object-src 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# A reply may choose its own caching (static files do); everything else may say who asked for what, so it is not kept.
KEPT_BY_NOBODY = (b"cache-control", b"no-store")
ENCRYPTED_ONLY = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
# Libraries that write addresses or queries at INFO, and one that writes what it stumbled over in a form as a warning.
TALKATIVE_LOGGERS = {"httpx": logging.WARNING, "httpcore": logging.WARNING, "python_multipart": logging.ERROR}


class PrivacyMiddleware:
    """Puts the safe headers on every reply, and has each request logged without address, path or query.

    The log names the route as declared (`/api/services/{id_or_slug}`), because a typed path or query can hold a
    postcode. A fault becomes the plain 500 here, so that no server logs the exception's text: it may quote a visitor.
    """

    def __init__(self, app: ASGIApp, headers: Mapping[str, str], request_log: RequestLog) -> None:
        """`headers` go on every reply, in place of any of the same name that it brings."""
        self.app = app
        self._request_log = request_log
        self._headers = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        self._names = frozenset(name for name, _ in self._headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        status: int | None = None

        async def send_safely(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._add_headers(message)
            await send(message)

        try:
            await self.app(scope, receive, send_safely)
        except ClientDisconnect:
            log.debug("the reader left before the request was whole")
        except Exception as fault:
            _log_fault(fault)
            if status is None:
                await unexpected_error_response()(scope, receive, send_safely)
        finally:
            self._request_log.answered(scope["method"], route_name(scope), status, started)

    def _add_headers(self, message: Message) -> None:
        own = [one for one in message.get("headers", ()) if one[0] not in self._names]
        if b"cache-control" not in [name for name, _ in own]:
            own.append(KEPT_BY_NOBODY)
        message["headers"] = own + self._headers


def safe_headers(encrypted_only: bool) -> dict[str, str]:
    """Return the headers of every reply; where all visitors come by https, browsers are told to insist on it."""
    return SAFE_HEADERS | (ENCRYPTED_ONLY if encrypted_only else {})


def keep_visitors_out_of_logs(log_level: str) -> None:
    """Send this service's own log to standard error, and silence the lines of others that hold addresses or queries."""
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False  # no line tells them: half the work
    logger = logging.getLogger("directory_api")
    logger.setLevel(log_level)
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        logger.addHandler(handler)
    logging.getLogger("uvicorn.access").disabled = True
    for name, level in TALKATIVE_LOGGERS.items():
        logging.getLogger(name).setLevel(level)


def _log_fault(fault: Exception) -> None:
    """Write what kind of fault happened and where, without its text, which may quote what a visitor wrote."""
    steps = traceback.extract_tb(fault.__traceback__)[-8:]
    where = " < ".join(f"{step.filename}:{step.lineno} {step.name}" for step in reversed(steps))
    log.error("%s at %s", type(fault).__name__, where)
