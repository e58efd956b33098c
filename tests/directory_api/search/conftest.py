"""The real services_data in SQLite and in PostgreSQL, each loaded once, and the search over both."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from directory_api.data_pipeline.load import load
from directory_api.database import make_engine
from directory_api.search.catalogue import Catalogue, CatalogueCache
from directory_api.search.find import find_services
from directory_api.search.text.search import TextMatches
from directory_api.settings import REPOSITORY
from tests.throwaway_servers import PostgresServer

DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.requires("postgresql"))]


@dataclass(frozen=True)
class Searcher:
    """Asks one database's catalogue."""

    catalogue: Catalogue

    def __call__(self, query: str) -> list[str]:
        """Return the slugs of what a visitor sees, in order."""
        return [self.slug(int(position)) for position in find_services(self.catalogue, {"search": query}).positions]

    def matches(self, query: str) -> TextMatches:
        return self.catalogue.text.find(query)

    def position(self, slug: str) -> int:
        return self.catalogue.index.position_of[slug]

    def slug(self, position: int) -> str:
        service = self.catalogue.services.read([self.catalogue.index.ids[position]])[0]
        return service.slug


@pytest.fixture(scope="session")
def search_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return loaded(f"sqlite:///{tmp_path_factory.mktemp('search')}/directory.db")


@pytest.fixture(scope="session")
def search_postgresql(postgres_server: PostgresServer) -> Iterator[Searcher]:
    with postgres_server.new_database() as url:
        yield loaded(url)


@pytest.fixture(params=DATABASES)
def search(request: pytest.FixtureRequest) -> Searcher:
    """The search over each database in turn."""
    searcher: Searcher = request.getfixturevalue(f"search_{request.param}")
    return searcher


def loaded(url: str) -> Searcher:
    engine = make_engine(url)
    load(REPOSITORY / "services_data", engine)
    return Searcher(CatalogueCache(engine).get())
