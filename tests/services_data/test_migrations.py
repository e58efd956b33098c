"""The database is made by numbered steps that end in exactly the tables the code uses."""

import pytest
from alembic import command
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


def fill_the_first_tables(engine: Engine) -> None:
    """A service that others refer to, in the tables as they were at first."""
    with engine.begin() as connection:
        command.upgrade(migration_config(connection), "0001")
        for statement in (
            "INSERT INTO organization (id, slug, name, description) VALUES ('o', 'o', 'O', 'Helps.')",
            "INSERT INTO service (id, slug, organization_id, name, description, kind, status, offered, reach,"
            " always_open, age_basis, confidence, assurance, assured_date, check_due) VALUES ('s', 's', 'o', 'S',"
            " 'Helps.', 'k', 'open', true, 'local', false, 'stated', 'high', 'sourced', '2026-11-22', '2027-02-20')",
            "INSERT INTO service_audience (service_id, audience) VALUES ('s', 'adult')",
        ):
            connection.execute(text(statement))


def check_that_a_filled_database_is_brought_up_to_date(engine: Engine) -> None:
    fill_the_first_tables(engine)
    bring_schema_up_to_date(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT address_confidential FROM service")).scalar() in (0, False)


def test_a_database_in_use_is_brought_up_to_date(empty: Engine) -> None:
    check_that_a_filled_database_is_brought_up_to_date(empty)


@pytest.mark.requires("postgresql")
def test_a_database_in_use_is_brought_up_to_date_on_postgresql(postgres_url: str) -> None:
    engine = make_engine(postgres_url)
    check_that_a_filled_database_is_brought_up_to_date(engine)
    engine.dispose()


def test_sqlite_keeps_a_log_beside_the_data_and_watches_foreign_keys(empty: Engine) -> None:
    with empty.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
