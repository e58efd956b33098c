"""A service's documents and search text as they are stored, apart from the dates of its changes.

With thousands of services the work is shared between processes, which give back finished texts only.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import orjson

from directory_api.areas import AreaTree
from directory_api.data_pipeline.sharing import in_order
from directory_api.directory.mapping import ApiReference, service_detail, service_summary
from directory_api.models import Service, SupportNeed
from directory_api.open_referral.documents import StandardReference, service_at_location_documents, service_documents
from directory_api.search.text.rows import search_text_row

HOW_FOUND = {"match", "distance_metres"}  # what the API adds to a service when it is found

Json = dict[str, Any]


class Record(NamedTuple):
    """A record's documents by kind, as JSON. The fingerprint changes whenever one of them does."""

    kind: str
    id: str
    name: str
    documents: dict[str, bytes]
    fingerprint: str


class Rendered(NamedTuple):
    """What one service becomes: its own record and those of its places, and the words that find it."""

    records: list[Record]
    search_text: Json


class Renderer:
    """Renders services with the reference data that they name."""

    def __init__(
        self,
        needs: Mapping[str, SupportNeed],
        synonyms: Mapping[str, Sequence[str]],
        areas: AreaTree,
        names: Mapping[str, str],
    ) -> None:
        self._needs = needs
        self._synonyms = synonyms
        self.standard = StandardReference(needs.values(), areas)
        self._api = ApiReference(areas, names)

    def render(self, position: int, service: Service) -> Rendered:
        """Render the service at this position."""
        standard = service_documents(service, self.standard)
        documents: dict[str, Json | bytes] = {
            "service": standard.full,
            "service_summary": standard.summary,
            "api_service": service_detail(service, self._api).model_dump_json().encode(),
            "api_service_summary": service_summary(service, self._api).model_dump_json(exclude=HOW_FOUND).encode(),
        }
        records = [_record("service", service.id, service.name, documents)]
        for id_, full, summary in service_at_location_documents(service, self.standard):
            pair: dict[str, Json | bytes] = {"service_at_location": full, "service_at_location_summary": summary}
            records.append(_record("service_at_location", id_, service.name, pair))
        return Rendered(records, search_text_row(position, service, self._needs, self._synonyms))

    def render_all(self, services: Sequence[Service]) -> Iterator[Rendered]:
        """Render all services, in order."""
        yield from in_order(lambda numbered: self.render(*numbered), list(enumerate(services)))


def _record(kind: str, id_: str, name: str, documents: Mapping[str, Json | bytes]) -> Record:
    texts = {
        of_kind: document if isinstance(document, bytes) else orjson.dumps(document)
        for of_kind, document in documents.items()
    }
    fingerprint = hashlib.blake2b(b"\n".join(texts.values()), digest_size=16).hexdigest()
    return Record(kind, id_, name, texts, fingerprint)


def with_dates(body: bytes, dates: Json) -> str:
    """Return a document with the dates of its changes added."""
    return b"".join((body[:-1], b",", orjson.dumps(dates)[1:])).decode()
