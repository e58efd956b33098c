"""Waits until a person would get an answer, not merely until ports are open."""

import time
from collections.abc import Sequence

import httpx

from tools.run.parts import Part
from tools.steps import say

PAUSE_SECONDS = 0.1
REQUEST_SECONDS = 10.0


class NotReadyError(Exception):
    """The service did not answer in time; the message says what was missing."""


def answers(client: httpx.Client, url: str) -> bool:
    """Whether this address answers with success."""
    try:
        return client.get(url).is_success
    except httpx.HTTPError:
        return False


def greeting_arrives(client: httpx.Client, address: str) -> bool:
    """Send the canary: open a conversation through the gateway, as a page does, and forget it again."""
    try:
        reply = client.post(f"{address}/chat/messages", json={})
        messages = reply.json()["messages"] if reply.is_success else []
        client.post(f"{address}/chat/forget")
    except httpx.HTTPError:
        return False
    return bool(messages) and all(message["kind"] != "unavailable" for message in messages)


def wait_until_ready(parts: Sequence[Part], address: str, seconds: float) -> None:
    """Return once every part answers and the canary did; raises NotReadyError after `seconds`."""
    started = time.monotonic()
    waiting = {part.name: part for part in parts}
    with httpx.Client(timeout=REQUEST_SECONDS, trust_env=False) as client:
        while time.monotonic() - started < seconds:
            for name, part in list(waiting.items()):
                if answers(client, part.ready_url):
                    say(f"{name} is up", time.monotonic() - started)
                    del waiting[name]
            if not waiting and greeting_arrives(client, address):
                say("The guide has answered a first message", time.monotonic() - started)
                return
            time.sleep(PAUSE_SECONDS)
    missing = f"no answer from {', '.join(waiting)}" if waiting else "the guide does not answer through the gateway"
    raise NotReadyError(f"Not ready after {seconds:.0f} seconds: {missing}.")
