"""The errors that the OpenAPI document lists for the directory's addresses."""

from http import HTTPStatus

from directory_api.errors import documented
from directory_api.wording import words

NOT_LOADED = documented(HTTPStatus.SERVICE_UNAVAILABLE, words("openapi", "not_loaded"))
NOT_FOUND = documented(HTTPStatus.NOT_FOUND, words("openapi", "not_found"))
SEVERAL_AREAS = documented(HTTPStatus.CONFLICT, words("openapi", "several_areas"))
