"""A wire between two parts that a test can cut, or through which it can tell another time of day."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

import httpx

TIME_LIMIT_SECONDS = 30.0
PASSED_ON = ("content-type", "accept")


class Relay:
    """Passes every request on to `target` unchanged, apart from `now` if a test set the clock.

    HTTP/1.0 on purpose: no connection outlives its answer, so a cut is felt at the next request.
    """

    def __init__(self, port: int, target: str) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.port = port
        self.target = target
        self.now: str | None = None
        self.client = httpx.Client(base_url=target, timeout=TIME_LIMIT_SECONDS, trust_env=False)

    def __enter__(self) -> Self:
        self.connect()
        return self

    def __exit__(self, *_: object) -> None:
        self.disconnect()
        self.client.close()

    def connect(self) -> None:
        """Start listening."""
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), handler_for(self))
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def disconnect(self) -> None:
        """Stop listening: the next connection is refused, as when the part behind it is down."""
        self.server.shutdown()
        self.server.server_close()

    @contextmanager
    def cut(self) -> Iterator[None]:
        """The part behind this wire is down for as long as the block lasts."""
        self.disconnect()
        try:
            yield
        finally:
            self.connect()

    @contextmanager
    def clock(self, now: str) -> Iterator[None]:
        """Requests for recommendations ask for this moment (ISO 8601) as long as the block lasts."""
        self.now = now
        try:
            yield
        finally:
            self.now = None

    def pass_on(self, method: str, path: str, headers: dict[str, str], body: bytes) -> httpx.Response:
        """Ask the target; raises httpx.HTTPError if it cannot be reached."""
        url = httpx.URL(path)
        if self.now and url.path == "/api/recommendations":
            url = url.copy_set_param("now", self.now)
        return self.client.request(method, url, headers=headers, content=body)


def handler_for(relay: Relay) -> type[BaseHTTPRequestHandler]:
    """The request handler of one relay."""

    class Handler(BaseHTTPRequestHandler):
        """Passes one request on."""

        def pass_on(self) -> None:
            """Answer with the target's answer, or hang up if there is none."""
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            headers = {name: self.headers[name] for name in PASSED_ON if name in self.headers}
            try:
                answer = relay.pass_on(self.command, self.path, headers, body)
            except httpx.HTTPError:
                return
            self.send_response(answer.status_code)
            self.send_header("content-type", answer.headers.get("content-type", "text/plain"))
            self.send_header("content-length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        do_GET = do_POST = do_DELETE = pass_on  # noqa: N815 - names that http.server looks for

        def log_message(self, *_: object) -> None:
            """Say nothing: an address may hold what somebody typed."""

    return Handler
