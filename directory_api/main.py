"""Puts the public web service together: settings, middleware, routers and error handlers; no logic."""

import importlib
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from directory_api.database import make_engine
from directory_api.directory import routes as directory
from directory_api.documentation.page import add_documentation
from directory_api.errors import INVALID_REQUEST, add_error_handlers
from directory_api.privacy import PrivacyMiddleware, keep_visitors_out_of_logs
from directory_api.search.catalogue import CatalogueCache
from directory_api.settings import Settings
from directory_api.wording import words

HERE = Path(__file__).resolve().parent


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the web service. Without settings it reads them from the environment and `.env`."""
    settings = settings or Settings()
    keep_visitors_out_of_logs(settings.log_level)
    app = FastAPI(
        title=words("openapi", "title"),
        description=words("openapi", "description"),
        version="1.0.0",
        docs_url=None,
        redoc_url=None,
        responses=INVALID_REQUEST,
    )
    app.state.settings = settings
    app.state.engine = make_engine(settings.database_url)
    app.state.catalogue_cache = CatalogueCache()
    add_error_handlers(app)
    app.add_middleware(PrivacyMiddleware, encrypted_only=settings.secure_cookies)
    app.include_router(directory.router)
    for part in ("chat_gateway", "website"):
        if (HERE / part / "routes.py").is_file():
            app.include_router(importlib.import_module(f"directory_api.{part}.routes").router)
    static = HERE / "website" / "static"
    if static.is_dir():
        app.mount("/static", StaticFiles(directory=static), name="static")
    add_documentation(app)
    return app
