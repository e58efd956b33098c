"""Loading the YAML word lists that stand beside the modules."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent / "words"

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """The file's content. Raises ValueError, naming the file, when it is not YAML."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader, in C if there is one
    except yaml.YAMLError as error:
        raise ValueError(f"{path.name}: {error}") from error


def word_list(name: str) -> Any:
    """One of our own lists, by its path below words/ without the ending."""
    return read_yaml(HERE / f"{name}.yml")


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """Everyday English words: never taken for a misspelling, and the reason why a place called Bray needs a context."""
    lines = (HERE / "ordinary_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
