"""What routes ask for, each declared once as an annotated type."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool

from directory_api.search.catalogue import Catalogue, CatalogueCache


async def get_catalogue(request: Request) -> Catalogue:
    """Return the directory as the database holds it now. Only a look at the database costs a thread."""
    cache: CatalogueCache = request.app.state.catalogue_cache
    at_hand = cache.at_hand
    return await run_in_threadpool(cache.get) if at_hand is None else at_hand


def clock() -> datetime:
    """Return the present moment. Tests put a clock of their own in its place."""
    return datetime.now(UTC)


async def get_now() -> datetime:
    """Return the moment that answers are judged at."""
    return clock()


CatalogueDep = Annotated[Catalogue, Depends(get_catalogue)]
NowDep = Annotated[datetime, Depends(get_now)]
