"""Makes all ready to be served, once, when the data is loaded: each record's documents and the words that find it.

What did not change since the last load keeps its documents and its dates.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, delete, insert, select
from sqlmodel import Session, col

from directory_api.areas import AreaTree
from directory_api.data_pipeline.history import History, changes_shown
from directory_api.directory.mapping import ApiReference, service_detail, service_summary
from directory_api.models import Document, Service
from directory_api.open_referral.documents import (
    StandardReference,
    organization_documents,
    service_at_location_documents,
    service_documents,
    taxonomy_documents,
    taxonomy_term_documents,
)
from directory_api.search import queries
from directory_api.search.text.rows import search_text_row, write_search_text

AT_ONCE = 500  # services held in memory with all that belongs to them
OF_A_SERVICE = ("service", "service_summary", "api_service", "api_service_summary")
OF_A_PLACE = ("service_at_location", "service_at_location_summary")
HOW_FOUND = {"match", "distance_metres"}  # added when it is found
ALWAYS_MADE_ANEW = ("organization", "organization_summary", "taxonomy", "taxonomy_term")


class Rendered(NamedTuple):
    """A record's documents by kind, without the dates of their changes."""

    kind: str
    id: str
    name: str
    documents: dict[str, dict[str, Any]]

    @property
    def fingerprint(self) -> str:
        """A hash that changes whenever one of the documents does."""
        return hashlib.blake2b(orjson.dumps(list(self.documents.values())), digest_size=16).hexdigest()


def publish(connection: Connection) -> None:
    """Fill the tables of documents, revisions, history and search from the rows just written on this connection."""
    with Session(bind=connection) as session:
        Publisher(connection, session, History.read(connection)).run()


class Publisher:
    """One load's documents on their way into the database."""

    def __init__(self, connection: Connection, session: Session, history: History) -> None:
        self._connection = connection
        self._session = session
        self._history = history
        self._needs = {need.id: need for need in queries.all_needs(session)}
        self._synonyms: dict[str, list[str]] = defaultdict(list)
        for row in queries.all_synonyms(session):
            self._synonyms[row.need_id].append(row.words)
        areas = AreaTree(queries.all_areas(session))
        self._standard = StandardReference(self._needs.values(), areas)
        names = dict(connection.execute(select(col(Service.slug), col(Service.name))).all())
        self._api = ApiReference(areas, names)
        session.expunge_all()

    def run(self) -> None:
        """Publish everything."""
        texts = [row for chunk in self._services() for row in self._publish(chunk)]
        write_search_text(self._connection, texts)
        gone = self._history.note_removals()
        self._remove(OF_A_SERVICE, [id_ for kind, id_ in gone if kind == "service"])
        self._remove(OF_A_PLACE, [id_ for kind, id_ in gone if kind == "service_at_location"])
        self._history.write(self._connection)
        self._publish_the_rest()

    def _services(self) -> Iterator[list[tuple[int, Service]]]:
        """Return all services with their positions, a few hundred at a time."""
        rows = self._connection.execute(select(col(Service.id), col(Service.name), col(Service.slug))).all()
        ids = [row.id for row in sorted(rows, key=lambda row: (row.name.casefold(), row.slug))]
        for start in range(0, len(ids), AT_ONCE):
            chunk = ids[start : start + AT_ONCE]
            found = queries.services_in_full(self._session, chunk)
            yield [(start + place, found[id_]) for place, id_ in enumerate(chunk)]
            self._session.expunge_all()

    def _publish(self, chunk: Sequence[tuple[int, Service]]) -> list[dict[str, Any]]:
        rendered = [record for _, service in chunk for record in self._render(service)]
        changed = [
            (record, fingerprint)
            for record in rendered
            if not self._history.is_unchanged(record.kind, record.id, fingerprint := record.fingerprint)
        ]
        before = self._before(record for record, _ in changed)
        self._write([(record, self._note(record, fingerprint, before)) for record, fingerprint in changed])
        return [search_text_row(position, service, self._needs, self._synonyms) for position, service in chunk]

    def _render(self, service: Service) -> Iterator[Rendered]:
        standard = service_documents(service, self._standard)
        documents = {
            "service": standard.full,
            "service_summary": standard.summary,
            "api_service": service_detail(service, self._api).model_dump(mode="json"),
            "api_service_summary": service_summary(service, self._api).model_dump(mode="json", exclude=HOW_FOUND),
        }
        yield Rendered("service", service.id, service.name, documents)
        for id_, full, summary in service_at_location_documents(service, self._standard):
            pair = {"service_at_location": full, "service_at_location_summary": summary}
            yield Rendered("service_at_location", id_, service.name, pair)

    def _note(self, record: Rendered, fingerprint: str, before: Mapping[tuple[str, str], Any]) -> list[dict[str, Any]]:
        old, new = before.get((record.kind, record.id)), record.documents[record.kind]
        return self._history.note(record.kind, record.id, record.name, fingerprint, old, new)

    def _before(self, changed: Iterable[Rendered]) -> dict[tuple[str, str], Any]:
        """Return the documents that the last load made of records that changed since."""
        found: dict[tuple[str, str], Any] = {}
        ids: dict[str, list[str]] = defaultdict(list)
        for record in changed:
            if (record.kind, record.id) in self._history.known:
                ids[record.kind].append(record.id)
        for kind, known in ids.items():
            old = queries.documents(self._connection, kind, known)
            found |= {(kind, id_): orjson.loads(body) for id_, body in old.items()}
        return found

    def _write(self, changed: Sequence[tuple[Rendered, list[dict[str, Any]]]]) -> None:
        """Write the documents of changed records, with the date of the change and the record's history."""
        known = [record.id for record, _ in changed if (record.kind, record.id) in self._history.known]
        past = self._history.of(self._connection, known)
        rows = []
        for record, changes in changed:
            for kind, document in record.documents.items():
                if kind in OF_A_SERVICE[:2]:
                    document["last_modified"] = self._history.now
                if kind == "service":
                    document["metadata"] = changes_shown([*past.get(record.id, ()), *changes])
                rows.append(_row(kind, record.id, document))
        self._remove((*OF_A_SERVICE, *OF_A_PLACE), known)
        self._insert(rows)

    def _publish_the_rest(self) -> None:
        """Make the documents of organizations and taxonomies anew: they are few, and carry no dates."""
        self._connection.execute(delete(Document).where(col(Document.kind).in_(ALWAYS_MADE_ANEW)))
        rows = []
        for organization in queries.all_organizations(self._session):
            full, summary = organization_documents(organization, self._standard)
            rows.append(_row("organization", organization.id, full))
            rows.append(_row("organization_summary", organization.id, summary))
        rows += [_row("taxonomy", *one) for one in taxonomy_documents(self._standard)]
        rows += [_row("taxonomy_term", *one) for one in taxonomy_term_documents(self._standard)]
        self._insert(rows)

    def _insert(self, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(Document), rows)

    def _remove(self, kinds: Iterable[str], ids: Sequence[str]) -> None:
        for start in range(0, len(ids), AT_ONCE):
            these = col(Document.id).in_(ids[start : start + AT_ONCE])
            self._connection.execute(delete(Document).where(col(Document.kind).in_(kinds), these))


def _row(kind: str, id_: str, document: dict[str, Any]) -> dict[str, Any]:
    return {"kind": kind, "id": id_, "body": orjson.dumps(document).decode()}
