"""The directory's recorded replies (tests/recorded_replies), served over HTTP. The moment asked about is left aside."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from tests.throwaway_servers import free_port

RECORDED = Path(__file__).resolve().parents[1] / "recorded_replies"
Request = tuple[str, frozenset]


def request_of(address: str) -> Request:
    """Path and query of an address, in any order and without the clock."""
    parts = urlsplit(address)
    return parts.path, frozenset(pair for pair in parse_qsl(parts.query) if pair[0] != "now")


def recorded() -> dict[Request, bytes]:
    """Every recorded reply by its request."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in RECORDED.glob("*.json")]
    return {request_of(one["request"]): json.dumps(one["reply"]).encode() for one in found}


@contextmanager
def replayed_directory(
    fail_first: int = 0, always: "tuple[int, bytes] | None" = None
) -> Iterator[tuple[str, list[str]]]:
    """The address of the directory, and the paths it is asked for.

    `fail_first` requests are answered with a 503 first; `always` is a status and body for every request instead.
    """
    replies, asked = recorded(), []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            body = replies.get(request_of(self.path))
            status, body = always or (
                (503, b"{}") if len(asked) <= fail_first else (200 if body else 404, body or b"{}")
            )
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", free_port()), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
