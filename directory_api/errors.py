"""Every refusal of this service: each error knows its status, and one handler draws them all in one shape."""

from http import HTTPStatus
from typing import Any, ClassVar

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.routing import Match

from directory_api.parameters import UNKNOWN_PARAMETER
from directory_api.wording import has_words, words

METHODS = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")


class ErrorDetail(BaseModel):
    """What went wrong and what to do about it."""

    code: str = Field(description="Stable name of the kind of error.", examples=["unknown_area"])
    message: str = Field(description="Plain words that say what to do.")
    field: str | None = Field(description="The parameter at fault, if it was one.", examples=["area"])


class ErrorReply(BaseModel):
    """The one shape of every error."""

    error: ErrorDetail


class ApiError(Exception):
    """A request that cannot be answered. Its message is the sentence `code` under `errors` in wording.yml."""

    status: ClassVar[int] = HTTPStatus.UNPROCESSABLE_ENTITY
    code: ClassVar[str]

    def __init__(self, field: str | None = None, headers: dict[str, str] | None = None, **details: Any) -> None:
        super().__init__(self.code)
        self.field = field
        self.headers = headers
        self.message = words("errors", self.code, field=field, **details)


class UnknownAreaError(ApiError):
    """No area or place of that name is known."""

    status = HTTPStatus.NOT_FOUND
    code = "unknown_area"


class UnknownPostcodeError(ApiError):
    """No such postcode is known in the Thames Valley."""

    status = HTTPStatus.NOT_FOUND
    code = "unknown_postcode"


class OutsideAreaError(ApiError):
    """A place outside the Thames Valley was asked for, where only a place inside can be answered."""

    status = HTTPStatus.NOT_FOUND
    code = "outside_area"


class SeveralAreasError(ApiError):
    """A place lies in more than one council's area, where one is needed."""

    status = HTTPStatus.CONFLICT
    code = "several_areas"


class UnknownOrganizationError(ApiError):
    """No organization has that id, slug or name."""

    status = HTTPStatus.NOT_FOUND
    code = "unknown_organization"


class UnknownServiceError(ApiError):
    """No service has that id or slug."""

    status = HTTPStatus.NOT_FOUND
    code = "unknown_service"


class DirectoryNotLoadedError(ApiError):
    """The database is out of reach or holds no services yet."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "directory_not_loaded"


def documented(status: HTTPStatus, description: str) -> dict[int | str, dict[str, Any]]:
    """Return an error as the OpenAPI document lists it."""
    return {int(status): {"model": ErrorReply, "description": description}}


INVALID_REQUEST = documented(HTTPStatus.UNPROCESSABLE_ENTITY, words("openapi", "invalid_request"))


def error_response(
    status: int, code: str, message: str, field: str | None = None, headers: dict[str, str] | None = None
) -> JSONResponse:
    """Return the one error shape as a response."""
    reply = ErrorReply(error=ErrorDetail(code=code, message=message, field=field))
    return JSONResponse(reply.model_dump(), status_code=status, headers=headers)


def unexpected_error_response() -> JSONResponse:
    """Return the answer to a fault of ours, which never tells what the fault was."""
    return error_response(HTTPStatus.INTERNAL_SERVER_ERROR, "unexpected", words("errors", "unexpected"))


def add_error_handlers(app: FastAPI) -> None:
    """Give every kind of error the one shape."""
    app.exception_handler(ApiError)(_api_error)
    app.exception_handler(RequestValidationError)(_invalid_request)
    app.exception_handler(HTTPException)(_http_error)


async def _api_error(_: Request, error: ApiError) -> JSONResponse:
    return error_response(error.status, error.code, error.message, error.field, error.headers)


async def _invalid_request(_: Request, error: RequestValidationError) -> JSONResponse:
    """Say which parameter is wrong and what it may be. What was sent is never repeated: it may be a visitor's text."""
    first = error.errors()[0]
    details = {key: _plain(value) for key, value in first.get("ctx", {}).items() if key != "error"}
    place = [str(part) for part in first["loc"] if isinstance(part, str)]
    field = place[1] if len(place) > 1 else details.get("name")
    code = UNKNOWN_PARAMETER if first["type"] == UNKNOWN_PARAMETER else "bad_value"
    sentence = first["type"] if has_words("invalid", first["type"]) else "other"
    message = words("invalid", sentence, field=field or words("invalid", "request"), **details)
    return error_response(HTTPStatus.UNPROCESSABLE_ENTITY, code, message, field)


async def _http_error(request: Request, error: HTTPException) -> JSONResponse:
    """Draw what the framework refuses itself, such as an unknown address (404) or method (405)."""
    code = f"http_{error.status_code}"
    message = words("errors", code if has_words("errors", code) else "http_other")
    name = HTTPStatus(error.status_code).name.lower()
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = _allowed(request, headers.get("Allow", ""))
    return error_response(error.status_code, name, message, headers=headers)


def _plain(value: Any) -> Any:
    """Return a limit as people write it: 120, not 120.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _allowed(request: Request, named: str) -> str:
    """Return every method that an address answers. The framework names only those of the first route with that path."""
    allowed = {method for method in named.split(", ") if method}
    for route in request.app.router.routes:
        fits = {method: route.matches(dict(request.scope) | {"method": method})[0] for method in ("", *METHODS)}
        if fits[""] is Match.PARTIAL:  # it tells methods apart; whatever stands below an address does so by itself
            allowed |= {method for method in METHODS if fits[method] is Match.FULL}
    return ", ".join(sorted(allowed))
