"""Pydantic's findings as sentences for people who edit YAML."""

from collections.abc import Mapping
from typing import Any

from directory_api.data_pipeline.yaml_files import KeyPath

# One sentence for each kind of finding that our records can give; {field} is the key, the rest comes from Pydantic.
SENTENCES = {
    "extra_forbidden": "“{field}” is not a known field here. See services_data/README.md.",
    "missing": "“{field}” is missing.",
    "string_type": "“{field}” must be text. Put it in quotes.",
    "int_type": "“{field}” must be a whole number.",
    "float_type": "“{field}” must be a number.",
    "bool_type": "“{field}” must be true or false.",
    "list_type": "“{field}” must be a list.",
    "model_type": "“{field}” must hold fields, each with a name and a value.",
    "dict_type": "“{field}” must hold fields, each with a name and a value.",
    "literal_error": "“{input}” is not allowed for “{field}”. It may be {expected}.",
    "string_pattern_mismatch": "“{input}” is not written as “{field}” must be.",
    "string_too_short": "“{field}” is empty.",
    "string_too_long": "“{field}” is longer than {max_length} characters.",
    "too_short": "“{field}” needs at least {min_length} entry.",
    "greater_than_equal": "“{field}” must be {ge} or more.",
    "less_than_equal": "“{field}” must be {le} or less.",
    "value_error": "“{input}” is not a real date. Write it as YYYY-MM-DD.",
}
INPUT_LENGTH = 60


def plain_sentence(detail: Mapping[str, Any]) -> tuple[KeyPath, str]:
    """Where a finding is, and the sentence for it."""
    of_key = detail["loc"][-1:] == ("[key]",)  # it is the key that is wrong, not what stands under it
    where = tuple(part for part in detail["loc"] if part != "[key]")
    kind = detail["type"]
    names = where[:-1] if of_key else where
    name = next((str(part) for part in reversed(names) if isinstance(part, str)), "the file")
    values = {"field": name, "input": str(detail["input"])[:INPUT_LENGTH], **detail.get("ctx", {})}
    return where, SENTENCES.get(kind, "“{field}”: " + detail["msg"] + ".").format_map(values)
