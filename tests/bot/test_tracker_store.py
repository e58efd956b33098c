"""Conversations are kept while they are used, and not longer."""

import asyncio
from typing import Any

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from channel.tracker_store import ExpiringInMemoryTrackerStore, ForgettingRedisTrackerStore, forget


class Clock:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def store_with(clock: Clock, **settings: Any) -> ExpiringInMemoryTrackerStore:
    return ExpiringInMemoryTrackerStore(Domain.empty(), record_exp=1800, clock=clock, **settings)


def keep(store: Any, name: str) -> None:
    tracker = DialogueStateTracker.from_events(name, [SlotSet("area", "slough")])
    asyncio.run(store.save(tracker))


def kept(store: Any, name: str) -> bool:
    return asyncio.run(store.retrieve(name)) is not None


def test_a_conversation_is_gone_after_30_idle_minutes() -> None:
    clock = Clock()
    store = store_with(clock)
    keep(store, "a")
    clock.seconds = 1799
    assert kept(store, "a")
    clock.seconds = 1800
    assert not kept(store, "a")
    assert store.store == {}


def test_using_a_conversation_keeps_it_and_others_go() -> None:
    clock = Clock()
    store = store_with(clock)
    keep(store, "a")
    keep(store, "b")
    clock.seconds = 1000
    keep(store, "a")
    clock.seconds = 2000
    assert kept(store, "a")
    assert not kept(store, "b")
    assert list(asyncio.run(store.keys())) == ["a"]


def test_when_there_are_too_many_the_longest_idle_goes() -> None:
    store = store_with(Clock(), max_conversations=2)
    for name in ("a", "b", "a", "c"):
        keep(store, name)
    assert [kept(store, name) for name in ("a", "b", "c")] == [True, False, True]


def test_forgetting_reaches_the_store_behind_rasas_wrapper_and_the_one_it_falls_back_to() -> None:
    store = store_with(Clock())
    spare = InMemoryTrackerStore(Domain.empty())
    wrapped = FailSafeTrackerStore(store, fallback_tracker_store=spare)
    for one in (store, spare):
        keep(one, "a")
        keep(one, "b")
    asyncio.run(forget(wrapped, "a"))
    asyncio.run(forget(wrapped, "never was"))
    assert [kept(one, "a") for one in (store, spare)] == [False, False]
    assert [kept(one, "b") for one in (store, spare)] == [True, True]


@pytest.mark.requires("redis")
def test_redis_keeps_a_conversation_for_its_time_and_forgets_it_when_told(redis_url: str) -> None:
    port = int(redis_url.rsplit(":", 1)[1].split("/")[0])
    store = ForgettingRedisTrackerStore(Domain.empty(), host="127.0.0.1", port=port, record_exp=1800)
    keep(store, "a")
    assert kept(store, "a")
    assert 0 < store.red.ttl("tracker:a") <= 1800
    asyncio.run(forget(FailSafeTrackerStore(store), "a"))
    assert not kept(store, "a")
