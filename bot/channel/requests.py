"""What the chat gateway may send: exactly one of a text, a choice or a greeting, for one conversation."""

import json
import re
from dataclasses import dataclass
from typing import Any

CONVERSATION = re.compile(r"[0-9a-f]{32}")
# The gateway refuses longer messages kindly; this only bounds the work if something else should call.
LONGEST_TEXT = 8_000


class BadRequest(Exception):
    """The body is not of the contract's form. `code` says in which way; the body is never quoted."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Incoming:
    """One message for one conversation; `text` and `choice` are empty for a greeting."""

    conversation: str
    text: str | None = None
    choice: str | None = None


def read_json(body: bytes) -> Incoming:
    """Check a request's body and take it apart. Raises BadRequest."""
    try:
        return read_body(json.loads(body))
    except ValueError:
        raise BadRequest("bad_json") from None


def read_body(body: Any) -> Incoming:
    """Check a decoded body and take it apart. Raises BadRequest."""
    if not isinstance(body, dict) or not is_conversation(body.get("conversation")):
        raise BadRequest("bad_conversation")
    text, choice, greet = body.get("text"), body.get("choice"), body.get("greet")
    if [text is not None, choice is not None, greet is True].count(True) != 1:
        raise BadRequest("bad_message")
    if not isinstance(text or "", str) or not isinstance(choice or "", str):
        raise BadRequest("bad_message")
    # Text that starts with a slash would be a command to Rasa.
    typed = None if text is None else text[:LONGEST_TEXT].strip().lstrip("/ ").rstrip()
    return Incoming(conversation=body["conversation"], text=typed, choice=choice)


def is_conversation(name: Any) -> bool:
    """Whether `name` is a conversation id of the gateway's making."""
    return isinstance(name, str) and bool(CONVERSATION.fullmatch(name))
