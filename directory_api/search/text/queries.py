"""The selects of the text search. Both databases answer one question: which services hold this token?"""

import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from directory_api.errors import DirectoryNotLoadedError
from directory_api.models import Dataset, SearchWord, Service

Positions = NDArray[np.int32]

MOST_AT_ONCE = 200  # tokens in one statement; SQLite joins at most 500 selects
HOLDING = {
    "sqlite": "SELECT {part}, group_concat(rowid) FROM search_text_index WHERE search_text_index MATCH :token_{part}",
    "postgresql": "SELECT {part}, string_agg(CAST(position AS text), ',') FROM search_text"
    " WHERE tokens @@ CAST(:token_{part} AS tsquery)",
}
QUOTED = {"sqlite": '"{}"', "postgresql": "'{}'"}  # tokens hold letters, digits, "=" and "_" only


class TextSearchOutOfDateError(DirectoryNotLoadedError):
    """Other data has been loaded since this search was made, so its positions mean other services now."""


def known_words(connection: Connection) -> Iterator[tuple[str, str, int]]:
    """Return every word that services hold, with its stem and how many hold it."""
    statement = select(SearchWord.word, SearchWord.stem, SearchWord.services)
    for word, stem, services in connection.execute(statement):
        yield str(word), str(stem), int(services)


def names_of_services(connection: Connection) -> Iterator[tuple[str, str | None]]:
    """Return the name and the other names of every service."""
    for name, other_names in connection.execute(select(Service.name, Service.other_names)):
        yield str(name), other_names


def data_version(connection: Connection) -> str | None:
    """Return which services_data is being served, if any."""
    return connection.scalar(select(Dataset.version))


def holding(engine: Engine, tokens: Sequence[str], version: str | None) -> list[Positions]:
    """Return the positions of the services that hold each token, in no order.

    With a version, the answer is of that version: TextSearchOutOfDateError says that the data is another by now.
    Raises DirectoryNotLoadedError if the database fails, without the words that were looked for.
    """
    ask = _ask_file if engine.dialect.name == "sqlite" else _ask
    found: list[Positions] = []
    try:
        for start in range(0, len(tokens), MOST_AT_ONCE):
            some = tokens[start : start + MOST_AT_ONCE]
            rows = ask(engine, some)
            if version is not None and rows[-1] != version:
                raise TextSearchOutOfDateError
            found += [np.fromstring(rows[part] or "", dtype=np.int32, sep=",") for part in range(len(some))]
    except (DBAPIError, sqlite3.Error):
        raise DirectoryNotLoadedError from None
    return found


def _ask(engine: Engine, tokens: Sequence[str]) -> dict[int, Any]:
    database = engine.dialect.name
    with engine.connect() as connection:
        rows = connection.execute(text(_statement(database, len(tokens))), _quoted(database, tokens))
        return {row[0]: row[1] for row in rows}


def _ask_file(engine: Engine, tokens: Sequence[str]) -> dict[int, Any]:
    """Ask a SQLite file without all that prepares a statement for any database: it takes longer than the answer."""
    pooled = engine.raw_connection()
    try:
        cursor = pooled.cursor()
        cursor.execute(_statement("sqlite", len(tokens)), _quoted("sqlite", tokens))
        return dict(cursor.fetchall())
    finally:
        pooled.close()


def _quoted(database: str, tokens: Sequence[str]) -> dict[str, str]:
    return {f"token_{part}": QUOTED[database].format(token) for part, token in enumerate(tokens)}


@cache
def _statement(database: str, count: int) -> str:
    """One statement, so that the version and all positions are of one moment."""
    parts = [HOLDING[database].format(part=part) for part in range(count)]
    return " UNION ALL ".join(["SELECT -1, (SELECT version FROM dataset)", *parts])
