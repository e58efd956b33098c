"""How often one conversation, and one address, may write. No address is kept: only keyed hashes of it are counted."""

import hashlib
import ipaddress
import math
import secrets
import time

from limits import RateLimitItem, parse_many
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from directory_api.chat_gateway.errors import TooManyMessagesError
from directory_api.settings import RATE_LIMIT_OFF

# Many people can share one address: a school, a hostel, a phone network.
CONVERSATIONS_PER_ADDRESS = 10
# One household or host usually holds a whole IPv6 network of this size.
IPV6_NETWORK = 64


class RateLimit:
    """Counts messages in memory, by a hash whose key lives and dies with this process."""

    def __init__(self, setting: str, refusal: str) -> None:
        """`setting` is as the `limits` library writes it (`30/minute`), or `off`; `refusal` is what a visitor reads."""
        items = [] if setting == RATE_LIMIT_OFF else parse_many(setting)
        self._limits = {"conversation": items, "address": [_times(item, CONVERSATIONS_PER_ADDRESS) for item in items]}
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._key = secrets.token_bytes(32)
        self._refusal = refusal

    async def count(self, conversation: str | None, address: str) -> None:
        """Count one message. Raises TooManyMessagesError, with the seconds to wait, if it is one too many."""
        counted = {"conversation": conversation, "address": _network(address)}
        for kind, value in counted.items():
            if value is None:
                continue
            hashed = self._hash(kind, value)
            for item in self._limits[kind]:
                if not await self._limiter.hit(item, hashed):
                    seconds = await self._seconds_to_wait(item, hashed)
                    raise TooManyMessagesError(self._refusal, {"Retry-After": str(seconds)})

    async def _seconds_to_wait(self, item: RateLimitItem, hashed: str) -> int:
        window = await self._limiter.get_window_stats(item, hashed)
        return max(1, math.ceil(window.reset_time - time.time()))

    def _hash(self, kind: str, value: str) -> str:
        return hashlib.blake2b(f"{kind}:{value}".encode(), key=self._key, digest_size=16).hexdigest()


def _times(item: RateLimitItem, factor: int) -> RateLimitItem:
    """Return the same limit, `factor` times as generous."""
    return type(item)(item.amount * factor, item.multiples)


def _network(address: str) -> str:
    """Return the address, or the network that stands for it where one host has many."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return address
    if read.version == 4:
        return str(read)
    return str(ipaddress.ip_network(f"{read}/{IPV6_NETWORK}", strict=False))
