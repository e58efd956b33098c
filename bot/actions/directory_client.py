"""The directory API as the guide uses it: reads only, short time limits, one retry."""

import logging
import os
from typing import Any

import httpx

from conversation.facts import REFUSED, Known, audience_of, needs_for_help

# Seconds. A person in distress is waiting: two tries must fit well inside the channel's own time limit.
TIME_LIMITS = httpx.Timeout(4.0, connect=1.5)
HURRIED = httpx.Timeout(2.5, connect=0.7)
TRIES = 2

Params = list[tuple[str, str | int]]

# Both log the address of every request, and with it what the person told us.
for noisy in ("httpx", "httpcore"):
    logging.getLogger(noisy).setLevel(logging.WARNING)


class DirectoryUnavailable(Exception):
    """The directory did not give a usable answer in time."""


class DirectoryClient:
    """Asks the directory. `transport` is for tests that fake the wire."""

    def __init__(self, url: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._url = url
        self._transport = transport

    async def recommendations(self, known: Known) -> dict[str, Any]:
        """Cards for what is known. Raises DirectoryUnavailable."""
        return await self._get("/api/recommendations", recommendation_params(known))

    async def front_door(self, area: str) -> dict[str, Any] | None:
        """The card of a council's safeguarding front door, or None when there is none or no quick answer."""
        try:
            found = await self._get(
                "/api/recommendations", [("audience", "professional"), ("area", area)], tries=1, limits=HURRIED
            )
        except DirectoryUnavailable:
            return None
        return next((card for card in found["cards"] if card.get("role") == "front_door"), None)

    async def service(self, slug: str) -> dict[str, Any]:
        """One service by slug, also one that is no longer offered. Raises DirectoryUnavailable."""
        return await self._get(f"/api/services/{slug}", [])

    async def _get(self, path: str, params: Params, tries: int = TRIES, limits: httpx.Timeout = TIME_LIMITS) -> Any:
        async with httpx.AsyncClient(
            base_url=self._url, timeout=limits, transport=self._transport, trust_env=False
        ) as client:
            for _ in range(tries):
                try:
                    response = await client.get(path, params=params)
                    response.raise_for_status()
                    return response.json()
                except (httpx.HTTPError, ValueError):
                    continue
        # Without the cause on purpose: an error's own words could carry what the person told us.
        raise DirectoryUnavailable(path) from None


def recommendation_params(known: Known) -> Params:
    """The query for what is known; what was refused is left out."""
    params: Params = []
    audience, area, age = audience_of(known), known.get("area"), known.get("age")
    # A friend is somebody else: the age alone chooses the services, and the summary does not say "me".
    if audience and known.get("audience") != "friend":
        params.append(("audience", audience))
    if area and area != REFUSED:
        params.append(("area", area))
    if isinstance(age, int):
        params.append(("age", age))
    return [*params, *(("need", need) for need in needs_for_help(known))]


def directory() -> DirectoryClient:
    """The directory at DIRECTORY_URL."""
    return DirectoryClient(os.environ.get("DIRECTORY_URL", "http://127.0.0.1:8000"))
