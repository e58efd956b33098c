"""Many rows into one table at once."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, Connection, Date, DateTime, Table, TypeDecorator, insert
from sqlmodel import SQLModel


def insert_rows(connection: Connection, model: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that hold every column.

    SQLite takes them straight from the driver: what prepares values for any database takes longer than writing them.
    Dates need that preparation.
    """
    table: Table = model.__table__  # type: ignore[attr-defined]
    if not rows:
        return
    if any(_is_dated(column) for column in table.columns) or connection.dialect.name != "sqlite":
        connection.execute(insert(table), list(rows))
        return
    names = [column.name for column in table.columns]
    columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    statement = f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})'  # noqa: S608  (the table's own names)
    values = itemgetter(*names)
    connection.exec_driver_sql(statement, [values(row) for row in rows])


def _is_dated(column: Column[Any]) -> bool:
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    return isinstance(kind, Date | DateTime)
