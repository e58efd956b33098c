"""Puts the public web service together: settings, middleware, routers and error handlers; no logic."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from fastapi.telemetry import TelemetryConfig
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.types import ASGIApp

from directory_api.chat_gateway import routes as chat_gateway
from directory_api.database import make_engine
from directory_api.directory import routes as directory
from directory_api.documentation.page import add_documentation
from directory_api.errors import INVALID_REQUEST, add_error_handlers
from directory_api.finished_answers import FinishedAnswers
from directory_api.open_referral import routes as open_referral
from directory_api.open_referral.middleware import OPEN_TO_ALL, ZippedIfAsked
from directory_api.open_referral.router import FeedsFirst
from directory_api.privacy import PrivacyMiddleware, keep_visitors_out_of_logs, safe_headers
from directory_api.request_log import RequestLog
from directory_api.search.catalogue import CatalogueCache
from directory_api.settings import Settings
from directory_api.website import routes as website
from directory_api.wording import words

API = "/api/services"
# FastAPI would hand what visitors send, wrong values and faults with their texts, to any exporter it finds set up.
NO_TELEMETRY = TelemetryConfig(tracing=False, metrics=False, logs=False, operation_spans=False, auto_configure=False)
WEBSITE_FILES = Path(website.__file__).with_name("static")


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
        telemetry=NO_TELEMETRY,
    )
    app.state.settings = settings
    app.state.engine = make_engine(settings.database_url)
    app.state.catalogue_cache = CatalogueCache(app.state.engine)
    add_error_handlers(app)
    request_log, headers = RequestLog(), safe_headers(encrypted_only=settings.secure_cookies)
    app.add_middleware(PrivacyMiddleware, headers=headers, request_log=request_log)
    feeds: dict[str, ASGIApp] = {}
    for standard in open_referral.STANDARDS:
        answers = ExceptionMiddleware(open_referral.served_routes(standard), app.exception_handlers)
        feeds[standard.root] = ZippedIfAsked(PrivacyMiddleware(answers, headers | OPEN_TO_ALL, request_log))
    app.add_middleware(FeedsFirst, feeds=feeds)
    app.add_middleware(
        FinishedAnswers,
        catalogue_cache=app.state.catalogue_cache,
        request_log=request_log,
        below=(*open_referral.ROOTS, API),
    )
    for router in (directory.router, chat_gateway.router, website.router):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=WEBSITE_FILES), name="static")
    documented = [route for one in open_referral.STANDARDS for route in open_referral.documented_routes(one)]
    add_documentation(app, documented)
    return app
