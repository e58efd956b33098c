"""One turn of a conversation, from the browser's cookie to the reply: for the JSON route and for the plain page."""

import asyncio
import logging
from typing import Any, NamedTuple
from weakref import WeakValueDictionary

from fastapi import Request, Response
from pydantic import ValidationError

from directory_api.chat_gateway.conversation import ConversationCookie, new_conversation
from directory_api.chat_gateway.emergency_reply import EmergencyReplies
from directory_api.chat_gateway.errors import UnreadableMessageError
from directory_api.chat_gateway.rasa_client import GuideUnavailableError, RasaClient
from directory_api.chat_gateway.rate_limit import RateLimit
from directory_api.chat_gateway.schemas import ChatReply, VisitorMessage

log = logging.getLogger(__name__)
GREETING = VisitorMessage()


class Turn(NamedTuple):
    """A reply, and the conversation it belongs to. `heard` is false if what was said did not reach the guide."""

    reply: ChatReply
    conversation: str
    heard: bool


class FormTurn(NamedTuple):
    """What a plain page draws: one reply, or the greeting and a reply, as data for its template."""

    replies: list[dict[str, Any]]
    conversation: str
    heard: bool


class ChatGateway:
    """Holds what all conversations share. Nothing about one conversation outlives its turn here, except counts."""

    def __init__(
        self, guide: RasaClient, cookie: ConversationCookie, rate_limit: RateLimit, replies: EmergencyReplies
    ) -> None:
        self._guide = guide
        self._cookie = cookie
        self._rate_limit = rate_limit
        self.replies = replies
        # One turn at a time in each conversation. Without this, "forget" could overtake a turn that the guide
        # then saves. A lock lives as long as somebody waits for it.
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def answer(self, request: Request, message: VisitorMessage) -> Turn:
        """Return the reply to one turn; when the guide has none, the emergency reply.

        A cookie that is not ours, or too old, counts as none. A greeting begins a new conversation and forgets the old
        one, so that the next person at the same screen finds nothing of it. Raises TooManyMessagesError.
        """
        known = self._cookie.read(request)
        await self._count(request, known)
        if known and message.is_greeting:
            turn, _ = await asyncio.gather(self._ask(new_conversation(), message), self._forget(known))
            return turn
        return await self._ask(known or new_conversation(), message)

    async def answer_form(self, request: Request, said: dict[str, str]) -> FormTurn:
        """Return the turn that answers a plain form.

        A visitor whose first word it is sees the greeting too, as the script's visitors do, unless there is danger:
        then help stands alone. Raises TooManyMessagesError or UnreadableMessageError.
        """
        try:
            message = VisitorMessage.model_validate(said)
        except ValidationError:
            raise UnreadableMessageError(self.replies.unreadable) from None
        if self._cookie.read(request) or message.is_greeting:
            return _form_turn(await self.answer(request, message))
        await self._count(request, None)
        greeting = await self._ask(new_conversation(), GREETING)
        turn = await self._ask(greeting.conversation, message)
        if not turn.heard or turn.reply.understood.danger != "none":
            return _form_turn(turn)
        return _form_turn(greeting, turn)

    async def forget(self, request: Request) -> None:
        """Delete the conversation in the guide, after any turn that is still under way."""
        known = self._cookie.read(request)
        if known:
            await self._forget(known)

    def remember(self, response: Response, turn: Turn | FormTurn) -> None:
        """Let the browser carry on this conversation."""
        self._cookie.write(response, turn.conversation)

    def clear(self, response: Response) -> None:
        """Let the browser forget its conversation."""
        self._cookie.clear(response)

    async def _count(self, request: Request, conversation: str | None) -> None:
        await self._rate_limit.count(conversation, request.client.host if request.client else "")

    async def _ask(self, conversation: str, message: VisitorMessage) -> Turn:
        if message.is_too_long:
            return Turn(self.replies.too_long, conversation, heard=False)
        try:
            async with self._lock(conversation):
                reply = await self._guide.ask(conversation, message.for_guide())
            return Turn(reply, conversation, heard=True)
        except GuideUnavailableError as error:
            log.warning("emergency reply sent: %s", error)
            return Turn(self.replies.unavailable, conversation, heard=False)

    async def _forget(self, conversation: str) -> None:
        async with self._lock(conversation):
            await self._guide.forget(conversation)

    def _lock(self, conversation: str) -> asyncio.Lock:
        return self._locks.setdefault(conversation, asyncio.Lock())


def _form_turn(*turns: Turn) -> FormTurn:
    """Return the turns as data. Only the last reply's choices can still be tapped."""
    replies = [turn.reply.model_dump(mode="json") for turn in turns]
    for reply in replies[:-1]:
        for message in reply["messages"]:
            message["choices"] = []
    return FormTurn(replies, turns[-1].conversation, turns[-1].heard)
