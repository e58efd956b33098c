"""Many rows into one table at once."""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, Connection, Date, DateTime, Dialect, Table, TypeDecorator, insert
from sqlmodel import SQLModel

Prepare = Callable[[Any], Any]


def insert_rows(connection: Connection, model: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that hold every column.

    SQLite takes them straight from the driver, with only their dates prepared: what prepares any value for any
    database takes longer than writing them.
    """
    table: Table = model.__table__  # type: ignore[attr-defined]
    if not rows:
        return
    if connection.dialect.name != "sqlite":
        connection.execute(insert(table), list(rows))
        return
    names = [column.name for column in table.columns]
    columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    statement = f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})'  # noqa: S608  (the table's own names)
    values = itemgetter(*names)
    prepared = _preparations(table, connection.dialect)
    if prepared:
        rows = [row | {name: prepare(row[name]) for name, prepare in prepared.items()} for row in rows]
    connection.exec_driver_sql(statement, [values(row) for row in rows])


def _preparations(table: Table, dialect: Dialect) -> dict[str, Prepare]:
    """How the values of dated columns become what the database keeps."""
    dated = {column.name: column.type.dialect_impl(dialect) for column in table.columns if _is_dated(column)}
    found = {name: kind.bind_processor(dialect) for name, kind in dated.items()}
    return {name: prepare for name, prepare in found.items() if prepare}


def _is_dated(column: Column[Any]) -> bool:
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    return isinstance(kind, Date | DateTime)
