"""The three programs that make up the service, and how each is started."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools.bootstrap import REPOSITORY
from tools.environments import BOT, GUIDE, WEB
from tools.guide_model import QUIET
from tools.settings import LOOPBACK, RunSettings

SANIC = {
    "SANIC_GRACEFUL_SHUTDOWN_TIMEOUT": "1.0",  # seconds; an idle connection would hold up the end for 15 otherwise
    "MALLOC_ARENA_MAX": "2",  # glibc otherwise keeps a heap for each thread
}


@dataclass(frozen=True)
class Part:
    """One program: name, command, working folder, where it says it is ready, what it adds to the environment."""

    name: str
    arguments: Sequence[object]
    folder: Path
    ready_url: str
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def command(self) -> str:
        """For a shell, which it replaces: signals then reach the program itself."""
        return "exec " + shlex.join(map(str, self.arguments))


def directory_api(settings: RunSettings) -> Part:
    """The one public door. Its requests are not logged: an address may hold what somebody typed."""
    uvicorn = [
        WEB.python,
        "-m",
        "uvicorn",
        "--factory",
        "directory_api.main:create_app",
        "--no-access-log",
    ]
    where = ["--host", LOOPBACK, "--port", str(settings.port)]
    return Part("directory_api", [*uvicorn, *where], REPOSITORY, f"{settings.address}/api/areas")


def rasa(settings: RunSettings, model: Path) -> Part:
    """The guide's server, inside only."""
    run = [GUIDE.python, "-m", "rasa", "run", "--model", model, "--endpoints", "endpoints.yml"]
    where = ["--credentials", "credentials.yml", "--interface", LOOPBACK, "--port", str(settings.rasa_port)]
    ready = f"http://{LOOPBACK}:{settings.rasa_port}/webhooks/website/"
    return Part("rasa", [*run, *where], BOT, ready, {**QUIET, **SANIC})


def action_server(settings: RunSettings) -> Part:
    """The guide's actions, inside only (SANIC_HOST: it would listen on every address otherwise)."""
    run = [
        GUIDE.python,
        "-m",
        "rasa_sdk",
        "--actions",
        "actions",
        "--port",
        str(settings.actions_port),
    ]
    ready = f"http://{LOOPBACK}:{settings.actions_port}/health"
    return Part("action_server", run, BOT, ready, {**QUIET, **SANIC, "SANIC_HOST": LOOPBACK})


def all_parts(settings: RunSettings, model: Path) -> list[Part]:
    """Every part, the slowest to start first."""
    return [rasa(settings, model), action_server(settings), directory_api(settings)]
