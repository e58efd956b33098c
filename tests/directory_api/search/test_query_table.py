"""Everything in queries.yml, on both databases, which give the same answers in the same order."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from directory_api.models import SupportNeed
from tests.directory_api.search.conftest import Searcher

TABLE: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("queries.yml").read_text(encoding="utf-8"))
FEWEST = 60


def test_the_table_is_long_enough_and_asks_nothing_twice() -> None:
    assert len(TABLE) >= FEWEST
    assert len({row["search"] for row in TABLE}) == len(TABLE)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["search"])
def test_people_find_what_they_look_for(search: Searcher, row: dict[str, Any]) -> None:
    found = search(row["search"])
    first = row.get("first", [])
    assert found[: len(first)] == first
    assert set(row.get("among", [])) <= set(found)
    assert not set(row.get("without", [])) & set(found)


@pytest.mark.requires("postgresql")
def test_both_databases_give_the_same_answers(search_sqlite: Searcher, search_postgresql: Searcher) -> None:
    sqlite, postgresql = search_sqlite, search_postgresql
    for query in [row["search"] for row in TABLE] + ["", "the", "ÉTUDE", "老師", "safe' OR 1=1 --"]:
        one, other = sqlite.matches(query), postgresql.matches(query)
        assert np.array_equal(one.scores, other.scores), query
        assert np.array_equal(one.by_name, other.by_name), query
        assert sqlite(query) == postgresql(query)
        for position in np.flatnonzero(one.scores):
            assert one.explain(int(position)) == other.explain(int(position))


def every_way_to_say(needs: dict[str, SupportNeed], synonyms: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [
        (need.id, words)
        for need in needs.values()
        for words in (need.name, need.plain_words, need.professional_words, *synonyms.get(need.id, ()))
    ]


def test_whatever_words_name_a_need_they_find_every_service_that_is_there_for_it(search_sqlite: Searcher) -> None:
    catalogue = search_sqlite.catalogue
    missed = []
    for need_id, words in every_way_to_say(dict(catalogue.needs), dict(catalogue.synonyms)):
        helping = catalogue.index.mask("main_need", need_id)
        found = search_sqlite.matches(words).scores > 0
        if not found[helping].all() or not found.any():
            missed.append((need_id, words))
    assert missed == []


def test_a_need_in_the_users_words_is_explained_by_its_name(search_sqlite: Searcher) -> None:
    catalogue = search_sqlite.catalogue
    for need_id, phrases in catalogue.synonyms.items():
        for words in phrases:
            matches = search_sqlite.matches(words)
            helping = np.flatnonzero(catalogue.index.mask("need", need_id))
            explained = [position for position in helping if need_id in matches.explain(int(position)).needs]
            assert len(explained) == len(helping), words
