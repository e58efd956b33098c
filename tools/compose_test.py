"""`make compose-test`: starts docker-compose.yml once for real and asks it for help, all on PostgreSQL."""

import os
import secrets
import shutil
import subprocess
import time
from collections.abc import Sequence
from typing import Any

import httpx

from tools.bootstrap import BUILD, LOGS, REPOSITORY, SetupError
from tools.run.ports import is_taken
from tools.settings import LOOPBACK, RunSettings
from tools.steps import run_logged, step

PROJECT = "victim-services-compose-test"
REQUEST_SECONDS = 30.0
START_SECONDS = 120.0
JOURNEY = "I am 15, I live in Slough and someone is sharing photos of me"


def compose_command() -> Sequence[str]:
    """`docker compose`, or the older `docker-compose`; empty where neither works with a running engine."""
    if shutil.which("docker") is None or subprocess.run(["docker", "info"], capture_output=True).returncode:
        return ()
    if subprocess.run(["docker", "compose", "version"], capture_output=True).returncode == 0:
        return ("docker", "compose")
    return ("docker-compose",) if shutil.which("docker-compose") else ()


def send(client: httpx.Client, body: dict[str, str], cookie: str = "") -> httpx.Response:
    """One chat message. The cookie is for encrypted connections only, so it is carried by hand here."""
    answer = client.post("/chat/messages", json=body, headers={"cookie": cookie} if cookie else {})
    answer.raise_for_status()
    return answer


def expect(condition: object, what: str) -> None:
    """Raise SetupError that says what was missing."""
    if not condition:
        raise SetupError(f"compose-test: {what}")


def cards(reply: dict[str, Any]) -> list[dict[str, Any]]:
    """Every service card of a reply."""
    return [card for message in reply["messages"] for card in message["services"]]


def wait_for_health(client: httpx.Client) -> None:
    """Return once every part says it is well; raises SetupError after START_SECONDS."""
    deadline = time.monotonic() + START_SECONDS
    health: object = "no answer"
    while time.monotonic() < deadline:
        try:
            health = client.get("/health").json()
        except httpx.HTTPError:
            time.sleep(1)
            continue
        if isinstance(health, dict) and health["status"] == "ok":
            return
        time.sleep(1)
    raise SetupError(f"compose-test: not healthy after {START_SECONDS:.0f} seconds: {health}")


def ask_for_help(address: str) -> None:
    """A greeting, a recommendation through the chat, and one call of the API."""
    with httpx.Client(base_url=address, timeout=REQUEST_SECONDS, trust_env=False) as client:
        with step("Every part is well"):
            wait_for_health(client)
        with step("The guide greets"):
            greeting = send(client, {})
            kinds = [message["kind"] for message in greeting.json()["messages"]]
            expect(kinds and "unavailable" not in kinds, f"no greeting but {kinds}")
        cookie = greeting.headers["set-cookie"].split(";")[0]
        with step("A recommendation through the chat"):
            reply = send(client, {"text": JOURNEY}, cookie).json()
            for _ in range(3):  # whatever it still asks may be refused
                refusals = [
                    choice["id"]
                    for message in reply["messages"]
                    for choice in message["choices"]
                    if choice["id"].startswith("refuse.") or choice["id"].endswith(".refused")
                ]
                if cards(reply) or not refusals:
                    break
                reply = send(client, {"choice": refusals[0]}, cookie).json()
            expect(cards(reply), f"no service was shown; understood {reply['understood']}")
        with step("A call of the API"):
            page = client.get("/api/services", params={"area": "slough"}).raise_for_status().json()
            expect(page["contents"], "no service in Slough")


def bring_up_and_ask(compose: Sequence[str], port: int) -> None:
    """Build, start, ask, and take everything down again, its data too."""
    environment = {**os.environ, "PORT": str(port), "POSTGRES_PASSWORD": secrets.token_hex(16)}
    command = [*compose, "--project-name", PROJECT, "--file", REPOSITORY / "docker-compose.yml"]
    try:
        with step("Built the images"):
            run_logged([*command, "build"], "compose-build", environment)
        with step("Started them"):
            run_logged([*command, "up", "--detach"], "compose-up", environment)
        ask_for_help(f"http://{LOOPBACK}:{port}")
    finally:
        run_logged([*command, "logs", "--no-color"], "compose-parts", environment)
        run_logged([*command, "down", "--volumes", "--timeout", "10"], "compose-down", environment)


def main(_: list[str]) -> int:
    """Ends with one line of counts, like `make test`."""
    BUILD.mkdir(exist_ok=True)
    compose = compose_command()
    if not compose:
        print("  skipped 1: no Docker engine answers, or there is no docker compose")
        print("0 passed, 0 failed, 1 skipped")
        return 0
    port = RunSettings.read().port
    expect(not is_taken(port), f"port {port} is taken; set PORT to a free one")
    try:
        bring_up_and_ask(compose, port)
    except (SetupError, httpx.HTTPError) as error:
        print(f"{error}\nWhat the parts said: {LOGS / 'compose-parts.log'}")
        print("0 passed, 1 failed")
        return 1
    print("1 passed, 0 failed")
    return 0
