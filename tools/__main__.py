"""`python -m tools VERB …`, as `tools/bootstrap.py` calls it."""

import importlib
import signal
import sys

from tools.bootstrap import SetupError

VERBS = {
    "setup": "tools.environments",
    "run": "tools.run.start",
    "test": "tools.proof.everything",
    "test-fast": "tools.proof.fast",
    "check": "tools.proof.style",
    "data-check": "tools.data_check",
    "train": "tools.guide_model",
    "evaluate": "tools.evaluate",
    "lock": "tools.lock",
    "bench": "tools.bench.measure",
    "measure-run": "tools.measure_run",
    "compose-test": "tools.compose_test",
}


def main() -> int:
    """Run one verb; what a person has to put right is told without a traceback."""
    verb, *arguments = sys.argv[1:]
    try:
        return int(importlib.import_module(VERBS[verb]).main(arguments))
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.")
        return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(main())
