"""The templates, with what every page needs: the emergency contacts, and words for what the guide understood."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from directory_api.emergency_contacts import load_emergency_contacts
from directory_api.settings import REPOSITORY
from directory_api.website.drawing import at, holds, safe_address

HERE = Path(__file__).resolve().parent
SUPPORT_NEEDS = REPOSITORY / "services_data" / "support_needs.yml"
# A page that is the same for everybody and needs no explaining.
EXIT_TO = "https://www.bbc.co.uk/weather"
MESSAGE_CHARACTERS = 1_000


@cache
def templates() -> Jinja2Templates:
    """Return the templates, set to escape everything and to fail on a misspelt name."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters |= {"at": at, "holds": holds, "safe_address": safe_address}
    contacts = {name: contact.model_dump() for name, contact in load_emergency_contacts().items()}
    environment.globals |= {"contacts": contacts, "exit_to": EXIT_TO}
    return Jinja2Templates(env=environment)


@cache
def words() -> dict[str, Any]:
    """Return the words outside the templates: for the script, for audiences, for notices; and the names of needs."""
    written: dict[str, Any] = yaml.safe_load((HERE / "words.yml").read_text(encoding="utf-8"))
    needs = yaml.safe_load(SUPPORT_NEEDS.read_text(encoding="utf-8"))["needs"]
    return written | {"needs": {need["id"]: need["name"] for need in needs}}


def page(request: Request, name: str, status: int = 200, **context: Any) -> HTMLResponse:
    """Draw a page."""
    return templates().TemplateResponse(request, f"{name}.html", context, status_code=status)


def chat_page(
    request: Request,
    replies: list[dict[str, Any]] | None = None,
    notice: str | None = None,
    typed: str = "",
    status: int = 200,
) -> HTMLResponse:
    """Draw the chat: empty, for the script to fill, or with the replies to a form that was sent without it.

    `typed` stays in the box, so that nothing a visitor wrote is lost.
    """
    replies = replies or []
    known = in_words(replies[-1]["understood"]) if replies else None
    for_script = words()["script"] | {key: words()[key] for key in ("audiences", "needs")}
    return page(
        request,
        "chat",
        status,
        replies=replies,
        notice=notice,
        typed=typed,
        known=known,
        words=for_script,
        limit=MESSAGE_CHARACTERS,
        unreachable_contacts=words()["unreachable_contacts"],
    )


def in_words(understood: dict[str, Any]) -> dict[str, Any]:
    """Return what was understood in words for people. The script does the same with the same words."""
    parts = {
        "audience": words()["audiences"].get(understood["audience"]),
        "age": understood["age"],
        "area": understood["area"],
        "needs": ", ".join(words()["needs"].get(need, need) for need in understood["needs"]),
    }
    return parts | {"any": any(value not in (None, "") for value in parts.values())}
