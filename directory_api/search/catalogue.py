"""One version of the directory, ready to answer: columns of all services, documents, places and needs.

The version being served is looked up again at most once a second, so a new load shows within that time; it is read
while the one before goes on answering.
"""

import gc
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine
from sqlmodel import Session

from directory_api.areas import AreaTree
from directory_api.centroids import Centroids
from directory_api.models import Organization, Service, SupportNeed
from directory_api.places import Gazetteer
from directory_api.search import queries
from directory_api.search.index import ServiceIndex
from directory_api.search.kept import Documents, Services
from directory_api.search.openings import Openings
from directory_api.search.read_index import read_index
from directory_api.search.text.search import TextSearch
from directory_api.search.whole_kind import WholeKind

LOOK_AGAIN_SECONDS = 1.0


@dataclass(frozen=True)
class Catalogue:
    """One version of the directory."""

    version: str
    stamp: str  # changes with every load, even of equal data
    index: ServiceIndex
    openings: Openings
    text: TextSearch
    documents: Documents
    services: Services
    needs: Mapping[str, SupportNeed]
    synonyms: Mapping[str, tuple[str, ...]]
    areas: AreaTree
    gazetteer: Gazetteer
    centroids: Centroids
    organizations: Mapping[str, Organization]  # by id, in order of name
    is_a_file: bool  # a SQLite file: asking it takes less time than a thread would, so nothing needs to be sent away

    def at(self, positions: NDArray[np.intp]) -> list[Service]:
        """Return the services at these positions, with all that belongs to them."""
        return self.services.read([self.index.ids[position] for position in positions])

    def find(self, id_or_slug: str) -> Service | None:
        """Return the service of that id or slug, whatever its status."""
        position = self.index.position_of.get(id_or_slug.strip().lower())
        return None if position is None else next(iter(self.services.read([self.index.ids[position]])), None)


class CatalogueCache:
    """Keeps the catalogue of the version being served."""

    def __init__(self, engine: Engine, look_again_after: float = LOOK_AGAIN_SECONDS) -> None:
        self._engine = engine
        self._look_again_after = look_again_after
        self._looked_at = 0.0
        self._catalogue: Catalogue | None = None
        self._reading = Lock()

    @property
    def at_hand(self) -> Catalogue | None:
        """The catalogue, if there is one and the version was looked up a moment ago."""
        recent = time.monotonic() - self._looked_at < self._look_again_after
        return self._catalogue if recent else None

    def get(self) -> Catalogue:
        """Return the catalogue of the database's version. Raises DirectoryNotLoadedError where nothing is loaded.

        While one caller reads a new version, all others are given the one before.
        """
        current = self.at_hand
        if current is not None:
            return current
        if not self._reading.acquire(blocking=self._catalogue is None) and self._catalogue is not None:
            return self._catalogue
        try:
            return self._look_up()
        finally:
            self._reading.release()

    def _look_up(self) -> Catalogue:
        with self._engine.connect() as connection:
            version, loaded_at = queries.dataset_stamp(queries.one_moment(connection))
            stamp = f"{version}-{loaded_at}"
            if self._catalogue is None or self._catalogue.stamp != stamp:
                self._catalogue = read_catalogue(self._engine, connection, version, stamp)
                gc.collect()
                gc.freeze()  # all of it stays: to look for garbage in it again and again would hold up answers
        self._looked_at = time.monotonic()
        return self._catalogue


def read_catalogue(engine: Engine, connection: Connection, version: str, stamp: str) -> Catalogue:
    """Read everything that answers rest on."""
    with Session(bind=connection) as session:
        centroids = Centroids(queries.all_centroids(session))
        index, openings = read_index(connection, centroids)
        areas = AreaTree(queries.all_areas(session))
        needs = {need.id: need for need in queries.all_needs(session)}
        synonyms: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for row in queries.all_synonyms(session):
            synonyms[row.need_id] += (row.words,)
        catalogue = Catalogue(
            version=version,
            stamp=stamp,
            index=index,
            openings=openings,
            text=TextSearch.of(engine, len(index), needs, synonyms, connection),
            documents=_documents(engine, connection, index),
            services=Services(engine),
            needs=MappingProxyType(needs),
            synonyms=MappingProxyType(dict(synonyms)),
            areas=areas,
            gazetteer=Gazetteer(areas, queries.all_places(session), queries.all_postcode_districts(session)),
            centroids=centroids,
            is_a_file=engine.dialect.name == "sqlite",
            organizations=MappingProxyType({row.id: row for row in queries.all_organizations(session)}),
        )
        session.expunge_all()
    return catalogue


def _documents(engine: Engine, connection: Connection, index: ServiceIndex) -> Documents:
    """Return the documents. Those in the standard's lists are held whole: a page takes some from anywhere."""
    services = dict.fromkeys(("service", "service_summary", "api_service", "api_service_summary"), index.ids)
    places = dict.fromkeys(("service_at_location", "service_at_location_summary"), index.places.ids)
    ids = services | places
    listed = ("service_summary", "service_at_location_summary")
    return Documents(engine, {kind: WholeKind.read(connection, kind, ids[kind]) for kind in listed}, ids)
