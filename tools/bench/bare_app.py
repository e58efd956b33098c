"""The least that a web service can do: it holds finished answers and gives them out.

What it holds is what the directory answered before, byte for byte, from the file that BENCH_ANSWERS names.
"""

import os
import pickle
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

Headers = list[tuple[bytes, bytes]]
Answers = dict[bytes, tuple[Headers, bytes]]  # by path and query
App = Callable[..., Awaitable[None]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


def create_app() -> App:
    """Return the app."""
    answers: Answers = pickle.loads(Path(os.environ["BENCH_ANSWERS"]).read_bytes())  # noqa: S301 - written by measure.py

    async def app(scope: dict[str, Any], receive: object, send: Send) -> None:
        if scope["type"] != "http":
            return
        query = scope["query_string"]
        headers, body = answers[scope["raw_path"] + b"?" + query if query else scope["raw_path"]]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app
