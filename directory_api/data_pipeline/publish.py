"""Makes all ready to be served, once, when the data is loaded: each record's documents and the words that find it.

What did not change since the last load keeps its documents and its dates.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import batched
from typing import Any

import orjson
from sqlalchemy import Connection, delete
from sqlmodel import Session, col

from directory_api.areas import AreaTree
from directory_api.data_pipeline.bulk import insert_rows
from directory_api.data_pipeline.history import History, changes_shown
from directory_api.data_pipeline.render import Record, Renderer, with_dates
from directory_api.data_pipeline.rows import Rows
from directory_api.models import Document, Service
from directory_api.open_referral.documents import organization_documents, taxonomy_documents, taxonomy_term_documents
from directory_api.search import queries
from directory_api.search.assemble import services_of
from directory_api.search.text.rows import write_search_text

SERVICES_AT_ONCE = 250
IDS_AT_ONCE = 500
OF_A_SERVICE = ("service", "service_summary", "api_service", "api_service_summary")
OF_A_PLACE = ("service_at_location", "service_at_location_summary")
ALWAYS_MADE_ANEW = ("organization", "organization_summary", "taxonomy", "taxonomy_term")

Json = dict[str, Any]
Changed = list[tuple[Record, list[Json]]]  # with what changed


def publish(connection: Connection, rows: Rows) -> None:
    """Fill the tables of documents, revisions, history and search from the rows just written on this connection."""
    with Session(bind=connection) as session:
        Publisher(connection, session, rows).run()


class Publisher:
    """One load's documents on their way into the database."""

    def __init__(self, connection: Connection, session: Session, rows: Rows) -> None:
        self._connection = connection
        self._session = session
        self._rows = rows
        self._history = History.read(connection)
        synonyms: dict[str, list[str]] = defaultdict(list)
        for row in queries.all_synonyms(session):
            synonyms[row.need_id].append(row.words)
        self._renderer = Renderer(
            needs={need.id: need for need in queries.all_needs(session)},
            synonyms=synonyms,
            areas=AreaTree(queries.all_areas(session)),
            names={row["slug"]: row["name"] for row in rows[Service]},
        )
        session.expunge_all()

    def run(self) -> None:
        """Publish everything."""
        texts = []
        for some in batched(self._renderer.render_all(list(services_of(self._rows))), SERVICES_AT_ONCE):
            self._publish([record for one in some for record in one.records])
            texts += [one.search_text for one in some]
        write_search_text(self._connection, texts)
        gone = self._history.note_removals()
        self._remove(OF_A_SERVICE, [id_ for kind, id_ in gone if kind == "service"])
        self._remove(OF_A_PLACE, [id_ for kind, id_ in gone if kind == "service_at_location"])
        self._history.write(self._connection)
        self._publish_the_rest()

    def _publish(self, records: Sequence[Record]) -> None:
        history = self._history
        changed = [one for one in records if not history.is_unchanged(one.kind, one.id, one.fingerprint)]
        before = self._before(changed)
        self._write([(record, self._note(record, before)) for record in changed])

    def _note(self, record: Record, before: Mapping[tuple[str, str], Json]) -> list[Json]:
        old = before.get((record.kind, record.id))
        new = orjson.loads(record.documents[record.kind]) if old else {}
        return self._history.note(record.kind, record.id, record.name, record.fingerprint, old, new)

    def _before(self, changed: Iterable[Record]) -> dict[tuple[str, str], Json]:
        """Return the documents that the last load made of records that changed since."""
        found: dict[tuple[str, str], Json] = {}
        ids: dict[str, list[str]] = defaultdict(list)
        for record in changed:
            if (record.kind, record.id) in self._history.known:
                ids[record.kind].append(record.id)
        for kind, known in ids.items():
            old = queries.documents(self._connection, kind, known)
            found |= {(kind, id_): orjson.loads(body) for id_, body in old.items()}
        return found

    def _write(self, changed: Changed) -> None:
        """Write the documents of changed records, with the date of the change and the record's history."""
        known = [record.id for record, _ in changed if (record.kind, record.id) in self._history.known]
        past = self._history.of(self._connection, known)
        rows = []
        for record, changes in changed:
            dates: Json = {"last_modified": self._history.now}
            history = dates | {"metadata": changes_shown([*past.get(record.id, ()), *changes])}
            added = {"service": history, "service_summary": dates}
            for kind, body in record.documents.items():
                text = with_dates(body, added[kind]) if kind in added else body.decode()
                rows.append({"kind": kind, "id": record.id, "body": text})
        self._remove((*OF_A_SERVICE, *OF_A_PLACE), known)
        insert_rows(self._connection, Document, rows)

    def _publish_the_rest(self) -> None:
        """Make the documents of organizations and taxonomies anew: they are few, and carry no dates."""
        self._connection.execute(delete(Document).where(col(Document.kind).in_(ALWAYS_MADE_ANEW)))
        reference = self._renderer.standard
        rows = []
        for organization in queries.all_organizations(self._session):
            full, summary = organization_documents(organization, reference)
            rows.append(_row("organization", organization.id, full))
            rows.append(_row("organization_summary", organization.id, summary))
        rows += [_row("taxonomy", *one) for one in taxonomy_documents(reference)]
        rows += [_row("taxonomy_term", *one) for one in taxonomy_term_documents(reference)]
        insert_rows(self._connection, Document, rows)

    def _remove(self, kinds: Iterable[str], ids: Sequence[str]) -> None:
        for start in range(0, len(ids), IDS_AT_ONCE):
            these = col(Document.id).in_(ids[start : start + IDS_AT_ONCE])
            self._connection.execute(delete(Document).where(col(Document.kind).in_(kinds), these))


def _row(kind: str, id_: str, document: Json) -> Json:
    return {"kind": kind, "id": id_, "body": orjson.dumps(document).decode()}
