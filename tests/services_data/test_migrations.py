"""The database is made by numbered steps that end in exactly the tables the code uses."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlmodel import SQLModel

from directory_api.data_pipeline.schema import bring_schema_up_to_date, migration_config
from directory_api.database import make_engine


def differences(engine: Engine) -> list[object]:
    bring_schema_up_to_date(engine)
    with engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)


def test_migrations_have_one_head_and_numbered_names() -> None:
    scripts = ScriptDirectory.from_config(migration_config())
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert len(scripts.get_heads()) == 1
    assert sorted(revisions) == [f"{number:04}" for number in range(1, len(revisions) + 1)]


def test_migrations_make_exactly_the_tables_of_the_models(empty: Engine) -> None:
    assert differences(empty) == []


@pytest.mark.requires("postgresql")
def test_migrations_make_exactly_the_tables_of_the_models_on_postgresql(postgres_url: str) -> None:
    engine = make_engine(postgres_url)
    assert differences(engine) == []
    engine.dispose()


def test_sqlite_keeps_a_log_beside_the_data_and_watches_foreign_keys(empty: Engine) -> None:
    with empty.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
