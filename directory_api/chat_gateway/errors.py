"""What the chat refuses. Each takes its sentence from replies.yml, where the emergency numbers can be filled in."""

from http import HTTPStatus
from typing import ClassVar

from directory_api.errors import ApiError


class ChatError(ApiError):
    """A turn that cannot be taken. `message` is what the visitor reads."""

    def __init__(self, message: str, headers: dict[str, str] | None = None) -> None:
        Exception.__init__(self, self.code)
        self.field = None
        self.headers = headers
        self.message = message


class TooManyMessagesError(ChatError):
    """More messages in a short time than the chat takes from one conversation or one address."""

    status: ClassVar[int] = HTTPStatus.TOO_MANY_REQUESTS
    code: ClassVar[str] = "too_many_messages"


class UnreadableMessageError(ChatError):
    """A body that is not one turn: broken JSON, both text and a choice, or a key that is not ours such as `sender`."""

    code: ClassVar[str] = "unreadable_message"
