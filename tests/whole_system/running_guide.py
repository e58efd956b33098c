"""The whole service, started for real, and conversations with it through its public door."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Self

import httpx

from tests.throwaway_servers import free_port
from tests.whole_system.relay import Relay

REPOSITORY = Path(__file__).resolve().parents[2]
STOP_SECONDS = 30
TIME_LIMIT_SECONDS = 30.0


class Reply:
    """One answer of the guide, as the gateway gives it (`body`), with short ways to what tests ask about."""

    def __init__(self, body: dict[str, Any]) -> None:
        self.body = body
        self.messages: list[dict[str, Any]] = body["messages"]
        self.understood: dict[str, Any] = body["understood"]

    @property
    def kinds(self) -> list[str]:
        """The kind of each message, in order."""
        return [message["kind"] for message in self.messages]

    @property
    def text(self) -> str:
        """Everything said, one message a line."""
        return "\n".join(message["text"] for message in self.messages)

    @property
    def services(self) -> list[dict[str, Any]]:
        """Every card shown, in order."""
        return [card for message in self.messages for card in message["services"]]

    @property
    def slugs(self) -> list[str]:
        """The slug of every card shown, in order."""
        return [card["slug"] for card in self.services]

    @property
    def contacts(self) -> list[dict[str, Any]]:
        """Every emergency contact shown, in order."""
        return [contact for message in self.messages for contact in message["contacts"]]

    @property
    def choices(self) -> list[str]:
        """The id of every button offered."""
        return [choice["id"] for message in self.messages for choice in message["choices"]]


class Conversation:
    """One visitor with cookies of their own."""

    def __init__(self, address: str) -> None:
        self.client = httpx.Client(base_url=address, timeout=TIME_LIMIT_SECONDS, trust_env=False)

    def send(self, body: dict[str, str]) -> Reply:
        """Post to the gateway; every reply to a person is a success, even when parts are down."""
        response = self.client.post("/chat/messages", json=body)
        assert response.status_code == 200, response.text
        return Reply(response.json())

    def greet(self) -> Reply:
        """Open the chat."""
        return self.send({})

    def say(self, text: str) -> Reply:
        """Type something."""
        return self.send({"text": text})

    def choose(self, choice: str) -> Reply:
        """Press a button."""
        return self.send({"choice": choice})

    def forget(self) -> None:
        """Press "forget this chat"."""
        assert self.client.post("/chat/forget").status_code == 204


class RunningGuide:
    """The service as `make run` starts it: real model, real database, real HTTP, on ports of its own.

    Two wires inside it go through relays, so that a test can take a part away, or set the clock that opening hours
    are judged by: the API's own `now` parameter is filled in on the way, so no part knows of any test.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        port, rasa_port, actions_port, directory_relay, rasa_relay = (free_port() for _ in range(5))
        self.address = f"http://127.0.0.1:{port}"
        self.directory_relay = Relay(directory_relay, self.address)
        self.rasa_relay = Relay(rasa_relay, f"http://127.0.0.1:{rasa_port}")
        self.ports = [port, rasa_port, actions_port]
        self.settings = {
            "PORT": str(port),
            "RASA_PORT": str(rasa_port),
            "ACTIONS_PORT": str(actions_port),
            "DIRECTORY_URL": self.directory_relay.address,
            "RASA_URL": self.rasa_relay.address,
            "ACTIONS_URL": f"http://127.0.0.1:{actions_port}",
            "DATABASE_URL": f"sqlite:///{folder / 'directory.db'}",
            "LOG_FOLDER": str(folder / "logs"),
            "CHAT_RATE_LIMIT": "off",
        }
        self.screen: list[str] = []
        self.open_conversations = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as on_failure:
            on_failure.enter_context(self.directory_relay)
            on_failure.enter_context(self.rasa_relay)
            self.process = subprocess.Popen(
                [sys.executable, REPOSITORY / "tools" / "bootstrap.py", "run"],
                cwd=REPOSITORY,
                env={**os.environ, **self.settings},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )
            on_failure.callback(self.stop)
            assert self.is_ready(), "".join(self.screen)
            self.wires = on_failure.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self.open_conversations.close()
        self.wires.close()

    def is_ready(self) -> bool:
        """Wait for the line that says so; what is printed from then on is read in the background."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.screen.append(line)
            if line.startswith("Ready: "):
                threading.Thread(target=self.screen.extend, args=(self.process.stdout,), daemon=True).start()
                return True
        return False

    def stop(self) -> int:
        """End it as Ctrl-C does, and return its exit code."""
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(STOP_SECONDS)
        finally:
            self.process.kill()  # its lifeline then ends every part

    def conversation(self) -> Conversation:
        """A visitor nobody knows yet."""
        conversation = Conversation(self.address)
        self.open_conversations.enter_context(conversation.client)
        return conversation

    def get(self, path: str, **parameters: Any) -> Any:
        """An answer of the public API."""
        response = httpx.get(self.address + path, params=parameters, timeout=TIME_LIMIT_SECONDS, trust_env=False)
        assert response.status_code == 200, response.text
        return response.json()

    @contextmanager
    def without_directory(self) -> Iterator[None]:
        """The guide cannot reach the directory API."""
        with self.directory_relay.cut():
            yield

    @contextmanager
    def without_rasa(self) -> Iterator[None]:
        """The gateway cannot reach Rasa."""
        with self.rasa_relay.cut():
            yield

    @contextmanager
    def at(self, now: str) -> Iterator[None]:
        """Recommendations are made for this moment, such as 2025-01-15T23:00:00+00:00."""
        with self.directory_relay.clock(now):
            yield

    def logs(self) -> str:
        """Everything that any part printed so far."""
        written = "\n".join(path.read_text(errors="replace") for path in sorted((self.folder / "logs").glob("*.log")))
        return written + "".join(self.screen)
