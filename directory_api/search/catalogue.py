"""The whole directory in memory: about a hundred services, read once for each version of the data.

Every request reads the version (one row) and reuses the rest, so a new load shows at once and an answer takes a few
milliseconds. The objects are shared between requests and never changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from types import MappingProxyType

from sqlmodel import Session

from directory_api.areas import AreaTree
from directory_api.models import Service, SupportNeed
from directory_api.places import Gazetteer
from directory_api.search import queries
from directory_api.search.text_search import SearchText, find_by_text


@dataclass(frozen=True)
class Catalogue:
    """One version of the directory."""

    version: str
    services: tuple[Service, ...]
    by_key: Mapping[str, Service]  # id and slug
    needs: Mapping[str, SupportNeed]
    synonyms: Mapping[str, tuple[str, ...]]
    areas: AreaTree
    gazetteer: Gazetteer
    texts: Mapping[str, SearchText]

    @property
    def offered(self) -> Iterable[Service]:
        """The services that may be shown as help."""
        return (service for service in self.services if service.offered)

    def text_scores(self, query: str) -> dict[str, int]:
        """Return the ids of the services that match the words, with how well they do."""
        return find_by_text(((service, self.texts[service.id]) for service in self.services), query)

    def find(self, id_or_slug: str) -> Service | None:
        """Return the service of that id or slug, whatever its status."""
        return self.by_key.get(id_or_slug.strip().lower())


class CatalogueCache:
    """Keeps the catalogue of the version being served."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._catalogue: Catalogue | None = None

    def get(self, session: Session) -> Catalogue:
        """Return the catalogue of the database's version. Raises DirectoryNotLoadedError where nothing is loaded."""
        version = queries.dataset_version(session)
        with self._lock:
            if self._catalogue is None or self._catalogue.version != version:
                self._catalogue = read_catalogue(session, version)
            return self._catalogue


def read_catalogue(session: Session, version: str) -> Catalogue:
    """Read everything that answers rest on."""
    services = tuple(queries.all_services(session))
    areas = AreaTree(queries.all_areas(session))
    synonyms: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in queries.all_synonyms(session):
        synonyms[row.need_id] += (row.words,)
    needs = {need.id: need for need in queries.all_needs(session)}
    catalogue = Catalogue(
        version=version,
        services=services,
        by_key=MappingProxyType({key: service for service in services for key in (service.id, service.slug)}),
        needs=MappingProxyType(needs),
        synonyms=MappingProxyType(dict(synonyms)),
        areas=areas,
        gazetteer=Gazetteer(areas, queries.all_places(session), queries.all_postcode_districts(session)),
        texts=MappingProxyType({service.id: SearchText.of(service, needs, synonyms) for service in services}),
    )
    session.expunge_all()
    return catalogue
