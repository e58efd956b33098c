"""What the feed says of itself: the root document, the profile for people and programs, and the data guide."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from directory_api.open_referral.mapping_services import STANDARD_STATUS
from directory_api.open_referral.replies import FRESH_SECONDS
from directory_api.wording import words

HERE = Path(__file__).resolve().parent
# The issues of the specification that the extensions answer.
ISSUES = "https://github.com/openreferral/specification/issues/"
KEPT_BRIEFLY = {"Cache-Control": f"public, max-age={FRESH_SECONDS}"}


@cache
def _written() -> dict[str, Any]:
    profile: dict[str, Any] = yaml.safe_load((HERE / "profile.yml").read_text(encoding="utf-8"))
    return profile


@cache
def _templates() -> Jinja2Templates:
    loader = FileSystemLoader(HERE / "templates")
    return Jinja2Templates(env=Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True))


def declared() -> dict[str, Any]:
    """Return the extensions as data: fields by the object they stand on, and parameters with their meaning."""
    fields = {
        kind: [field | _links(field) for field in fields_of_kind]
        for kind, fields_of_kind in _written()["fields"].items()
    }
    parameters = [{"name": name, "meaning": words("standard_parameters", name)} for name in _written()["parameters"]]
    return {"extends": list(_written()["extends"]), "fields": fields, "parameters": parameters}


def root_document(request: Request, version: str) -> dict[str, Any]:
    """Return what the feed says of itself at its root. Every address is absolute, as the standards ask."""
    site, root = str(request.base_url).rstrip("/"), _root(request)
    return {
        "version": version,
        "profile": f"{site}{root}/profile",
        "openapi_url": f"{site}/openapi.json",
        "description": words("openapi", "description"),
        "data_guide": f"{site}{root}/data-guide",
        "publisher": {"name": words("openapi", "title"), "website": f"{site}/"},
    }


async def profile_page(request: Request) -> HTMLResponse:
    """What this feed adds to the standard, for people."""
    return _page(request, "profile", profile=declared())


async def profile_for_programs(_: Request) -> JSONResponse:
    """What this feed adds to the standard, as data."""
    return JSONResponse(declared(), headers=KEPT_BRIEFLY)


async def data_guide_page(request: Request) -> HTMLResponse:
    """How to read this feed."""
    return _page(request, "data_guide", statuses=STANDARD_STATUS)


# The pages that the root document links to.
PAGES = (("/profile", profile_page), ("/profile.json", profile_for_programs), ("/data-guide", data_guide_page))


def _page(request: Request, name: str, **context: Any) -> HTMLResponse:
    context |= {"root": _root(request), "roots": _written()["extends"]}
    return _templates().TemplateResponse(request, f"{name}.html", context, headers=KEPT_BRIEFLY)


def _root(request: Request) -> str:
    return "/" + request.url.path.strip("/").split("/")[0]


def _links(field: dict[str, Any]) -> dict[str, Any]:
    numbers = str(field.get("issue", "")).replace(" ", "").split(",")
    return {"issues": [{"number": number, "link": ISSUES + number} for number in numbers if number]}
