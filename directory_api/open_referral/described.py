"""How the standard's addresses stand in the OpenAPI document, and so at /docs. The words are in described.yml."""

from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

import yaml

from directory_api.errors import documented
from directory_api.open_referral.parameters import LenientQuery
from directory_api.wording import words

DESCRIBED_FILE = Path(__file__).with_name("described.yml")
JSON, FORM, LINES = "application/json", "application/x-www-form-urlencoded", "application/x-ndjson"
UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": words("openapi", "not_modified")}}


@cache
def _written() -> dict[str, Any]:
    written: dict[str, Any] = yaml.safe_load(DESCRIBED_FILE.read_text(encoding="utf-8"))
    return written


def operation(standard: str, name: str, method: str, query: type[LenientQuery] | None, by_id: bool) -> dict[str, Any]:
    """Return what FastAPI's `add_api_route` is told of an address: words, parameters, answers."""
    told = _written()["operations"][name]
    by_post = method == "POST"
    return {
        "summary": told["summary"] + (_written()["by_post"] if by_post else ""),
        "description": told["description"].format(standard=standard),
        "responses": _responses(told, query) | ({} if by_post else UNCHANGED),
        "openapi_extra": _request(query, by_post, by_id),
    }


def _responses(told: dict[str, Any], query: type[LenientQuery] | None) -> dict[int | str, dict[str, Any]]:
    record = _written()["records"].get(told["record"], told["record"])
    a_list = told.get("list", False)
    schema = _page(record["schema"]) if a_list else record["schema"]
    example = _written()["page"] | {"contents": [record["example"]]} if a_list else record["example"]
    content: dict[str, Any] = {JSON: {"schema": schema, "example": example}}
    if a_list:
        content[LINES] = {"schema": {"type": "string", "description": _written()["lines"]}}
    answers: dict[int | str, dict[str, Any]] = {200: {"description": told["answer"], "content": content}}
    answers |= documented(HTTPStatus.SERVICE_UNAVAILABLE, words("openapi", "not_loaded"))
    answers |= documented(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, words("errors", "http_413")) if query else {}
    if a_list:
        return answers | documented(HTTPStatus.NOT_FOUND, _written()["unknown_place"])
    if told.get("by_id"):
        answers |= documented(HTTPStatus.NOT_FOUND, words("errors", "unknown_record"))
        answers |= documented(HTTPStatus.GONE, words("errors", "removed_record"))
    return answers


def _page(item: dict[str, Any]) -> dict[str, Any]:
    """Return the page of the standard (Page in its OpenAPI document), with what is on it."""
    counts = {name: {"type": "integer"} for name in ("total_items", "total_pages", "page_number", "size")}
    flags = {name: {"type": "boolean"} for name in ("first_page", "last_page", "empty")}
    properties = counts | flags | {"contents": {"type": "array", "items": item}}
    return {"type": "object", "required": list(properties), "properties": properties}


def _request(query: type[LenientQuery] | None, by_post: bool, by_id: bool) -> dict[str, Any]:
    properties = query.model_json_schema()["properties"] if query else {}
    schemas = {name: _without_null(schema) for name, schema in properties.items()}
    if by_post:
        body = {"schema": {"type": "object", "properties": schemas}}
        return {"requestBody": {"required": False, "content": {JSON: body, FORM: body}}}
    parameters = [dict(_written()["id"])] if by_id else []
    return {"parameters": parameters + [_parameter(name, schema) for name, schema in schemas.items()]}


def _parameter(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    schema = dict(schema)
    described = {"name": name, "in": "query", "required": False, "description": schema.pop("description")}
    examples = schema.pop("examples", None)
    return described | ({"example": examples[0]} if examples else {}) | {"schema": schema}


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter that is left out has no value: it cannot be sent as null in an address."""
    schema = {name: value for name, value in schema.items() if name not in ("title", "default") or value is not None}
    schema.pop("title", None)
    choices = [choice for choice in schema.pop("anyOf", ()) if choice != {"type": "null"}]
    return (choices[0] if choices else {}) | schema
