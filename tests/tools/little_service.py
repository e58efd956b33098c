"""Two small programs under the same roof as the real ones, for tests of how a run ends.

little_service.py FOLDER PORT PORT   each program writes its process id, and its child's, into FOLDER
"""

import os
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY))

from tools.run.parts import Part  # noqa: E402 - the path comes first
from tools.run.start import leave_nothing_behind, supervise  # noqa: E402
from tools.settings import RunSettings  # noqa: E402

PROGRAM = """
import http.server, os, pathlib, subprocess, sys
folder, name, port = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
output = None if os.environ["STUBBORN"] else subprocess.DEVNULL  # one that holds on to our output keeps honcho waiting
child = subprocess.Popen(["sleep", "600"], start_new_session=True, stdout=output, stderr=output)
server = http.server.ThreadingHTTPServer(("127.0.0.1", port), http.server.SimpleHTTPRequestHandler)
(folder / f"{name}.pids").write_text(f"{os.getpid()} {child.pid}")
print("WARNING this line belongs on the screen", flush=True)
server.serve_forever()
"""


def main() -> int:
    """Run both until told to stop."""
    leave_nothing_behind()
    folder = Path(sys.argv[1])
    settings = RunSettings(
        8000, 5005, 5055, folder, {"PATH": "/usr/bin:/bin", "STUBBORN": os.environ.get("STUBBORN", "")}
    )
    parts = [
        Part(name, [sys.executable, "-c", PROGRAM, folder, name, port], folder, f"http://127.0.0.1:{port}/")
        for name, port in zip(("first", "second"), sys.argv[2:4], strict=True)
    ]
    return supervise(parts, settings)


if __name__ == "__main__":
    sys.exit(main())
