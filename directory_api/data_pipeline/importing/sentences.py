"""The sentences of an import, read from sentences.yml: those written into records, and those of the report."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

SENTENCES_FILE = Path(__file__).with_name("sentences.yml")


@cache
def sections() -> dict[str, dict[str, str]]:
    """Every section of the file."""
    loaded: dict[str, dict[str, str]] = yaml.safe_load(SENTENCES_FILE.read_text(encoding="utf-8"))
    return loaded


def say(section: str, key: str, **values: Any) -> str:
    """The sentence `key` of `section`, with its {names} filled in. Raises KeyError when it, or a value, is missing."""
    return sections()[section][key].format(**values)
