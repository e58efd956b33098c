"""What no client sends that behaves well, over a socket to a real server: it survives, and logs nothing of it."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from directory_api.settings import REPOSITORY
from tests.throwaway_servers import free_port, wait_for_port

SECONDS = 10
BIG = 2_000_000
END = b"Host: x\r\nConnection: close\r\n\r\n"
UPGRADE = b"Host: x\r\nConnection: Upgrade, close\r\n"
USUAL = b"GET /hsds/services?per_page=1 HTTP/1.1\r\n" + END
KEPT_OPEN = b"GET /hsds/services?per_page=1 HTTP/1.1\r\nHost: x\r\n\r\n"


@dataclass
class Server:
    """A real server and what it writes to its log."""

    port: int
    log: Path
    process: subprocess.Popen[bytes]

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=SECONDS)

    def send(self, sent: bytes, patience: float = SECONDS) -> bytes:
        """Send bytes and return all that comes back until the server closes, or says nothing more for `patience`."""
        answer = b""
        with self.connect() as connection:
            try:
                connection.sendall(sent)
                connection.settimeout(patience)
                while received := connection.recv(65_536):
                    answer += received
            except (ConnectionError, TimeoutError):
                pass  # it may hang up on what it will not read, or wait for the rest of it
        return answer


@pytest.fixture(scope="module", params=["httptools", "h11"])
def server(
    request: pytest.FixtureRequest, directory_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The service as it is started for everybody, with either of the parsers it may run on."""
    log = tmp_path_factory.mktemp("raw") / "server.log"
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "--factory", "directory_api.main:create_app", "--no-access-log"]
    with log.open("wb") as written:
        process = subprocess.Popen(
            [*command, "--port", str(port), "--http", request.param],
            cwd=REPOSITORY,
            env=os.environ | {"DATABASE_URL": directory_url, "LOG_LEVEL": "DEBUG"},
            stdout=written,
            stderr=subprocess.STDOUT,
        )
        wait_for_port(port, process, log)
        yield Server(port, log, process)
        process.terminate()
        process.wait(SECONDS)


def post(headers: bytes, body: bytes = b"") -> bytes:
    return b"POST /hsds/services HTTP/1.1\r\n" + headers + b"\r\n" + END + body


