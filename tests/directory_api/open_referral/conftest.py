"""Every service with all its relations, and what its documents refer to."""

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from directory_api.areas import AreaTree
from directory_api.database import make_engine
from directory_api.models import Service
from directory_api.open_referral.documents import StandardReference
from directory_api.search import queries


@pytest.fixture(scope="session")
def session(directory_url: str) -> Iterator[Session]:
    with Session(make_engine(directory_url)) as session:
        yield session


@pytest.fixture(scope="session")
def reference(session: Session) -> StandardReference:
    synonyms: dict[str, list[str]] = {}
    for row in queries.all_synonyms(session):
        synonyms.setdefault(row.need_id, []).append(row.words)
    return StandardReference(queries.all_needs(session), AreaTree(queries.all_areas(session)), synonyms)


@pytest.fixture(scope="session")
def services(session: Session) -> list[Service]:
    return list(queries.all_services(session))
