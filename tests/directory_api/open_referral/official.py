"""The official schemas, with every reference between them found here and every format checked."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

SCHEMAS = Path(__file__).with_name("schemas")
STANDARDS = ("hsds-3.2.3", "oruk-3.0")


@cache
def validator(standard: str, name: str) -> jsonschema_rs.Draft202012Validator:
    """Return what judges an object, such as `service` or `lists/service_list`."""
    folder = SCHEMAS / standard
    base = f"https://schemas.invalid/{standard}/"
    resources = [
        (base + path.relative_to(folder).as_posix(), json.loads(path.read_text(encoding="utf-8")))
        for path in folder.rglob("*.json")
    ]
    registry = jsonschema_rs.Registry(resources, draft=jsonschema_rs.Draft202012)
    return jsonschema_rs.Draft202012Validator(
        {"$ref": f"{base}{name}"}, registry=registry, validate_formats=True, base_uri=base
    )


def faults(standard: str, name: str, document: Any) -> list[str]:
    """Return what is wrong with a document, with where in it."""
    found = validator(standard, name).iter_errors(document)
    return [f"{'/'.join(map(str, fault.instance_path))}: {fault.message[:200]}" for fault in found]


def empty_values(document: Any, path: str = "") -> list[str]:
    """Return where a document holds null, an empty text or an empty list: the standard leaves such fields out.

    Not in `metadata`, where the value before a creation has to be an empty text.
    """
    if isinstance(document, dict):
        fields = ((name, value) for name, value in document.items() if name != "metadata")
        inside = [found for name, value in fields for found in empty_values(value, f"{path}/{name}")]
        return inside or ([path] if document == {} else [])
    if isinstance(document, list):
        inside = [found for number, value in enumerate(document) for found in empty_values(value, f"{path}/{number}")]
        return inside or ([path] if not document else [])
    return [path] if document in (None, "") else []
