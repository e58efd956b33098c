"""A load's transaction: whole or not at all, also where a new file is written without the write-ahead log."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from directory_api.data_pipeline.load import load
from directory_api.data_pipeline.writing import is_without_tables, one_transaction
from directory_api.database import make_engine

KEPT = ("journal_mode", "synchronous", "cache_size")


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Engine]:
    engine = make_engine(f"sqlite:///{tmp_path}/new.db")
    yield engine
    engine.dispose()


def settings(engine: Engine, *names: str) -> dict[str, object]:
    with engine.connect() as connection:
        return {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in names}


@pytest.mark.parametrize("nobody_reads", [True, False])
def test_after_a_load_sqlite_is_set_as_it_was(new: Engine, nobody_reads: bool) -> None:
    before = settings(new, *KEPT)
    with one_transaction(new, nobody_reads=nobody_reads) as connection:
        connection.execute(text("CREATE TABLE found (id INTEGER)"))
    assert settings(new, *KEPT) == before
    assert before["journal_mode"] == "wal"


def write_until_the_disk_is_full(engine: Engine, nobody_reads: bool) -> None:
    with one_transaction(engine, nobody_reads=nobody_reads) as connection:
        connection.execute(text("INSERT INTO found VALUES (1)"))
        raise RuntimeError("the disk is full")


@pytest.mark.parametrize("nobody_reads", [True, False])
def test_a_fault_undoes_all_that_was_written(new: Engine, nobody_reads: bool) -> None:
    with new.begin() as connection:
        connection.execute(text("CREATE TABLE found (id INTEGER)"))
    before = settings(new, *KEPT)
    with pytest.raises(RuntimeError):
        write_until_the_disk_is_full(new, nobody_reads)
    with new.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM found")).scalar() == 0
    assert settings(new, *KEPT) == before


def test_only_a_database_without_tables_is_written_without_the_log(new: Engine, real_data: Path) -> None:
    assert is_without_tables(new)
    load(real_data, new)
    assert not is_without_tables(new)


def test_a_new_file_that_somebody_has_open_is_filled_too(new: Engine, real_data: Path) -> None:
    other = make_engine(str(new.url))
    with other.connect() as reader:
        reader.execute(text("SELECT * FROM sqlite_master"))
        load(real_data, new)
    with other.connect() as reader:
        assert reader.execute(text("SELECT count(*) FROM service")).scalar()
    assert settings(new, *KEPT)["journal_mode"] == "wal"
    other.dispose()
