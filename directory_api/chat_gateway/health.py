"""Whether each part of the service answers, in one word each and without any secret."""

import asyncio
import logging
from typing import Literal

import httpx
from pydantic import BaseModel
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from directory_api.models import Dataset

log = logging.getLogger(__name__)

SECONDS = 2.0
State = Literal["ok", "down"]


class Parts(BaseModel):
    """What the service needs in order to help fully."""

    database: State
    guide: State
    actions: State


class Health(BaseModel):
    """`degraded` as soon as one part is down."""

    status: Literal["ok", "degraded"]
    parts: Parts


class HealthCheck:
    """Looks at all parts at once, each with a short time limit."""

    def __init__(self, engine: Engine, http: httpx.AsyncClient, guide_url: str, actions_url: str) -> None:
        self._engine = engine
        self._http = http
        self._guide_url = guide_url
        self._actions_url = actions_url

    async def look(self) -> Health:
        """Return the state of every part. A part that hangs counts as down."""
        database, guide, actions = await asyncio.gather(
            asyncio.to_thread(self._database), self._answers(self._guide_url), self._answers(self._actions_url)
        )
        parts = Parts(database=database, guide=guide, actions=actions)
        all_ok = {database, guide, actions} == {"ok"}
        return Health(status="ok" if all_ok else "degraded", parts=parts)

    async def _answers(self, url: str) -> State:
        try:
            async with asyncio.timeout(SECONDS):
                response = await self._http.get(url)
        except (httpx.HTTPError, TimeoutError) as error:
            log.warning("a part is down: %s", type(error).__name__)
            return "down"
        return "ok" if response.is_success else "down"

    def _database(self) -> State:
        try:
            with Session(self._engine) as session:
                return "ok" if session.get(Dataset, 1) else "down"
        except SQLAlchemyError as error:
            log.warning("the database is down: %s", type(error).__name__)
            return "down"
