"""Speaks to the guide over its inside channel, with a time limit on everything and no visitor text in any log."""

import asyncio
import logging
from http import HTTPStatus
from typing import Any

import httpx
from pydantic import ValidationError

from directory_api.chat_gateway.schemas import ChatReply

log = logging.getLogger(__name__)

CHANNEL = "/webhooks/website"
ANSWER_SECONDS = 10.0
FORGET_SECONDS = 3.0
CONNECT_SECONDS = 2.0
MOST_CONNECTIONS = 100
FORGET_TRIES = 2


def inside_client() -> httpx.AsyncClient:
    """Return the one pooled client for calls inside the service. It uses no proxy of the machine's."""
    return httpx.AsyncClient(
        timeout=httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS),
        limits=httpx.Limits(max_connections=MOST_CONNECTIONS),
        trust_env=False,
    )


class GuideUnavailableError(Exception):
    """The guide gave no reply that can be shown: it is down, too slow, failed, silent, or off its contract."""


class RasaClient:
    """The guide's channel, as calls."""

    def __init__(self, http: httpx.AsyncClient, rasa_url: str) -> None:
        self._http = http
        self.channel_url = f"{rasa_url}{CHANNEL}/"

    async def ask(self, conversation: str, said: dict[str, Any]) -> ChatReply:
        """Send one turn and return the reply. Sent once only: saying a thing twice is not the same as once.

        Raises GuideUnavailableError, which carries nothing of what was said.
        """
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                body = {"conversation": conversation} | said
                response = await self._http.post(f"{self.channel_url}messages", json=body)
            if response.status_code != HTTPStatus.OK:
                raise GuideUnavailableError(f"status {response.status_code}")
            return ChatReply.model_validate_json(response.content)
        except ValidationError as error:
            problem = error.errors(include_input=False, include_url=False, include_context=False)[0]
            raise GuideUnavailableError(f"reply off its contract: {problem['type']}") from None
        except (httpx.HTTPError, TimeoutError) as error:
            raise GuideUnavailableError(type(error).__name__) from None

    async def forget(self, conversation: str) -> bool:
        """Delete a conversation in the guide, and say whether that worked. Twice does no harm, so it tries twice."""
        for _ in range(FORGET_TRIES):
            try:
                async with asyncio.timeout(FORGET_SECONDS):
                    response = await self._http.delete(f"{self.channel_url}conversations/{conversation}")
                if response.is_success:
                    return True
                log.warning("the guide did not forget a conversation: status %s", response.status_code)
            except (httpx.HTTPError, TimeoutError) as error:
                log.warning("the guide did not forget a conversation: %s", type(error).__name__)
        return False
