"""services_data into the database: all of it or nothing, and nothing at all if it breaks a rule."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, select
from sqlmodel import Session, col

from directory_api import models
from directory_api.data_pipeline.bulk import insert_rows
from directory_api.data_pipeline.checks import check
from directory_api.data_pipeline.compare import Losses, losses
from directory_api.data_pipeline.dataset import Dataset, dataset_version
from directory_api.data_pipeline.garbage import no_garbage_collection
from directory_api.data_pipeline.problems import DataRefusedError
from directory_api.data_pipeline.rows import TABLES_IN_ORDER, Rows, all_rows
from directory_api.data_pipeline.writing import is_without_tables, one_transaction

LOSS_ALLOWED = 0.10  # the share of services now offered that one load may take away


class TooManyLostError(Exception):
    """The load would take away too many services that are offered now."""

    def __init__(self, lost: list[str], offered_now: int) -> None:
        super().__init__(f"{len(lost)} of {offered_now} offered services would be lost")
        self.lost = lost
        self.offered_now = offered_now


@dataclass(frozen=True)
class Loaded:
    """What a load did. `services` counts all of them; `offered` those that may be shown as help."""

    version: str
    already_there: bool
    services: int = 0
    offered: int = 0


def load(folder: Path, engine: Engine, *, allow_loss: bool = False) -> Loaded:
    """Bring the database to what `folder` says, in one transaction.

    Raises DataRefusedError if the data breaks a rule and TooManyLostError if more than LOSS_ALLOWED of the services
    offered now would be gone. After either, and after any fault of the database, the old data is still served.
    """
    version = dataset_version(folder)
    if is_current(engine, version):
        return Loaded(version, already_there=True)
    # Slow to import, seldom needed.
    from directory_api.data_pipeline.publish import publish
    from directory_api.data_pipeline.schema import bring_schema_up_to_date

    with no_garbage_collection():
        dataset, problems = check(folder)
        if dataset is None or problems:
            raise DataRefusedError(problems)
        rows = all_rows(dataset, version)
        nobody_reads = is_without_tables(engine)
        bring_schema_up_to_date(engine)
        with one_transaction(engine, nobody_reads=nobody_reads) as connection:
            if not allow_loss:
                with Session(bind=connection) as session:
                    _refuse_great_loss(losses(dataset, session))
            _replace(connection, rows)
            publish(connection, rows)
    return Loaded(version, False, len(dataset.services), _offered(dataset))


def is_current(engine: Engine, version: str) -> bool:
    """Whether this version is what the database serves, under the newest schema."""
    if is_without_tables(engine):
        return False
    with engine.connect() as connection:
        return bool(connection.scalar(select(col(models.Dataset.version))) == version)


def _offered(dataset: Dataset) -> int:
    return sum(entry.record.offered for entry in dataset.services)


def _refuse_great_loss(losses: Losses) -> None:
    if losses.offered_before and len(losses.no_longer_offered) > losses.offered_before * LOSS_ALLOWED:
        raise TooManyLostError(losses.no_longer_offered, losses.offered_before)


def _replace(connection: Connection, rows: Rows) -> None:
    for table in reversed(TABLES_IN_ORDER):
        connection.execute(delete(table))
    for table, items in rows.items():
        insert_rows(connection, table, items)
