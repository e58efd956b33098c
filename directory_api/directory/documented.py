"""The errors that the OpenAPI document lists for each address."""

from http import HTTPStatus
from typing import Any

from directory_api.errors import ErrorReply

Responses = dict[int | str, dict[str, Any]]


def _documented(status: HTTPStatus, description: str) -> Responses:
    return {int(status): {"model": ErrorReply, "description": description}}


REFUSED: Responses = _documented(
    HTTPStatus.UNPROCESSABLE_ENTITY, "A parameter is unknown or cannot be read. The message says what to send."
) | _documented(HTTPStatus.SERVICE_UNAVAILABLE, "The list of services is out of reach.")
NOT_FOUND: Responses = _documented(HTTPStatus.NOT_FOUND, "Nothing of that name is known. The message suggests others.")
SEVERAL: Responses = _documented(HTTPStatus.CONFLICT, "The place lies in several areas. The message names them.")
