"""The guide for tests: the real model, the real actions and the real directory, over HTTP on ports of their own."""

import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.throwaway_servers import free_port

REPOSITORY = Path(__file__).resolve().parents[2]
BOT = REPOSITORY / "bot"
WEB_PYTHON = REPOSITORY / ".venv" / "bin" / "python"
TIME_LIMIT_SECONDS = 30.0
START_SECONDS = 180.0
STOP_SECONDS = 10.0
LOCAL = "http://127.0.0.1"


def trained_model() -> Path:
    """The model of the present sources; trained only if something it is made from has changed."""
    train = [sys.executable, REPOSITORY / "tools" / "bootstrap.py", "train"]
    done = subprocess.run(train, cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return REPOSITORY / done.stdout.strip().splitlines()[-1]


class Program:
    """One program with its log, stopped when the test run ends."""

    def __init__(self, name: str, arguments: list[Any], folder: Path, port: int, log: Path, **env: str) -> None:
        self.port, self.log = port, log / f"{name}.log"
        self._command = {"args": [str(one) for one in arguments], "cwd": folder, "env": {**os.environ, **env}}

    def start(self) -> None:
        """Start it and wait until it listens."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(**self._command, stdout=log, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + START_SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise RuntimeError(f"{self.log.stem} did not start:\n{self.log.read_text()[-2000:]}")

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Reply:
    """One answer, with short ways to what tests ask about."""

    def __init__(self, body: dict[str, Any]) -> None:
        self.body = body
        self.messages: list[dict[str, Any]] = body["messages"]
        self.understood: dict[str, Any] = body["understood"]

    @property
    def kinds(self) -> list[str]:
        return [message["kind"] for message in self.messages]

    @property
    def text(self) -> str:
        return "\n".join(message["text"] for message in self.messages)

    def every(self, part: str, key: str) -> list[Any]:
        """`key` of every choice, contact or service, in order."""
        return [one[key] for message in self.messages for one in message[part]]


class Conversation:
    """One visitor, as the chat gateway passes them on."""

    def __init__(self, client: httpx.Client) -> None:
        self.id = uuid.uuid4().hex
        self._client = client

    def send(self, **message: Any) -> Reply:
        """Send `text=`, `choice=` or `greet=True`."""
        response = self._client.post("/messages", json={"conversation": self.id, **message})
        assert response.status_code == 200, response.text
        return Reply(response.json())

    def say(self, text: str) -> Reply:
        return self.send(text=text)

    def choose(self, choice: str) -> Reply:
        return self.send(choice=choice)

    def forget(self) -> None:
        assert self._client.delete(f"/conversations/{self.id}").status_code == 204


class GuideUnderTest:
    """Rasa, its action server and the directory, at the most talkative log level."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        directory, actions, rasa = free_port(), free_port(), free_port()
        urls = {"DIRECTORY_URL": f"{LOCAL}:{directory}", "ACTIONS_URL": f"{LOCAL}:{actions}"}
        database = {"DATABASE_URL": f"sqlite:///{folder / 'directory.db'}"}
        quiet = {"RASA_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore", "TF_CPP_MIN_LOG_LEVEL": "3"}
        api = [WEB_PYTHON, "-m", "uvicorn", "--factory", "directory_api.main:create_app", "--no-access-log"]
        run = [sys.executable, "-m", "rasa", "run", "--debug", "--model", trained_model(), "--interface", "127.0.0.1"]
        configured = ["--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
        sdk = [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--debug"]
        self._load = [WEB_PYTHON, "-m", "directory_api.data_pipeline", "load"]
        self._database = database
        self.directory = Program(
            "directory", [*api, "--port", directory], REPOSITORY, directory, folder, **database, CHAT_RATE_LIMIT="off"
        )
        self.actions = Program(
            "actions", [*sdk, "--port", actions], BOT, actions, folder, SANIC_HOST="127.0.0.1", **urls, **quiet
        )
        self.rasa = Program("rasa", [*run, *configured, "--port", rasa], BOT, rasa, folder, **urls, **quiet)
        self.client = httpx.Client(
            base_url=f"{LOCAL}:{rasa}/webhooks/website", timeout=TIME_LIMIT_SECONDS, trust_env=False
        )
        self._running = ExitStack()

    def __enter__(self) -> "GuideUnderTest":
        load = {**os.environ, **self._database}
        subprocess.run(list(map(str, self._load)), cwd=REPOSITORY, check=True, capture_output=True, env=load)
        for program in (self.actions, self.directory, self.rasa):
            program.start()
            self._running.callback(program.stop)
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()
        self._running.close()

    def conversation(self, before: list[dict[str, Any]] | None = None) -> Conversation:
        """A visitor nobody knows yet, after the messages of `before`."""
        visitor = Conversation(self.client)
        for message in before or []:
            visitor.send(**message)
        return visitor

    @contextmanager
    def without_directory(self) -> Iterator[None]:
        """The directory is down for as long as the block lasts."""
        with self._without(self.directory):
            yield

    @contextmanager
    def without_actions(self) -> Iterator[None]:
        """The action server is down for as long as the block lasts."""
        with self._without(self.actions):
            yield

    def logs(self) -> str:
        """Everything that any part wrote so far."""
        return "\n".join(path.read_text(errors="replace") for path in sorted(self.folder.glob("*.log")))

    @contextmanager
    def _without(self, program: Program) -> Iterator[None]:
        program.stop()
        try:
            yield
        finally:
            program.start()
