"""Writes plain values as YAML in the style of services_data: blocks, and quotes only where they are needed.

A YAML library would take longer to write 50,000 records than the directory takes to load them.
"""

import json
import re
from typing import Any

INDENT = "  "
NEEDS_NO_QUOTES = re.compile(r"[A-Za-z][A-Za-z0-9 ,.()/!?'’&+–_-]*(?<! )|https?://[\w./-]+|\d{4}-\d\d-\d\d")
HAS_A_MEANING = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def yaml_text(value: dict[str, Any], indent: str = "") -> str:
    """One mapping, a key on each line. Keys must be plain words."""
    return "".join(_entry(f"{indent}{key}:", item, indent) for key, item in value.items())


def _entry(start: str, value: Any, indent: str) -> str:
    if isinstance(value, dict):
        return f"{start}\n{yaml_text(value, indent + INDENT)}" if value else f"{start} {{}}\n"
    if isinstance(value, list):
        if not value:
            return f"{start} []\n"
        if not isinstance(value[0], dict):
            return f"{start} [{', '.join(_listed(item) for item in value)}]\n"
        inner = indent + INDENT * 2
        items = (yaml_text(item, inner) for item in value)
        return f"{start}\n" + "".join(f"{indent}{INDENT}- {item.removeprefix(inner)}" for item in items)
    return f"{start} {_scalar(value)}\n"


def _listed(value: Any) -> str:
    text = _scalar(value)
    return json.dumps(text, ensure_ascii=False) if "," in text and not text.startswith('"') else text


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        plain = NEEDS_NO_QUOTES.fullmatch(value) and value.lower() not in HAS_A_MEANING
        return value if plain else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)
