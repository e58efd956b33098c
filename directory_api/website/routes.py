"""The addresses that people open. Their names, like their titles, say nothing about why somebody came."""

from http import HTTPStatus
from typing import Annotated, Any, Protocol

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.background import BackgroundTask

from directory_api.body_limit import LimitedBodyRoute
from directory_api.errors import ApiError
from directory_api.forms import read_form
from directory_api.website.pages import EXIT_TO, chat_page, page, words

MOST_FIELDS = 8


class Chat(Protocol):
    """What pages ask of the chat gateway. They find it as `app.state.chat`: the two parts do not import each other."""

    async def answer_form(self, request: Request, said: dict[str, str]) -> Any:
        """Return the turn that answers a form: its `replies` as data, and whether the guide `heard` it."""

    async def forget(self, request: Request) -> None:
        """Delete the visitor's conversation in the guide."""

    def remember(self, response: Response, turn: Any) -> None:
        """Set the conversation cookie."""

    def clear(self, response: Response) -> None:
        """Clear the conversation cookie."""


def get_chat(request: Request) -> Chat:
    """Return the app's chat gateway."""
    chat: Chat = request.app.state.chat
    return chat


ChatDep = Annotated[Chat, Depends(get_chat)]
router = APIRouter(include_in_schema=False, route_class=LimitedBodyRoute)


@router.get("/")
def home(request: Request) -> HTMLResponse:
    """The front page, with the ways in."""
    return page(request, "home")


@router.get("/before-you-start")
def before_you_start(request: Request) -> HTMLResponse:
    """What exit does and cannot do, and how to stay safer online."""
    return page(request, "before_you_start")


@router.get("/chat")
def chat(request: Request) -> HTMLResponse:
    """The empty chat. A conversation begins when the script or a form speaks: opening a page is not one."""
    return chat_page(request)


@router.post("/chat")
async def send_form(request: Request, gateway: ChatDep) -> HTMLResponse:
    """The chat without JavaScript: one form in, the page with its reply out."""
    try:
        fields = dict(await read_form(request, MOST_FIELDS))
    except HTTPException as refusal:
        return chat_page(request, notice=words()["page"]["unreadable"], status=refusal.status_code)
    if "forget" in fields:
        return await _forget(request, gateway)
    return await _answer(request, gateway, fields)


@router.get("/leave")
def leave(request: Request, gateway: ChatDep) -> RedirectResponse:
    """Exit without JavaScript: away at once; the guide forgets the conversation meanwhile."""
    response = RedirectResponse(EXIT_TO, HTTPStatus.SEE_OTHER, background=BackgroundTask(gateway.forget, request))
    gateway.clear(response)
    return response


async def _forget(request: Request, gateway: Chat) -> HTMLResponse:
    await gateway.forget(request)
    response = chat_page(request, notice=words()["page"]["forgotten"])
    gateway.clear(response)
    return response


async def _answer(request: Request, gateway: Chat, fields: dict[str, str]) -> HTMLResponse:
    """A tapped choice counts, and text beside it stays in the box."""
    typed = fields.get("text", "")
    tapped = "choice" in fields
    said = {"choice": fields["choice"]} if tapped else {"text": typed}
    try:
        turn = await gateway.answer_form(request, said)
    except ApiError as refusal:
        response = chat_page(request, notice=refusal.message, typed=typed, status=refusal.status)
        response.headers.update(refusal.headers or {})
        return response
    response = chat_page(request, turn.replies, typed=typed if tapped or not turn.heard else "")
    gateway.remember(response, turn)
    return response
