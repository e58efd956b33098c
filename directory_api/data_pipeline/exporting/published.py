"""The documents that the database serves, in order of name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Engine, inspect, select
from sqlmodel import Session, col

from directory_api.areas import AreaTree
from directory_api.models import Area, Dataset, Document


class NothingToExport(Exception):
    """The database serves nothing: it must be loaded first."""


@dataclass(frozen=True)
class Published:
    """Everything that is served, as it was at one moment. Bodies are JSON, as the API sends them."""

    services: list[str]
    organizations: list[str]
    taxonomies: list[str]
    taxonomy_terms: list[str]
    areas: AreaTree
    loaded_on: str  # YYYY-MM-DD

    @classmethod
    def read(cls, engine: Engine) -> "Published":
        """Read it. Raises NothingToExport for a database that was never loaded."""
        if not inspect(engine).has_table(str(Document.__tablename__)):
            raise NothingToExport
        with Session(engine) as session:
            loaded = session.exec(select(Dataset)).scalars().first()  # type: ignore[call-overload]
            if loaded is None:
                raise NothingToExport
            areas = [Area(**area.model_dump()) for area in session.exec(select(Area)).scalars()]  # type: ignore[call-overload]
            bodies = {kind: _bodies(session, kind) for kind in ("service", "organization", "taxonomy", "taxonomy_term")}
        return cls(
            services=bodies["service"],
            organizations=bodies["organization"],
            taxonomies=bodies["taxonomy"],
            taxonomy_terms=bodies["taxonomy_term"],
            areas=AreaTree(areas),
            loaded_on=loaded.loaded_at.date().isoformat(),
        )

    def each_service(self) -> Iterator[dict[str, Any]]:
        """Every service as an object."""
        for body in self.services:
            yield orjson.loads(body)


def _bodies(session: Session, kind: str) -> list[str]:
    rows = session.exec(select(col(Document.body)).where(col(Document.kind) == kind)).scalars()  # type: ignore[call-overload]
    return sorted(rows, key=_name_and_id)


def _name_and_id(body: str) -> tuple[str, str]:
    document = orjson.loads(body)
    return str(document.get("name", "")).casefold(), str(document.get("id", ""))
