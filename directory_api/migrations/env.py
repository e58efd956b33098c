"""Runs migrations on the connection handed over by the data pipeline, or on DATABASE_URL from the command line."""

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

from directory_api import models
from directory_api.database import make_engine
from directory_api.settings import Settings

target_metadata = SQLModel.metadata
assert models.Service.metadata is target_metadata  # noqa: S101  (the import fills the metadata)


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=target_metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    with make_engine(Settings().database_url).begin() as own_connection:
        run(own_connection)
