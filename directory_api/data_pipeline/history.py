"""What changed since the last load, record by record: dates and removals for those who mirror the directory.

Everything else in the database is rebuilt from the text. This outlives a load, because the text does not know when it
was first served. A database made anew starts again: every record is then new at that moment, which at worst makes a
mirror read what it already has.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import orjson
from sqlalchemy import Connection, select, update

from directory_api.data_pipeline.bulk import insert_rows
from directory_api.data_pipeline.identity import record_id
from directory_api.models import Change, Revision
from directory_api.wording import words

UPDATED_BY = "services_data"
# Ways to reach somebody, and places: once taken away they are not repeated in the history.
NEVER_REPEATED = frozenset(
    {"phones", "contacts", "email", "url", "service_at_locations", "location", "additional_urls", "x_contact"}
)
LONGEST_VALUE = 500  # characters of a value that is not plain text
NOT_COMPARED = frozenset({"last_modified", "metadata"})
MOST_CHANGES_SHOWN = 50
IDS_AT_ONCE = 500


@dataclass
class History:
    """The revisions as the last load left them, and what this load makes of them."""

    moment: datetime
    known: dict[tuple[str, str], Revision]
    seen: set[tuple[str, str]] = field(default_factory=set)
    new_revisions: list[dict[str, Any]] = field(default_factory=list)
    changed_revisions: list[dict[str, Any]] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def read(cls, connection: Connection) -> "History":
        """Return the history up to now."""
        rows = connection.execute(select(Revision.__table__))  # type: ignore[attr-defined]
        return cls(datetime.now(UTC), {(row.kind, row.id): Revision(**row._mapping) for row in rows})

    @cached_property
    def now(self) -> str:
        """The moment of this load to the second: RFC 3339 in UTC."""
        return self.moment.strftime("%Y-%m-%dT%H:%M:%SZ")

    def is_unchanged(self, kind: str, id_: str, fingerprint: str) -> bool:
        """Note that a record is still there; say whether its documents are those of the last load."""
        self.seen.add((kind, id_))
        old = self.known.get((kind, id_))
        return old is not None and not old.removed and old.fingerprint == fingerprint

    def note(
        self,
        kind: str,
        id_: str,
        name: str,
        fingerprint: str,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any],
    ) -> list[dict[str, Any]]:
        """Note a new or changed record, and return its changes.

        `before` and `after` are its documents, the first None if it was not served until now.
        """
        row = {"kind": kind, "id": id_, "name": name, "fingerprint": fingerprint, "last_modified": self.now}
        (self.changed_revisions if (kind, id_) in self.known else self.new_revisions).append(row | {"removed": False})
        if before is None:
            changes = [self._change(kind, id_, "create", "id", "", id_)]
        else:
            changes = [self._change(kind, id_, "update", *difference) for difference in differences(before, after)]
        self.changes += changes
        return changes

    def of(self, connection: Connection, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
        """Return what earlier loads noted of some records, by id."""
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        table = Change.__table__  # type: ignore[attr-defined]
        for start in range(0, len(ids), IDS_AT_ONCE):
            these = table.c.resource_id.in_(ids[start : start + IDS_AT_ONCE])
            for row in connection.execute(select(table).where(these)):
                found[row.resource_id].append(dict(row._mapping))
        return found

    def note_removals(self) -> list[tuple[str, str]]:
        """Note every record that was served and was not seen in this load, and return their kinds and ids."""
        gone = [key for key, revision in self.known.items() if not revision.removed and key not in self.seen]
        for kind, id_ in gone:
            self.changed_revisions.append(
                self.known[kind, id_].model_dump() | {"last_modified": self.now, "removed": True}
            )
            self.changes.append(self._change(kind, id_, "delete", "id", id_, ""))
        return gone

    def write(self, connection: Connection) -> None:
        """Write what was noted."""
        insert_rows(connection, Revision, self.new_revisions)
        table = Revision.__table__  # type: ignore[attr-defined]
        for row in self.changed_revisions:
            same = (table.c.kind == row["kind"]) & (table.c.id == row["id"])
            connection.execute(update(table).where(same).values(row))
        insert_rows(connection, Change, self.changes)

    def _change(self, kind: str, id_: str, action: str, name: str, old: str, new: str) -> dict[str, Any]:
        return {
            "id": record_id("metadata", kind, id_, self.moment.isoformat(), action, name),
            "resource_type": kind,
            "resource_id": id_,
            "last_action_date": self.now,
            "last_action_type": action,
            "field_name": name,
            "previous_value": old,
            "replacement_value": new,
            "updated_by": UPDATED_BY,
        }


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Return the fields of a document that changed, each with its values as text before and after."""
    for name in sorted({*before, *after} - NOT_COMPARED):
        old, new = before.get(name), after.get(name)
        if old != new:
            yield name, _shown(name, old), _shown(name, new)


def _shown(name: str, value: Any) -> str:
    """Return a value as text. What must not outlive its removal, or is too long to read, is only said to be there."""
    if value is None:
        return ""
    if name in NEVER_REPEATED:
        return words("history", "not_repeated")
    if isinstance(value, str):
        return value
    text = orjson.dumps(value).decode()
    return text if len(text) <= LONGEST_VALUE else words("history", "too_long")


def changes_shown(changes: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return changes as the standard shapes them (metadata), the newest last, no more than the last fifty."""
    ordered = sorted(changes, key=lambda change: (change["last_action_date"], change["field_name"]))
    return [
        {name: value for name, value in change.items() if name not in ("resource_type", "resource_id")}
        for change in ordered[-MOST_CHANGES_SHOWN:]
    ]
