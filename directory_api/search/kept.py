"""What was read from the database and is kept for the next request, up to a limit. One of these belongs to one version
of the data, so nothing in it grows old."""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from threading import Lock
from typing import cast

from fastapi.concurrency import run_in_threadpool
from sqlalchemy import Engine

from directory_api.models import Service
from directory_api.search.queries import documents, documents_of_sqlite, services_in_full
from directory_api.search.whole_kind import Numbers, Text, WholeKind

MOST_DOCUMENT_BYTES = 16 * 2**20
MOST_SERVICES = 600  # with all that hangs on them: some 10 kB each
IDS_AT_ONCE = 500


class Kept[Key: Hashable, Value]:
    """A store of the values asked for last. `size_of` says what a value counts towards `limit`."""

    def __init__(self, limit: int, size_of: Callable[[Value], int] = lambda _: 1) -> None:
        self._limit = limit
        self._size_of = size_of
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, keys: Iterable[Key]) -> dict[Key, Value]:
        """Return those that are kept."""
        with self._lock:
            found = {key: self._values[key] for key in keys if key in self._values}
            for key in found:
                self._values.move_to_end(key)
            return found

    def one(self, key: Key) -> Value | None:
        """Return one value, if it is kept."""
        with self._lock:
            value = self._values.get(key)
            if value is not None:
                self._values.move_to_end(key)
            return value

    def clear(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._values.clear()
            self._size = 0

    def keep(self, values: Mapping[Key, Value]) -> None:
        """Keep values, and let go of those asked for longest ago."""
        with self._lock:
            for key, value in values.items():
                if key not in self._values:
                    self._values[key] = value
                    self._size += self._size_of(value)
            while self._size > self._limit:
                _, dropped = self._values.popitem(last=False)
                self._size -= self._size_of(dropped)


class Documents:
    """The texts of documents, by kind and id. Kinds that stand in lists are held whole, if they are not too many.

    A record of a SQLite file is read in some twenty microseconds, a tenth of what it takes to hand the work to a thread
    and back: so those are read at once, on a connection of their own. Other databases are asked in a thread.
    """

    def __init__(self, engine: Engine, whole: Mapping[str, WholeKind | None], ids: Mapping[str, Sequence[str]]) -> None:
        """`ids` gives the ids of a kind whose records are numbered, in the order of their numbers."""
        self._engine = engine
        self._whole = whole
        self._ids = ids
        self._kept: Kept[tuple[str, str], bytes] = Kept(MOST_DOCUMENT_BYTES, len)
        self._file = _own_connection(engine)

    async def at(self, kind: str, numbers: Numbers, keep: bool = True) -> list[Text]:
        """Return documents of a numbered kind as `get` does."""
        whole = self._whole.get(kind)
        if whole is not None:
            return whole.at(numbers)
        ids = self._ids[kind]
        return [*await self.get(kind, [ids[number] for number in numbers], keep)]

    async def get(self, kind: str, ids: Sequence[str], keep: bool = True) -> list[bytes]:
        """Return the documents in the order of the ids. One that a newer load has taken away is left out.

        `keep=False` is for readers of everything, who would push out what is asked for often. Others are not held up.
        """
        if not keep:
            return await run_in_threadpool(self._read, kind, ids, False)
        found = self._kept.get((kind, one) for one in ids)
        if self._file is None and len(found) < len(set(ids)):
            return await run_in_threadpool(self._read, kind, ids)
        missing = [one for one in ids if (kind, one) not in found]
        if self._file is not None and missing:
            found |= self._keep(kind, documents_of_sqlite(self._file, kind, missing))
        return [found[kind, one] for one in ids if (kind, one) in found]

    def _read(self, kind: str, ids: Sequence[str], keep: bool = True) -> list[bytes]:
        found = self._kept.get((kind, one) for one in ids)
        missing = [one for one in ids if (kind, one) not in found]
        with self._engine.connect() as connection:
            for start in range(0, len(missing), IDS_AT_ONCE):
                found |= self._keep(kind, documents(connection, kind, missing[start : start + IDS_AT_ONCE]), keep)
        return [found[kind, one] for one in ids if (kind, one) in found]

    def _keep(self, kind: str, texts: Mapping[str, str], keep: bool = True) -> dict[tuple[str, str], bytes]:
        new = {(kind, id_): body.encode() for id_, body in texts.items()}
        if keep:
            self._kept.keep(new)
        return new


def _own_connection(engine: Engine) -> sqlite3.Connection | None:
    """Return a connection that only the event loop reads on, or None where the database is not a file."""
    if engine.dialect.name != "sqlite":
        return None
    pooled = engine.raw_connection()
    own = cast(sqlite3.Connection, pooled.driver_connection)
    pooled.detach()
    return own


class Services:
    """Services with all that belongs to them, by id. The objects are shared between requests and never changed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: Kept[str, Service] = Kept(MOST_SERVICES)

    def read(self, ids: Sequence[str]) -> list[Service]:
        """Return the services in the order of the ids. One that a newer load has taken away is left out."""
        found = self._kept.get(ids)
        missing = [one for one in ids if one not in found]
        if missing:
            new: dict[str, Service] = {}
            with self._engine.connect() as connection:
                for start in range(0, len(missing), IDS_AT_ONCE):
                    some = services_in_full(connection, missing[start : start + IDS_AT_ONCE])
                    new |= {service.id: service for service in some}
            self._kept.keep(new)
            found |= new
        return [found[one] for one in ids if one in found]