REQUESTS = {
    "nothing": b"",
    "empty lines": b"\r\n\r\n\r\n",
    "half a request": b"GET /hsds/canary",
    "half the headers": b"GET /hsds HTTP/1.1\r\nX: canary",
    "noise": bytes(range(256)) * 40 + b"canary",
    "an encrypted greeting": bytes.fromhex("16030100a5010000a10303") + b"canary" * 20,
    "another protocol": b"EHLO canary.example\r\n",
    "a later protocol": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "an unknown version": b"GET /canary HTTP/3.7\r\n" + END,
    "an old version": b"GET /hsds/services?per_page=1 HTTP/1.0\r\n\r\n",
    "no version": b"GET /canary\r\n\r\n",
    "an own method": b"CANARY /hsds/services HTTP/1.1\r\n" + END,
    "a method in small letters": b"canary /hsds/services HTTP/1.1\r\n" + END,
    "a tunnel": b"CONNECT canary.example:443 HTTP/1.1\r\n" + END,
    "options of all": b"OPTIONS * HTTP/1.1\r\n" + END,
    "a whole address": b"GET http://canary.example/hsds HTTP/1.1\r\n" + END,
    "a path without its slash": b"GET canary HTTP/1.1\r\n" + END,
    "a space in a path": b"GET /hsds/a canary HTTP/1.1\r\n" + END,
    "NUL in a path": b"GET /hsds/\x00canary HTTP/1.1\r\n" + END,
    "bytes in a path": b"GET /hsds/\xff\xfecanary HTTP/1.1\r\n" + END,
    "bytes in a query": b"GET /api/services?search=\xffcanary HTTP/1.1\r\n" + END,
    "bytes in a query that is moved": b"GET /api/services/?search=\xffcanary HTTP/1.1\r\n" + END,
    "bad escapes": b"GET /hsds/services/%zz%canary?search=%ff%zz%c HTTP/1.1\r\n" + END,
    "escaped bytes": b"GET /hsds/services/%ff%fe%00canary HTTP/1.1\r\n" + END,
    "escaped line ends": b"GET /hsds/services/%0d%0aSet-Cookie:canary HTTP/1.1\r\n" + END,
    "a fragment": b"GET /hsds/services#canary HTTP/1.1\r\n" + END,
    "a very long path": b"GET /hsds/" + b"canary/" * 20_000 + b" HTTP/1.1\r\n" + END,
    "a huge query": b"GET /hsds/services?search=" + b"canary" * (BIG // 6) + b" HTTP/1.1\r\n" + END,
    "a huge header": b"GET /hsds HTTP/1.1\r\nX: " + b"canary" * (BIG // 6) + b"\r\n" + END,
    "a great many headers": b"GET /hsds HTTP/1.1\r\n" + b"X: canary\r\n" * 20_000 + END,
    "a header without a colon": b"GET /hsds HTTP/1.1\r\ncanary\r\n" + END,
    "a header with a space": b"GET /hsds HTTP/1.1\r\nX canary: a\r\n" + END,
    "NUL in a header": b"GET /hsds HTTP/1.1\r\nX: \x00canary\r\n" + END,
    "a folded header": b"GET /nothing HTTP/1.1\r\nX: a\r\n canary\r\n" + END,
    "bare line feeds": b"GET /nothing HTTP/1.1\nX: canary\nHost: x\nConnection: close\n\n",
    "no host": b"GET /hsds HTTP/1.1\r\nConnection: close\r\n\r\n",
    "two hosts": b"GET /nothing HTTP/1.1\r\nHost: canary.example\r\n" + END,
    "a host that is none": b"GET /hsds HTTP/1.1\r\nHost: [canary\r\nConnection: close\r\n\r\n",
    "a host of bytes": b"GET /hsds HTTP/1.1\r\nHost: \xff:\xb2canary\r\nConnection: close\r\n\r\n",
    "a negative length": post(b"Content-Length: -5"),
    "a length in words": post(b"Content-Length: canary"),
    "a length of other digits": post(b"Content-Length: \xb2"),
    "a length beyond numbers": post(b"Content-Length: " + b"9" * 30),
    "a length of thousands of digits": post(b"Content-Length: " + b"0" * 5_000 + b"2", b"{}"),
    "two lengths": post(b"Content-Length: 2\r\nContent-Length: 3", b"{}canary"),
    "a huge length": post(b"Content-Length: 999999999", b"{"),
    "a body cut short": post(b"Content-Length: 100", b'{"canary"'),
    "length and pieces": post(b"Content-Length: 3\r\nTransfer-Encoding: chunked", b"0\r\n\r\nGET /canary\r\n\r\n"),
    "bad pieces": post(b"Transfer-Encoding: chunked", b"zz\r\ncanary"),
    "many pieces": post(b"Transfer-Encoding: chunked", (b"1000\r\n" + b"canary12" * 512 + b"\r\n") * 20 + b"0\r\n\r\n"),
    "unknown pieces": post(b"Transfer-Encoding: canary", b"x"),
    "an expectation": post(b"Expect: canary\r\nContent-Length: 2", b"{}"),
    "rubbish after a request": KEPT_OPEN + b"canary \x00\x01\xff\r\n\r\n",
    "a web socket": b"GET /hsds/services?search=canary HTTP/1.1\r\n" + UPGRADE
    + b"Upgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n",
    "an upgrade": b"GET /nothing HTTP/1.1\r\n" + UPGRADE + b"Upgrade: canary\r\n\r\n",
}  # fmt: skip


@pytest.mark.parametrize("sent", REQUESTS.values(), ids=REQUESTS)
def test_the_server_survives_and_repeats_nothing(server: Server, sent: bytes) -> None:
    answer = server.send(sent, patience=0.15)
    assert b"canary" not in answer.lower()
    for line in answer.split(b"HTTP/1.1 ")[1:]:
        assert line[:3] in (b"100", b"200", b"307", b"400", b"404", b"405", b"413", b"422", b"431"), line[:200]
    assert server.send(USUAL).startswith(b"HTTP/1.1 200 OK\r\n")
    assert server.process.poll() is None
    logged = server.log.read_text(errors="replace")
    assert "GET /hsds/services 200" in logged  # the lines are written, so the test can fail
    for unwanted in ("canary", "Canary", "CANARY", "Traceback", " 500 ", "ERROR"):
        assert unwanted not in logged


def test_every_one_of_several_requests_at_once_is_answered(server: Server) -> None:
    answer = server.send(KEPT_OPEN * 5 + b"GET /api/nothing HTTP/1.1\r\nHost: x\r\n\r\n" + USUAL)
    assert answer.count(b"HTTP/1.1 200 OK\r\n") == 6
    assert answer.count(b"HTTP/1.1 404 ") == 1


def test_many_who_say_nothing_keep_nobody_waiting(server: Server) -> None:
    silent = [server.connect() for _ in range(150)]
    for number, connection in enumerate(silent):
        connection.sendall(b"GET /hsds HTTP/1.1\r\nX: " if number % 2 else b"")
    assert server.send(USUAL).startswith(b"HTTP/1.1 200 OK\r\n")
    for connection in silent:
        connection.close()
    assert server.send(USUAL).startswith(b"HTTP/1.1 200 OK\r\n")
