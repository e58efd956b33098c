"""Keeps a copy of the directory in a file. Run it as often as you like: it reads only what changed since the last time.

    python follow_the_feed.py https://directory.example.org/hsds copy.json

It asks for one stream and not for pages: between two pages the directory may change, and a service could slip through.
"""

import json
import sys
from pathlib import Path

import httpx

BEFORE_ANYTHING = "1970-01-01T00:00:00Z"


def follow(directory: httpx.Client, copy: Path) -> int:
    """Bring the copy up to date and say how many services it holds. A stream that breaks off leaves it as it was."""
    kept = json.loads(copy.read_text()) if copy.exists() else {"seen": BEFORE_ANYTHING, "services": {}}
    asked = {"modified_after": kept["seen"], "full": "true", "format": "ndjson"}
    with directory.stream("GET", "services", params=asked) as answer:
        for line in answer.raise_for_status().iter_lines():
            service = json.loads(line)
            if service.get("deleted"):
                kept["services"].pop(service["id"], None)
            else:
                kept["services"][service["id"]] = service
            kept["seen"] = max(kept["seen"], service["last_modified"])
    unfinished = copy.with_suffix(".part")
    unfinished.write_text(json.dumps(kept))
    unfinished.replace(copy)
    return len(kept["services"])


if __name__ == "__main__":
    with httpx.Client(base_url=sys.argv[1], timeout=30) as directory:
        print(follow(directory, Path(sys.argv[2])), "services")
