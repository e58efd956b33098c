"""What the standard's API refuses besides what every part of the service refuses."""

from http import HTTPStatus

from directory_api.errors import ApiError


class UnknownRecordError(ApiError):
    """No record of that kind has that id."""

    status = HTTPStatus.NOT_FOUND
    code = "unknown_record"


class RemovedRecordError(ApiError):
    """The record was served once and was removed, so that a mirror may drop it."""

    status = HTTPStatus.GONE
    code = "removed_record"


class MalformedIdError(ApiError):
    """The id is not a UUID."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "malformed_id"
