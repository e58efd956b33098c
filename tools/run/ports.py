"""Finds out before anything slow whether the ports are free."""

import errno
import socket

from tools.bootstrap import SetupError
from tools.settings import LOOPBACK, RunSettings


def is_taken(port: int) -> bool:
    """Whether another program listens on this loopback port; raises SetupError where it may not be used at all."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((LOOPBACK, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return True
            raise SetupError(f"Port {port} cannot be used: {error.strerror}.") from error
    return False


def check_ports(settings: RunSettings) -> None:
    """Raise SetupError that names every taken port and the setting that changes it."""
    wanted = {"PORT": settings.port, "RASA_PORT": settings.rasa_port, "ACTIONS_PORT": settings.actions_port}
    if len(set(wanted.values())) < len(wanted):
        raise SetupError("PORT, RASA_PORT and ACTIONS_PORT must differ from each other.")
    taken = [
        f"Port {port} is taken by another program. Set {name} to a free one (or in .env): {name}={port + 1} make run"
        for name, port in wanted.items()
        if is_taken(port)
    ]
    if taken:
        raise SetupError("\n".join(taken))
