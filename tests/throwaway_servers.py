"""Database servers of a test run's own, in a temporary folder, on a free loopback port, gone afterwards."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

START_SECONDS = 30


def free_port() -> int:
    """A loopback port that nothing listens on at this moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for_port(port: int, process: subprocess.Popen, log: Path) -> None:
    """Return once `process` listens on `port`; raises RuntimeError with its log if it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"{process.args!r} did not start:\n{log.read_text()}")


class ThrowawayServer:
    """One server process with its folder. Stopped and deleted when the `with` block ends."""

    def __init__(self) -> None:
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="throwaway-server-"))
        self.log = self.folder / "server.log"

    def start(self, command: list[str], **options: Any) -> None:
        """Start the server and wait until it listens."""
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, **options)
        wait_for_port(self.port, self.process, self.log)

    def stop(self) -> None:
        """Ask it to stop at once, then delete its folder."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder)


class PostgresServer(ThrowawayServer):
    """PostgreSQL from the programs in `binaries`. It refuses to run as root, so root starts it as another user."""

    def __init__(self, binaries: str) -> None:
        super().__init__()
        self.binaries = Path(binaries)
        self.identity: dict[str, Any] = {}
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's own commands to its end."""
        command = [str(self.binaries / program), *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder, **self.identity)

    def __enter__(self) -> "PostgresServer":
        data = str(self.folder / "data")
        self.run("initdb", "-D", data, "-U", "tests", "--auth=trust", "-E", "UTF8", "--no-sync")
        quick = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]
        listen = ["-h", "127.0.0.1", "-p", str(self.port), "-k", str(self.folder)]
        self.start([str(self.binaries / "postgres"), "-D", data, *listen, *quick], cwd=self.folder, **self.identity)
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @contextmanager
    def new_database(self) -> Iterator[str]:
        """An empty database and its address; dropped afterwards, whoever is still connected."""
        name = f"test_{uuid.uuid4().hex}"
        where = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "tests"]
        self.run("createdb", *where, name)
        try:
            yield f"postgresql+psycopg://tests@127.0.0.1:{self.port}/{name}"
        finally:
            self.run("dropdb", "--force", *where, name)


class RedisServer(ThrowawayServer):
    """Redis that keeps nothing on disk."""

    def __init__(self, program: str) -> None:
        super().__init__()
        self.program = program

    def __enter__(self) -> str:
        self.start([self.program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
        return f"redis://127.0.0.1:{self.port}/0"

    def __exit__(self, *_: object) -> None:
        self.stop()
