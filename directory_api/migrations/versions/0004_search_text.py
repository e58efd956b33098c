"""search text."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_text",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tokens", postgresql.TSVECTOR().with_variant(sa.Text(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_index("ix_search_text_tokens", "search_text", ["tokens"], postgresql_using="gin", sqlite_where=sa.false())
    op.create_table(
        "search_word",
        sa.Column("word", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("stem", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("services", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word"),
    )


def downgrade() -> None:
    op.drop_table("search_word")
    op.execute("DROP TABLE IF EXISTS search_text_index")
    op.drop_index("ix_search_text_tokens", "search_text")
    op.drop_table("search_text")
