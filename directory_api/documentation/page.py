"""Serves /docs under the site's own content security policy: every script and style is a file of this service."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles
from starlette.routing import BaseRoute

OWN_FILES = Path(__file__).with_name("static")
SWAGGER_UI = Path(str(files("fastapi_swagger") / "resources"))  # only its copy of Swagger UI is used, none of its code


def add_documentation(app: FastAPI, documented: Sequence[BaseRoute]) -> None:
    """Add the page and the files it uses. `documented` are addresses that are served beside FastAPI's own routes."""
    app.openapi = lambda: _described(app, documented)  # type: ignore[method-assign]
    app.mount("/docs/swagger-ui", StaticFiles(directory=SWAGGER_UI), name="swagger-ui")
    app.mount("/docs/page", StaticFiles(directory=OWN_FILES), name="docs-page")
    app.add_api_route("/docs", _page, methods=["GET"], include_in_schema=False)


def _described(app: FastAPI, documented: Sequence[BaseRoute]) -> dict[str, Any]:
    if app.openapi_schema is None:
        routes = [*app.routes, *documented]
        app.openapi_schema = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=routes
        )
    return app.openapi_schema


async def _page() -> FileResponse:
    return FileResponse(OWN_FILES / "docs.html")
