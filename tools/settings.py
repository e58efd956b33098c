"""What `make run` can be told by the environment or a `.env` file; the environment wins."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from dotenv import dotenv_values

from tools.bootstrap import BUILD, LOGS, REPOSITORY, SetupError

LOOPBACK = "127.0.0.1"
DEFAULT_PORTS = {"PORT": 8000, "RASA_PORT": 5005, "ACTIONS_PORT": 5055}


def port_setting(values: dict[str, str], name: str) -> int:
    """One port number; raises SetupError for anything that is not one."""
    written = values.get(name, "") or str(DEFAULT_PORTS[name])
    if not written.isdigit() or not 1 <= int(written) <= 65535:
        raise SetupError(f"{name}={written} is not a port. Use a number from 1 to 65535.")
    return int(written)


@dataclass(frozen=True)
class RunSettings:
    """Ports, the folder for the parts' logs (LOG_FOLDER), and the whole environment that every part is started with."""

    port: int
    rasa_port: int
    actions_port: int
    logs: Path
    environment: dict[str, str]

    @classmethod
    def read(cls) -> Self:
        """Settings of this start. Addresses of the parts follow from their ports unless they are set."""
        from_file = {name: value for name, value in dotenv_values(REPOSITORY / ".env").items() if value is not None}
        values = {name: value for name, value in {**from_file, **os.environ}.items() if value}
        port, rasa_port, actions_port = (port_setting(values, name) for name in DEFAULT_PORTS)
        addresses = {
            "PORT": str(port),
            "DATABASE_URL": f"sqlite:///{BUILD / 'directory.db'}",
            "DIRECTORY_URL": f"http://{LOOPBACK}:{port}",
            "RASA_URL": f"http://{LOOPBACK}:{rasa_port}",
            "ACTIONS_URL": f"http://{LOOPBACK}:{actions_port}",
        }
        logs = Path(values.get("LOG_FOLDER", LOGS))
        return cls(port, rasa_port, actions_port, logs, {**addresses, **values})

    @property
    def address(self) -> str:
        """Where people find it."""
        return f"http://{LOOPBACK}:{self.port}"
