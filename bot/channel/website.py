"""The website's channel: JSON in, one whole reply out, for the chat gateway alone.

A message is read before Rasa's dialogue sees it, and only its reading (intent and facts) goes on. So the words
themselves are in no tracker, no call to the action server and no log.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from channel import privacy
from channel.reply import DANGER_LEVELS, ReplyCollector, assemble
from channel.requests import BadRequest, Incoming, is_conversation, read_json
from channel.tracker_store import forget
from conversation.choices import read_choice

logger = logging.getLogger(__name__)

TIME_LIMIT_SECONDS = 20
OnMessage = Callable[[UserMessage], Awaitable[Any]]


class GuideFailed(Exception):
    """No usable reply came out; the gateway answers with the emergency reply instead."""


class WebsiteChannel(InputChannel):
    """Rasa input channel `website`, below /webhooks/website/.

    POST messages: `conversation` (32 hex digits) with one of `text`, `choice`, `greet: true` → messages and what was
    understood; 422 for what is none of these, 503 when no usable reply came out. DELETE conversations/<id>: 204.
    """

    @classmethod
    def name(cls) -> str:
        return "website"

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        privacy.install()
        routes = Blueprint("website_channel")

        @routes.get("/")
        async def health(_: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.post("/messages")
        async def messages(request: Request) -> HTTPResponse:
            with privacy.wordless_logs():
                try:
                    reply = await _reply(read_json(request.body), request.app.ctx.agent, on_new_message)
                except BadRequest as problem:
                    return _error(422, problem.code)
                except Exception:
                    logger.exception("The guide failed")
                    return _error(503, "guide_failed")
            return response.json(reply)

        @routes.delete("/conversations/<conversation>")
        async def forget_conversation(request: Request, conversation: str) -> HTTPResponse:
            if is_conversation(conversation):
                await _forget(request.app.ctx.agent, conversation)
            return response.empty(204)

        return routes


async def _reply(incoming: Incoming, agent: Agent, on_new_message: OnMessage) -> dict[str, Any]:
    if not agent.is_ready():
        raise GuideFailed
    read = await _read(incoming, agent)
    collector = ReplyCollector()
    message = UserMessage(
        text="", output_channel=collector, sender_id=incoming.conversation, parse_data=read, input_channel="website"
    )
    await asyncio.wait_for(on_new_message(message), TIME_LIMIT_SECONDS)
    tracker = await agent.tracker_store.retrieve(incoming.conversation)
    intent = read["intent"]["name"]
    if intent == "forget_me":
        await _forget(agent, incoming.conversation)
    reply = assemble(collector.messages, tracker.current_slot_values() if tracker else {}, intent)
    _check(reply)
    return reply


async def _read(incoming: Incoming, agent: Agent) -> dict[str, Any]:
    """The message as Rasa's parse data, without its text."""
    if incoming.text:
        read = await agent.processor.parse_message(UserMessage(incoming.text))
        return _parse_data(read["intent"]["name"], read["entities"], read["intent"].get("confidence", 1.0))
    if incoming.choice:
        choice = read_choice(incoming.choice)
        if choice is None:
            return _parse_data("nlu_fallback", [])
        return _parse_data(choice.intent, [{"entity": name, "value": value} for name, value in choice.entities])
    return _parse_data("nlu_fallback" if incoming.text == "" else "greet", [])


def _parse_data(intent: str, entities: list[dict[str, Any]], confidence: float = 1.0) -> dict[str, Any]:
    facts = [{"entity": entity["entity"], "value": entity["value"]} for entity in entities]
    return {"text": "", "intent": {"name": intent, "confidence": confidence}, "entities": facts}


def _check(reply: dict[str, Any]) -> None:
    """A reply without words, or without help where there is danger, is a failure. Raises GuideFailed."""
    messages = reply["messages"]
    in_danger = reply["understood"]["danger"] in DANGER_LEVELS
    if not messages or not all(message["text"] for message in messages):
        raise GuideFailed
    if in_danger and messages[0]["kind"] != "danger":
        raise GuideFailed


async def _forget(agent: Agent, conversation: str) -> None:
    """Wait for a message under way, which would save the conversation again; its lock goes with it."""
    async with agent.lock_store.lock(conversation):
        await forget(agent.tracker_store, conversation)


def _error(status: int, code: str) -> HTTPResponse:
    body = {"error": {"code": code, "message": code.replace("_", " "), "field": None}}
    return response.json(body, status=status)
