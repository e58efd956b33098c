"""What routes ask for, each declared once as an annotated type."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request
from sqlmodel import Session

from directory_api.search.catalogue import Catalogue, CatalogueCache


def get_session(request: Request) -> Iterator[Session]:
    """Give one read session a request."""
    with Session(request.app.state.engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]


def get_catalogue(request: Request, session: SessionDep) -> Catalogue:
    """Return the directory as the database holds it now."""
    cache: CatalogueCache = request.app.state.catalogue_cache
    return cache.get(session)


def get_now() -> datetime:
    """Return the moment that answers are judged at. Tests put their own in its place."""
    return datetime.now(UTC)


CatalogueDep = Annotated[Catalogue, Depends(get_catalogue)]
NowDep = Annotated[datetime, Depends(get_now)]
