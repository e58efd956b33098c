"""One log line for a request, or for many alike within a second: never an address, a path or a query.

A line for each of thousands of requests would cost more than their answers and say less than their number.
"""

import logging
import time
from collections.abc import Hashable
from dataclasses import dataclass

from starlette.types import Scope

log = logging.getLogger(__name__)

ALIKE_FOR_SECONDS = 1.0
KNOWN_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"})


@dataclass(slots=True)
class _Alike:
    """Answers of one method, route and status that came after the last line about them."""

    told_at: float
    more: int = 0
    slowest: float = 0.0


class RequestLog:
    """Writes the first answer of its kind (method, route as declared, status) at once, and counts those that follow
    within a second for the next line of that kind."""

    def __init__(self) -> None:
        self._kinds: dict[Hashable, _Alike] = {}

    def answered(self, method: str, route: str, status: int | None, started: float) -> None:
        """Take in one answer. `started` is when the request came, by the performance counter."""
        now = time.perf_counter()
        method = method if method in KNOWN_METHODS else "-"  # some servers take any word for a method
        kind = self._kinds.get((method, route, status))
        if kind is not None and now - kind.told_at < ALIKE_FOR_SECONDS:
            kind.more += 1
            kind.slowest = max(kind.slowest, now - started)
            return
        self._kinds[method, route, status] = _Alike(now)
        line = f"{method} {route} {status} {(now - started) * 1000:.0f} ms"
        if kind is not None and kind.more:
            line += f", {kind.more} more since the last such line, slowest {kind.slowest * 1000:.0f} ms"
        log.info(line)


def route_name(scope: Scope) -> str:
    """Return the declared path of the route that answered, or a dash: never the path as typed."""
    return getattr(scope.get("route"), "path", None) or "-"
