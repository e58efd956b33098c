"""The one transaction of a load, with SQLite set up for writing much at once."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Connection, Engine, inspect

CACHE = -64_000  # kibibytes, as SQLite wants them: pages of indexes are changed many times before they are written


def is_without_tables(engine: Engine) -> bool:
    """Whether nobody can be reading from this database, for there is nothing in it."""
    with engine.connect() as connection:
        return not inspect(connection).has_table("dataset")


@contextmanager
def one_transaction(engine: Engine, *, nobody_reads: bool) -> Iterator[Connection]:
    """A connection whose work is kept as a whole when the block ends, and not at all if it raises.

    With `nobody_reads` a SQLite file is written straight and not by way of the write-ahead log, which lets readers go
    on reading and doubles what is written. A fault or a loss of power is undone from SQLite's rollback journal.
    """
    with engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            with connection.begin():
                yield connection
            return
        database: Any = connection.connection.dbapi_connection
        cache = database.execute("PRAGMA cache_size").fetchone()[0]
        database.execute(f"PRAGMA cache_size={CACHE}")
        if nobody_reads:
            _leave_the_log(database)
        try:
            with connection.begin():
                yield connection
        finally:
            database.execute(f"PRAGMA cache_size={cache}")
            if nobody_reads:
                _keep_a_log_again(database)


def _leave_the_log(database: sqlite3.Connection) -> None:
    """Somebody else may have the file open after all: then the log stays, and the load only takes longer."""
    with suppress(sqlite3.OperationalError):
        database.execute("PRAGMA journal_mode=DELETE")
        database.execute("PRAGMA synchronous=FULL")


def _keep_a_log_again(database: sqlite3.Connection) -> None:
    """As make_engine sets it up. If somebody has begun to read, the next connection sees to it."""
    with suppress(sqlite3.OperationalError):
        database.execute("PRAGMA synchronous=NORMAL")
        database.execute("PRAGMA journal_mode=WAL")
