"""The chat's addresses, and whether every part is up."""

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError

from directory_api.body_limit import LimitedBodyRoute
from directory_api.chat_gateway.conversation import ConversationCookie
from directory_api.chat_gateway.emergency_reply import EmergencyReplies
from directory_api.chat_gateway.errors import UnreadableMessageError
from directory_api.chat_gateway.gateway import GREETING, ChatGateway
from directory_api.chat_gateway.health import Health, HealthCheck
from directory_api.chat_gateway.rasa_client import RasaClient, inside_client
from directory_api.chat_gateway.rate_limit import RateLimit
from directory_api.chat_gateway.schemas import ChatReply, VisitorMessage
from directory_api.emergency_contacts import load_emergency_contacts
from directory_api.errors import ErrorReply


class ChatRoute(LimitedBodyRoute):
    """Refuses what is not one turn without repeating any of it: even a key can be a visitor's words."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the usual handler with the chat's own refusal."""
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await handler(request)
            except RequestValidationError:
                raise UnreadableMessageError(request.app.state.chat.replies.unreadable) from None

        return handle


@asynccontextmanager
async def connected(app: FastAPI) -> AsyncIterator[None]:
    """Put the gateway (`app.state.chat`) and the health check together while the app runs.

    The website finds the gateway there, because the two parts do not import each other.
    """
    settings = app.state.settings
    replies = EmergencyReplies(load_emergency_contacts())
    async with inside_client() as http:
        guide = RasaClient(http, settings.rasa_url)
        app.state.chat = ChatGateway(
            guide,
            ConversationCookie(secure=settings.secure_cookies),
            RateLimit(settings.chat_rate_limit, replies.too_many_messages),
            replies,
        )
        app.state.health = HealthCheck(app.state.engine, http, guide.channel_url, f"{settings.actions_url}/health")
        yield


router = APIRouter(tags=["chat"], lifespan=connected, route_class=ChatRoute)


def get_gateway(request: Request) -> ChatGateway:
    """Return the app's gateway."""
    gateway: ChatGateway = request.app.state.chat
    return gateway


GatewayDep = Annotated[ChatGateway, Depends(get_gateway)]
REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": ErrorReply}
    for status in (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.TOO_MANY_REQUESTS)
}


@router.post("/chat/messages", responses=REFUSALS)
async def send_message(
    request: Request, response: Response, gateway: GatewayDep, message: VisitorMessage | None = None
) -> ChatReply:
    """Take one turn of the visitor's conversation and answer it.

    An empty body asks for the greeting and begins a new conversation. The conversation lives in a cookie that this
    service sets; no other name for it is accepted. When the guide cannot answer, the reply is of kind `unavailable`
    and carries emergency contacts.
    """
    turn = await gateway.answer(request, message or GREETING)
    gateway.remember(response, turn)
    return turn.reply


@router.post("/chat/forget", status_code=HTTPStatus.NO_CONTENT)
async def forget(request: Request, response: Response, gateway: GatewayDep) -> None:
    """Delete the visitor's conversation here and in the guide. It answers the same whether or not there was one."""
    await gateway.forget(request)
    gateway.clear(response)


@router.get("/health", tags=["service"], responses={HTTPStatus.SERVICE_UNAVAILABLE: {"model": Health}})
async def health(request: Request, response: Response) -> Health:
    """Tell the state of each part.

    200 with `degraded` while the guide or its actions are down: this process still serves the pages, the directory
    and the emergency contacts, and taking it away would take those away too. 503 only without the database.
    """
    state: Health = await request.app.state.health.look()
    if state.parts.database != "ok":
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    return state
