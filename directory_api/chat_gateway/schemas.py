"""What a visitor may send, and the one shape of every reply: the guide's, checked, or the gateway's own."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from directory_api.recommendations.schemas import Card
from directory_api.vocabulary import Audience, Need

MESSAGE_CHARACTERS = 1_000
MOST_AGE = 120

Danger = Literal["none", "immediate_danger", "self_harm", "disclosure"]
Kind = Literal["text", "question", "danger", "recommendation", "answer", "goodbye", "fallback", "unavailable"]
# Control characters but tab and line feed, and halves of broken emoji: nobody means them and nothing can store them.
UNSENDABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def _tidy(text: str) -> str:
    """Return the text with one kind of line end and nothing invisible, so that every browser's counts the same."""
    return UNSENDABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


class VisitorMessage(BaseModel):
    """One turn: typed text, or the id of a tapped choice. Neither asks for the greeting, which begins anew."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)

    text: Annotated[str, AfterValidator(_tidy)] | None = Field(
        default=None,
        description=f"What the visitor typed. Over {MESSAGE_CHARACTERS} characters are answered, but not read.",
    )
    choice: str | None = Field(
        default=None,
        pattern=r"^[A-Za-z0-9_.:-]{1,80}$",
        description="Id of a choice from an earlier reply.",
        examples=["audience.young_person"],
    )

    @model_validator(mode="after")
    def one_thing(self) -> "VisitorMessage":
        """Text and a choice together would be two turns."""
        if self.text is not None and self.choice is not None:
            raise ValueError("text and choice together")
        return self

    @property
    def is_greeting(self) -> bool:
        """Whether nothing was said, so that the guide speaks first."""
        return self.text is None and self.choice is None

    @property
    def is_too_long(self) -> bool:
        """Whether the text is longer than one message may be."""
        return self.text is not None and len(self.text) > MESSAGE_CHARACTERS

    def for_guide(self) -> dict[str, Any]:
        """Return the turn as the guide's channel takes it."""
        if self.is_greeting:
            return {"greet": True}
        return self.model_dump(exclude_none=True)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)


class Choice(_Strict):
    """A button. `id` is sent back when it is tapped."""

    id: str = Field(min_length=1)
    title: str = Field(min_length=1)


class PanelContact(_Strict):
    """A way to reach somebody now: an emergency contact, or a service's own number."""

    id: str
    name: str = Field(min_length=1)
    number: str | None
    tel: str | None = Field(pattern=r"^tel:\+?[0-9]+$")
    url: str | None = Field(pattern=r"^https?://")
    action: Literal["call", "text", "web"]
    note: str | None
    hours: str | None


class ChatMessage(_Strict):
    """One bubble, with what can be done about it."""

    text: str = Field(min_length=1)
    kind: Kind
    choices: list[Choice] = []
    contacts: list[PanelContact] = []
    services: list[Card] = []


class Understood(_Strict):
    """What the guide has understood so far, in stable ids; the area by its council's name."""

    audience: Audience | None = None
    area: str | None = None
    age: int | None = Field(default=None, ge=0, le=MOST_AGE)
    needs: list[Need] = []
    danger: Danger = "none"


class ChatReply(_Strict):
    """The whole reply to one turn. It is never empty."""

    messages: list[ChatMessage] = Field(min_length=1)
    understood: Understood
