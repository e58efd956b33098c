"""The real web service with a guide that is faked at the wire, for the chat gateway's tests."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import respx
from fastapi.testclient import TestClient

from directory_api.main import create_app
from directory_api.settings import Settings

GUIDE = "http://guide.test"
ACTIONS = "http://actions.test"
MESSAGES = f"{GUIDE}/webhooks/website/messages"
VISITOR = ("203.0.113.7", 40000)

REPLY: dict[str, Any] = {
    "messages": [
        {
            "text": "Where do you live?",
            "kind": "question",
            "choices": [{"id": "area.slough", "title": "Slough"}],
            "contacts": [],
            "services": [],
        }
    ],
    "understood": {"audience": "young_person", "area": None, "age": None, "needs": [], "danger": "none"},
}

Answer = httpx.Response | Exception | Callable[[httpx.Request], Any]


class FakeGuide:
    """What the guide answers, and what reached it."""

    def __init__(self, router: respx.MockRouter) -> None:
        self.asked = router.post(MESSAGES)
        self.forgotten = router.delete(url__startswith=f"{GUIDE}/webhooks/website/conversations/")
        self.alive = router.get(f"{GUIDE}/webhooks/website/")
        self.actions = router.get(f"{ACTIONS}/health")
        self.answers(httpx.Response(200, json=REPLY))
        self.forgotten.return_value = httpx.Response(204)
        self.alive.return_value = httpx.Response(200, json={"status": "ok"})
        self.actions.return_value = httpx.Response(200, json={"status": "ok"})

    def answers(self, answer: Answer) -> None:
        """Set what every turn is answered with: a response, an error, or what a function returns."""
        self.asked.side_effect = None if isinstance(answer, httpx.Response) else answer
        if isinstance(answer, httpx.Response):
            self.asked.return_value = answer

    @property
    def heard(self) -> list[dict[str, Any]]:
        """Every body the guide was sent."""
        return [json.loads(call.request.content) for call in self.asked.calls]

    @property
    def told_to_forget(self) -> list[str]:
        """Every conversation the guide was told to delete."""
        return [call.request.url.path.rpartition("/")[2] for call in self.forgotten.calls]


def settings(folder: Path, **changes: Any) -> Settings:
    """Settings that touch nothing of this machine's."""
    values = {
        "database_url": f"sqlite:///{folder / 'directory.db'}",
        "rasa_url": GUIDE,
        "actions_url": ACTIONS,
        "chat_rate_limit": "off",
        "log_level": "DEBUG",
    }
    return Settings(_env_file=None, **values | changes)


@contextmanager
def served(folder: Path, client: tuple[str, int] = VISITOR, **changes: Any) -> Iterator[TestClient]:
    """Run the web service, for one visitor with cookies of their own."""
    scheme = "https" if changes.get("cookie_secure") else "http"
    with TestClient(
        create_app(settings(folder, **changes)), base_url=f"{scheme}://site.test", client=client
    ) as visitor:
        yield visitor
