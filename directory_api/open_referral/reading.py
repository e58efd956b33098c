"""Reads a list's parameters from the address and, where it was sent by POST, from a JSON or form body over them."""

from typing import Any
from urllib.parse import parse_qsl

import orjson
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.exceptions import HTTPException

from directory_api.forms import read_form
from directory_api.open_referral.parameters import LenientQuery
from directory_api.parameters import refuse_repeated

MOST_FIELDS = 50
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


async def read_query[Asked: LenientQuery](request: Request, model: type[Asked]) -> Asked:
    """Return what was asked. Raises RequestValidationError, which names the parameter that cannot be read."""
    pairs = parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True)
    refuse_repeated(pairs, model)
    given: dict[str, Any] = dict(pairs)
    if request.method == "POST":
        given |= await _body(request, model)
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise RequestValidationError([{**one, "loc": ("query", *one["loc"])} for one in error.errors()]) from None


async def _body(request: Request, model: type[LenientQuery]) -> dict[str, Any]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in FORMS:
        try:
            form = await read_form(request, MOST_FIELDS)
        except HTTPException as refusal:
            raise _unreadable() if refusal.status_code == 400 else refusal from None
        refuse_repeated(form, model)
        return dict(form)
    body = await request.body()
    if not body.strip():
        return {}
    try:
        given = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise _unreadable() from None
    if not isinstance(given, dict):
        raise _unreadable()
    return given


def _unreadable() -> RequestValidationError:
    return RequestValidationError([{"type": "body_unreadable", "loc": ("body",), "msg": "", "input": None}])
