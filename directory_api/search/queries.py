"""The only selects over the directory's tables: whole objects that live on without their session, or plain rows where
all services are read at once.

Text is put in order by those who ask and not by the database: SQLite and PostgreSQL order letters differently.
"""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, SQLModel, col, select

from directory_api.errors import DirectoryNotLoadedError
from directory_api.models import (
    Area,
    Dataset,
    Document,
    Location,
    NeedSynonym,
    Organization,
    Place,
    PostcodeCentroid,
    PostcodeDistrict,
    Service,
    ServiceAtLocation,
    SupportNeed,
)
from directory_api.search.assemble import PARTS, services_of

ROWS_AT_ONCE = 5_000


def dataset_stamp(connection: Connection) -> tuple[str, str]:
    """Return the version of the data being served and when it was loaded: together they change with every load.

    Raises DirectoryNotLoadedError where there is nothing to serve.
    """
    try:
        found = connection.execute(select(Dataset.version, Dataset.loaded_at)).first()
    except DBAPIError:
        raise DirectoryNotLoadedError from None
    if found is None:
        raise DirectoryNotLoadedError
    return found.version, found.loaded_at.isoformat()


def one_moment(connection: Connection) -> Connection:
    """Make all that this connection reads next come from one moment, though a load may end in between."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN")
        return connection
    return connection.execution_options(isolation_level="REPEATABLE READ")


def services_in_full(connection: Connection, ids: Sequence[str]) -> list[Service]:
    """Return services with all that belongs to them, in order of name. They are plain: see assemble.py."""
    rows: dict[type[SQLModel], list[dict[str, Any]]] = {Service: _rows(connection, Service, "id", ids)}
    for table in PARTS.values():
        rows[table] = _rows(connection, table, "service_id", ids)
    organizations = {row["organization_id"] for row in rows[Service]}
    locations = {row["location_id"] for row in rows[ServiceAtLocation]}
    rows[Organization] = _rows(connection, Organization, "id", organizations)
    rows[Location] = _rows(connection, Location, "id", locations)
    return list(services_of(rows))


def _rows(connection: Connection, model: type[SQLModel], column: str, values: Collection[str]) -> list[dict[str, Any]]:
    table: Table = model.__table__  # type: ignore[attr-defined]
    found = connection.execute(table.select().where(table.c[column].in_(values)))
    return [dict(row) for row in found.mappings()]


DOCUMENTS = select(Document.id, Document.body).where(
    Document.kind == bindparam("kind"), col(Document.id).in_(bindparam("ids", expanding=True))
)


def documents(connection: Connection, kind: str, ids: Sequence[str]) -> dict[str, str]:
    """Return the texts of documents of one kind, by id. Ids that name none are left out."""
    return {row.id: row.body for row in connection.execute(DOCUMENTS, {"kind": kind, "ids": ids})}


def documents_of_sqlite(connection: sqlite3.Connection, kind: str, ids: Sequence[str]) -> dict[str, str]:
    """Return the same from a SQLite file, without all that prepares a statement for any database."""
    marks = ",".join("?" * len(ids))
    rows = connection.execute(f"SELECT id, body FROM document WHERE kind = ? AND id IN ({marks})", (kind, *ids))  # noqa: S608
    return dict(rows.fetchall())


def whole_kind(connection: Connection, kind: str) -> Iterator[Row[Any]]:
    """Return the ids and texts of all documents of one kind, a few thousand at a time."""
    reader = connection.execution_options(yield_per=ROWS_AT_ONCE)
    return iter(reader.execute(select(Document.id, Document.body).where(Document.kind == kind)))


def columns(connection: Connection, *wanted: Any) -> Iterator[Row[Any]]:
    """Return the rows of some columns of one table, read a few thousand at a time."""
    reader = connection.execution_options(yield_per=ROWS_AT_ONCE)
    return iter(reader.execute(select(*wanted)))


def all_organizations(session: Session) -> list[Organization]:
    """Return every organization in order of name."""
    return sorted(session.exec(select(Organization)).all(), key=lambda row: (row.name.casefold(), row.slug))


def all_areas(session: Session) -> list[Area]:
    """Return every area in order of name."""
    return sorted(session.exec(select(Area)).all(), key=lambda area: area.name)


def all_places(session: Session) -> Sequence[Place]:
    """Return every name that people use for somewhere, in the data's order."""
    return session.exec(select(Place).order_by(col(Place.id))).all()


def all_postcode_districts(session: Session) -> list[PostcodeDistrict]:
    """Return every postcode district with each area it touches, the largest share first."""
    rows = session.exec(select(PostcodeDistrict)).all()
    return sorted(rows, key=lambda row: (row.code, -row.share_percent, row.area_id or ""))


def all_centroids(session: Session) -> Sequence[PostcodeCentroid]:
    """Return the middle of every postcode sector and district."""
    return session.exec(select(PostcodeCentroid)).all()


def all_needs(session: Session) -> Sequence[SupportNeed]:
    """Return every need in the data's order."""
    return session.exec(select(SupportNeed).order_by(col(SupportNeed.position))).all()


def all_synonyms(session: Session) -> Sequence[NeedSynonym]:
    """Return every other way people say a need, in the data's order."""
    return session.exec(select(NeedSynonym).order_by(col(NeedSynonym.id))).all()
