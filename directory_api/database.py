"""The database engine. SQLite needs telling about foreign keys, waiting and readers beside a writer."""

from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine, make_url
from sqlmodel import create_engine


def make_engine(database_url: str) -> Engine:
    """An engine for `database_url` (sqlite:///… or postgresql://…). A SQLite file's folder is made if it is missing.

    Plain `postgres://` and `postgresql://` addresses use the psycopg driver. SQLite keeps a write-ahead log, so that
    a load does not stop readers, checks foreign keys, and waits up to five seconds for a lock. What a statement is
    given stays out of errors and logs: it may be what somebody typed.
    """
    url = make_url(database_url)
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    if not url.drivername.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    _make_folder(url.database)
    engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": 5}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _make_folder(database: str | None) -> None:
    if database and database != ":memory:" and not database.startswith("file:"):
        Path(database).parent.mkdir(parents=True, exist_ok=True)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=5000", "synchronous=NORMAL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
