"""How much of a feed is read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Requests (a page is one, and so is a service fetched by its id), megabytes unpacked, seconds in all.

    `allow_private`: addresses inside private networks may be asked too.
    """

    pages: int = 20_000
    megabytes: int = 500
    seconds: float = 3600
    allow_private: bool = False
