"""Rasa's output turned into the reply that the chat gateway passes on."""

from typing import Any

from rasa.core.channels.channel import OutputChannel

from conversation.data_files import councils
from conversation.facts import Known, audience_of, needs_of

DANGER_LEVELS = ("immediate_danger", "self_harm", "disclosure")
# The way out of a question stands last.
LAST_CHOICES = ("refuse.", "other.", "start_over", "forget")


class ReplyCollector(OutputChannel):
    """Keeps each message whole: text, buttons, and what the actions attached to it."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return "website"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.messages.append(message)


def assemble(outputs: list[dict[str, Any]], slots: Known, danger: str) -> dict[str, Any]:
    """The reply of the contract. Danger stands first even if a rule should ever put something before it."""
    messages = sorted((_message(output) for output in outputs), key=lambda message: message["kind"] != "danger")
    return {"messages": messages, "understood": understood(slots, danger)}


def understood(slots: Known, danger: str) -> dict[str, Any]:
    """What the guide believes it was told, for people to see and change. A place outside has no area."""
    age = slots.get("age")
    return {
        "audience": audience_of(slots),
        "area": councils().get(slots.get("area") or ""),
        "age": age if isinstance(age, int) else None,
        "needs": needs_of(slots),
        "danger": danger if danger in DANGER_LEVELS else "none",
    }


def _message(output: dict[str, Any]) -> dict[str, Any]:
    custom = output.get("custom") or {}
    left_out = output.get("leave_out") or []
    choices = [
        {"id": button["payload"], "title": button["title"]}
        for button in output.get("buttons") or []
        if button["payload"] not in left_out
    ]
    return {
        "text": (output.get("text") or "").strip(),
        "kind": custom.get("kind", "text"),
        "choices": sorted(choices, key=lambda choice: choice["id"].startswith(LAST_CHOICES)),
        "contacts": output.get("contacts") or [],
        "services": output.get("services") or [],
    }
