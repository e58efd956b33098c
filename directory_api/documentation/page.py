"""Serves /docs under the site's own content security policy: every script and style is a file of this service."""

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

OWN_FILES = Path(__file__).with_name("static")
SWAGGER_UI = Path(str(files("fastapi_swagger") / "resources"))  # only its copy of Swagger UI is used, none of its code


def add_documentation(app: FastAPI) -> None:
    """Add the page and the files it uses."""
    app.mount("/docs/swagger-ui", StaticFiles(directory=SWAGGER_UI), name="swagger-ui")
    app.mount("/docs/page", StaticFiles(directory=OWN_FILES), name="docs-page")
    app.add_api_route("/docs", _page, methods=["GET"], include_in_schema=False)


async def _page() -> FileResponse:
    return FileResponse(OWN_FILES / "docs.html")
