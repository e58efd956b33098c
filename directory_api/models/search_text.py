"""What the text search asks the database: which services hold a token, and which words there are."""

from sqlalchemy import Column, Index, Text, false
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlmodel import Field, SQLModel


class SearchText(SQLModel, table=True):
    """The tokens of one service, separated by spaces (search/text/fields.py says how they begin).

    `position` is the service's place, from 0, in order of (name.casefold(), slug) over all services. PostgreSQL finds
    tokens with the index; SQLite with the FTS5 table `search_text_index`, which is made from this one at each load.
    """

    __tablename__ = "search_text"
    __table_args__ = (
        # Alembic compares the same indexes on both databases; in SQLite this one holds no row.
        Index("ix_search_text_tokens", "tokens", postgresql_using="gin", sqlite_where=false()),
    )

    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    tokens: str = Field(sa_column=Column(TSVECTOR().with_variant(Text(), "sqlite"), nullable=False))


class SearchWord(SQLModel, table=True):
    """A word that services hold, for forgiving typos. Folded: lower case, no accents."""

    __tablename__ = "search_word"

    word: str = Field(primary_key=True)
    stem: str
    services: int  # how many hold it
