"""What the text search keeps of each service, made once at load.

The words of needs are not repeated in every service that helps with them: a service holds its needs' ids, and the
query's words are turned into needs when it is read (need_words.py).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import batched
from typing import Any

from sqlalchemy import Connection, delete, insert

from directory_api.models import SearchText, SearchWord, Service, SupportNeed
from directory_api.search.text import fields
from directory_api.search.text.fields import WORD_PREFIXES, Level
from directory_api.search.text.known_names import first_words, whole_names
from directory_api.search.text.words import folded_words, is_little, stem

ROWS_AT_ONCE = 1_000
DIFFERENT_WORDS = 1 << 16

SQLITE_INDEX = """
CREATE VIRTUAL TABLE IF NOT EXISTS search_text_index USING fts5(
    tokens, content='search_text', content_rowid='position', detail=none, columnsize=0,
    tokenize="ascii tokenchars '=_'"
)
"""
AFTER_FILLING = {
    "sqlite": (SQLITE_INDEX, "INSERT INTO search_text_index(search_text_index) VALUES ('rebuild')"),
    # Otherwise each search reads the list of rows that the index has still to take in.
    "postgresql": ("SELECT gin_clean_pending_list('ix_search_text_tokens')", "ANALYZE search_text"),
}

_stem_of_data = lru_cache(DIFFERENT_WORDS)(stem)  # only words of the data come here, never words of a query


def search_text_row(
    position: int, service: Service, needs: Mapping[str, SupportNeed], synonyms: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """Return one service's tokens and words for `write_search_text`.

    `synonyms` are not kept here: they belong to the needs, and a query's words are looked up among them.
    """
    texts = {
        Level.NAME: service.name,
        Level.OTHER_NAME: service.other_names or "",
        Level.KEYWORD: service.keywords or "",
        Level.ORGANIZATION: service.organization.name if service.organization else "",
        Level.KIND: service.kind,
        Level.DESCRIPTION: service.description,
        Level.AREA: " ".join(area.area_id for area in service.service_areas),
    }
    tokens: set[str] = set()
    held: set[str] = set()
    for level, text in texts.items():
        words = _words_of(text) if level in (Level.ORGANIZATION, Level.KIND) else folded_words(text)
        worth = words if level in (Level.NAME, Level.OTHER_NAME) else [word for word in words if not is_little(word)]
        held.update(worth)
        prefix = WORD_PREFIXES[level]
        tokens.update([prefix + _stem_of_data(word) for word in worth])
    for row in service.needs:
        if row.need_id in needs:
            tokens.add((fields.MAIN_NEED if row.main else fields.ALSO_NEED) + row.need_id)
    tokens.update(fields.NAME_BEGINS + words for words in first_words(service.name))
    tokens.update(fields.WHOLE_NAME + name for name in whole_names(service.name, service.other_names))
    return {"position": position, "tokens": " ".join(sorted(tokens)), "words": " ".join(held)}


def write_search_text(connection: Connection, rows: Iterable[dict[str, Any]]) -> None:
    """Replace all that the text search knows, inside the caller's transaction."""
    connection.execute(delete(SearchText))
    connection.execute(delete(SearchWord))
    services_with: Counter[str] = Counter()
    for some in batched(rows, ROWS_AT_ONCE):
        for row in some:
            services_with.update(row["words"].split())
        plain = [{"position": row["position"], "tokens": row["tokens"]} for row in some]
        connection.execute(insert(SearchText), plain)
    words = ({"word": word, "stem": _stem_of_data(word), "services": count} for word, count in services_with.items())
    for chunk in batched(words, ROWS_AT_ONCE):
        connection.execute(insert(SearchWord), list(chunk))
    for statement in AFTER_FILLING[connection.dialect.name]:
        connection.exec_driver_sql(statement)


@lru_cache(DIFFERENT_WORDS)
def _words_of(text: str) -> list[str]:
    """Return the words of a text that many services share."""
    return folded_words(text)
