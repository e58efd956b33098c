"""Where conversations are kept: not for long, and not after someone asks to be forgotten."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore, RedisTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker


class ExpiringInMemoryTrackerStore(InMemoryTrackerStore):
    """Conversations in memory for `record_exp` idle seconds; beyond `max_conversations` the longest idle one goes."""

    def __init__(
        self,
        domain: Domain,
        event_broker: EventBroker | None = None,
        record_exp: float = 1800,
        max_conversations: int = 5000,
        clock: Callable[[], float] = time.monotonic,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        self._record_exp = record_exp
        self._max_conversations = max_conversations
        self._clock = clock
        self._saved_at: OrderedDict[str, float] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep a conversation, which counts as use of it, and let go of those that are due."""
        await super().save(tracker)
        self._saved_at[tracker.sender_id] = self._clock()
        self._saved_at.move_to_end(tracker.sender_id)
        self._drop_due()

    async def _retrieve(self, sender_id: str, fetch_all_sessions: bool) -> DialogueStateTracker | None:
        self._drop_due()
        return await super()._retrieve(sender_id, fetch_all_sessions)

    async def keys(self) -> Iterable[str]:
        self._drop_due()
        return list(self.store)

    async def delete(self, sender_id: str) -> None:
        """Forget one conversation. Nothing happens if there is none."""
        self.store.pop(sender_id, None)
        self._saved_at.pop(sender_id, None)

    def _drop_due(self) -> None:
        while self._saved_at:
            oldest, saved_at = next(iter(self._saved_at.items()))
            if len(self._saved_at) <= self._max_conversations and self._clock() - saved_at < self._record_exp:
                return
            self._saved_at.popitem(last=False)
            self.store.pop(oldest, None)


class ForgettingRedisTrackerStore(RedisTrackerStore):
    """Rasa's Redis store (expiry by `record_exp`) with what it lacks: forgetting one conversation."""

    async def delete(self, sender_id: str) -> None:
        self.red.delete(self.key_prefix + sender_id)


async def forget(store: TrackerStore, sender_id: str) -> None:
    """Delete a conversation from `store`, also behind the wrapper in which Rasa's agent keeps its store."""
    for kept_in in (getattr(store, "_tracker_store", store), getattr(store, "_fallback_tracker_store", None)):
        if hasattr(kept_in, "delete"):
            await kept_in.delete(sender_id)
        elif kept_in is not None:
            kept_in.store.pop(sender_id, None)
