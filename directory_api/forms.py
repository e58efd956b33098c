"""Reads a posted form, whatever was sent as one."""

from http import HTTPStatus

from fastapi import HTTPException, Request

UNREADABLE = HTTPException(HTTPStatus.BAD_REQUEST)


async def read_form(request: Request, most_fields: int) -> list[tuple[str, str]]:
    """Return the names and texts of a form's fields, without files. Raises HTTPException: 400 unreadable, 413 large.

    Starlette refuses most of what is wrong with a form by itself. A charset that Python knows but that fails in ways of
    its own (`undefined`, `idna`), or whose name cannot even be looked up, comes through as a ValueError.
    """
    try:
        form = await request.form(max_files=0, max_fields=most_fields)
    except ValueError:
        raise UNREADABLE from None
    return [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
