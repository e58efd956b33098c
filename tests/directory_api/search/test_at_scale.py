"""Thousands of services: a word costs the database once, an answer is cheap, and what is kept stays small."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from directory_api.data_pipeline.schema import bring_schema_up_to_date
from directory_api.database import make_engine
from directory_api.models import Organization, Service, SupportNeed
from directory_api.search.text import levels
from directory_api.search.text.rows import search_text_row, write_search_text
from directory_api.search.text.search import TextSearch
from tests.directory_api.building import service

SERVICES = 6_000
NEEDS = {
    "fraud": SupportNeed(
        id="fraud", position=1, name="Fraud and scams", plain_words="Tricked", professional_words="Fraud"
    )
}
SYNONYMS = {"fraud": ["scam", "bank fraud", "money stolen online"]}
WORDS = [f"{first}{second}" for first in ("bra", "kel", "mor", "tun", "vis") for second in "aeiouy" for _ in range(3)]


def made_up(number: int) -> Service:
    one = service(
        name=f"Service {WORDS[number % len(WORDS)]}{number % 700} centre",
        description=f"Helps people in street {number % 40} who were hurt",
        keywords="harm; crime" if number % 2 else "harm",
        main=("fraud",) if number % 3 == 0 else (),
        also=(),
        covers=(),
    )
    one.organization = Organization(id="o", slug="o", name=f"Trust {number % 9}", description="")
    return one


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TextSearch]:
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('many')}/directory.db")
    bring_schema_up_to_date(engine)
    rows = [search_text_row(number, made_up(number), NEEDS, SYNONYMS) for number in range(SERVICES)]
    with engine.begin() as connection:
        write_search_text(connection, rows)
        write_search_text(connection, rows)  # a second load replaces the first
    yield TextSearch.of(engine, SERVICES, NEEDS, SYNONYMS)
    engine.dispose()


def seconds(search: TextSearch, query: str, times: int = 20) -> float:
    """The quickest of several: what else the machine does only ever adds."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        search.find(query)
        taken.append(time.perf_counter() - started)
    return min(taken)


def test_every_service_is_found_by_what_it_holds(many: TextSearch) -> None:
    assert np.count_nonzero(many.find("harmed").scores) == SERVICES
    assert np.count_nonzero(many.find("crime").scores) == SERVICES // 2
    assert np.count_nonzero(many.find("scam").scores) == SERVICES // 3
    coverage = many.find("scam trust 3").coverage
    expected = sum(number % 9 == 3 or number % 40 == 3 for number in range(0, SERVICES, 3))
    assert np.count_nonzero(coverage == coverage.max()) == expected


def test_a_word_that_was_asked_for_before_is_not_read_again(many: TextSearch) -> None:
    cold = min(seconds(fresh(many), "harm crime", times=1) for _ in range(3))
    many.find("harm crime")
    assert seconds(many, "harm crime") < cold / 2


def fresh(search: TextSearch) -> TextSearch:
    kept = search._levels
    new = levels.WordLevels(kept._engine, kept.size, kept._need_words, NEEDS, None)
    return TextSearch(new, search._known, search._beginnings, search._whole_names, search._need_words, NEEDS)


def test_a_longer_query_costs_in_proportion(many: TextSearch) -> None:
    for query in ("harm", "harm crime street people hurt trust centre 12"):
        many.find(query)
    assert seconds(many, "harm crime street people hurt trust centre 12") < 50 * seconds(many, "harm")


def test_what_is_kept_stays_within_its_limit(many: TextSearch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(levels, "MOST_BYTES", 20 * SERVICES)
    small = fresh(many)
    for word in WORDS:
        for number in range(12):
            small.find(f"{word}{number}")
    kept = small._levels._words
    assert kept._size <= 20 * SERVICES
    assert len(kept._values) <= 20
    assert small.find("crime").scores.any()


def test_one_services_row_is_quickly_made() -> None:
    one = made_up(1)
    search_text_row(1, one, NEEDS, SYNONYMS)
    started = time.perf_counter()
    sorted(range(200_000), key=lambda number: -number)
    yardstick = time.perf_counter() - started
    started = time.perf_counter()
    for _ in range(200):
        search_text_row(1, one, NEEDS, SYNONYMS)
    assert time.perf_counter() - started < 5 * yardstick


def test_a_directory_without_services_finds_nothing(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/directory.db")
    bring_schema_up_to_date(engine)
    with engine.begin() as connection:
        write_search_text(connection, [])
    nothing = TextSearch.of(engine, 0, NEEDS, SYNONYMS)
    for query in ("", "the", "scam", "kingfisher team"):
        assert nothing.find(query).scores.size == 0
    engine.dispose()


def test_the_sqlite_table_is_a_full_text_index(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/directory.db")
    bring_schema_up_to_date(engine)
    with engine.begin() as connection:
        write_search_text(connection, [search_text_row(0, made_up(0), NEEDS, SYNONYMS)])
        made = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'search_text_index'").scalar()
        connection.exec_driver_sql("INSERT INTO search_text_index(search_text_index) VALUES ('integrity-check')")
    assert "fts5" in str(made)
    engine.dispose()


def test_many_visitors_at_once_get_the_same_answers(many: TextSearch) -> None:
    queries = ["harm crime", "hurting", "scamms", "trust 3", "service bra", "streets 7", "helpd"] * 12
    alone = {query: many.find(query).scores for query in queries}
    shared = fresh(many)
    with ThreadPoolExecutor(8) as pool:
        for query, matches in zip(queries, pool.map(shared.find, queries), strict=True):
            assert np.array_equal(matches.scores, alone[query]), query
