"""The sentences this service says to people, read from wording.yml; Python holds none of them."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

WORDING_FILE = Path(__file__).with_name("wording.yml")


@cache
def _all() -> dict[str, dict[str, str]]:
    sections: dict[str, dict[str, str]] = yaml.safe_load(WORDING_FILE.read_text(encoding="utf-8"))
    return sections


def words(section: str, key: str, **values: Any) -> str:
    """Return the sentence `key` of `section` with `{names}` filled in.

    Raises KeyError when the sentence, or a value it needs, is missing: a spelling mistake must not reach a visitor.
    """
    return _all()[section][key].format(**values)


def has_words(section: str, key: str) -> bool:
    """Whether there is a sentence of that name."""
    return key in _all().get(section, {})
