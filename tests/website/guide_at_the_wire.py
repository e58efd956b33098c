"""A stand-in for the guide, at its HTTP contract: it keeps conversations, asks in order, and can be told to fail."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

MESSAGES: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).with_name("guide_replies.yml")).read_text(encoding="utf-8")
)["messages"]
COUNCILS = {"oxfordshire": "Oxfordshire", "slough": "Slough", "milton-keynes": "Milton Keynes"}


@dataclass
class Guide:
    """What the stand-in knows. Tests look here for what reached it, and set `failing` or `seconds` to break it."""

    conversations: dict[str, dict[str, Any]] = field(default_factory=dict)
    received: list[dict[str, Any]] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    failing: bool = False
    seconds: float = 0.0

    def reset(self) -> None:
        """Start afresh, as each test does."""
        self.__init__()  # type: ignore[misc]

    def answer(self, said: dict[str, Any]) -> dict[str, Any]:
        """Take a turn."""
        known = self.conversations.setdefault(
            said["conversation"], {"audience": None, "area": None, "age": None, "needs": []}
        )
        names = list(self._names(said, known))
        danger = "disclosure" if "danger" in names else "none"
        return {"messages": [_message(name) for name in names], "understood": known | {"danger": danger}}

    def _names(self, said: dict[str, Any], known: dict[str, Any]) -> list[str]:
        if said.get("greet"):
            return ["introduction", "ask_audience"]
        text, choice = said.get("text", ""), said.get("choice", "")
        part, _, value = choice.partition(".")
        before: list[str] = []
        if "danger" in text:
            before = ["danger"]
        elif part == "ask":
            before = ["confidential"]
        elif part == "change":
            known[value] = [] if value == "needs" else None
        elif part == "audience":
            known["audience"] = value
        elif part == "area":
            known["area"] = COUNCILS.get(value)
        elif part == "need":
            known["needs"] = [value]
        elif text.isdigit():
            known["age"] = int(text)
        elif "Didcot" in text:
            known["area"] = "Oxfordshire"
        else:
            return ["fallback"]
        return [*before, _next(known)]


def _next(known: dict[str, Any]) -> str:
    asked = {"audience": "ask_audience", "area": "ask_area", "age": "ask_age", "needs": "ask_needs"}
    return next((question for part, question in asked.items() if known[part] in (None, [])), "recommendation")


def _message(name: str) -> dict[str, Any]:
    return {"choices": [], "contacts": [], "services": []} | MESSAGES[name]


def guide_app(guide: Guide) -> FastAPI:
    """Return the stand-in as a web service."""
    app = FastAPI()

    @app.get("/webhooks/website/")
    def alive() -> dict[str, str]:
        return {"status": "ok"}

    @app.post("/webhooks/website/messages")
    async def messages(request: Request) -> Response:
        said = await request.json()
        guide.received.append(said)
        await asyncio.sleep(guide.seconds)
        if guide.failing:
            return JSONResponse({"error": {"code": "guide_failed", "message": "", "field": None}}, 503)
        return JSONResponse(guide.answer(said))

    @app.delete("/webhooks/website/conversations/{conversation}", status_code=204)
    def forget(conversation: str) -> None:
        guide.forgotten.append(conversation)
        guide.conversations.pop(conversation, None)

    return app
