"""The conversation cookie: made and signed here, so that one a browser makes up is ignored."""

import secrets
from datetime import timedelta

from fastapi import Request, Response
from itsdangerous import BadSignature, TimestampSigner

IDLE = timedelta(minutes=30)
ID_BYTES = 16
KEY_BYTES = 32


def new_conversation() -> str:
    """Return a fresh conversation id: 128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(ID_BYTES)


class ConversationCookie:
    """Reads and writes the one cookie. Its name and value tell nothing about what the site is for.

    It is a session cookie, and its signature carries the time of the last reply: after 30 idle minutes it is worth
    nothing, even in a browser that restores its cookies. The key is made anew at each start and never stored, so it
    serves one process: several copies of the service would need a key they share.
    """

    def __init__(self, secure: bool) -> None:
        self._signer = TimestampSigner(secrets.token_bytes(KEY_BYTES), salt="conversation")
        self._secure = secure
        self.name = "__Host-session" if secure else "session"

    def read(self, request: Request) -> str | None:
        """Return the conversation that the browser is in, or nothing if its cookie is not ours or is too old."""
        value = request.cookies.get(self.name, "")
        try:
            return self._signer.unsign(value, max_age=int(IDLE.total_seconds())).decode("ascii")
        except BadSignature:
            return None

    def write(self, response: Response, conversation: str) -> None:
        """Give the browser this conversation for another 30 minutes."""
        value = self._signer.sign(conversation).decode("ascii")
        response.set_cookie(self.name, value, path="/", httponly=True, secure=self._secure, samesite="strict")

    def clear(self, response: Response) -> None:
        """Take the cookie away from the browser."""
        response.delete_cookie(self.name, path="/", httponly=True, secure=self._secure, samesite="strict")
