"""Anything may be typed: the search answers, quickly, and keeps nothing of it."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from directory_api.search.text.asked import MOST_WORDS
from directory_api.search.text.queries import TextSearchOutOfDateError
from directory_api.search.text.words import LONGEST_WORD, folded_words
from tests.directory_api.search.conftest import Searcher

SYNTAX = ['"', "*", "NEAR", "NEAR(a b)", "-", ":", "^", "AND", "OR NOT", "name:safe", "n=safe", "main=fraud", "'", "''",
          "safe*", "{safe}", "(safe", "safe)", "a\"b", "\\", "--", ";", "%", "_", "& | !", "<->", "safe:*", ":A",
          "\x00", "\ud800", "' OR 1=1; DROP TABLE service; --", "$1", ":token_0", "%(token_0)s", "{part}"]  # fmt: skip
NOTHING = ["", " ", "\t\n", "!?", "😀", "…", "\u200b", "\u0301", "-", "‘’", "who", "it", "and or not", "\ufeff"]
ODD = ["ｒａｐｅ", "𝓇𝒶𝓅𝑒", "RAPE", "ra\u0301pe", "rapé"]


@pytest.mark.parametrize("query", SYNTAX)
def test_search_syntax_is_only_characters(search: Searcher, query: str) -> None:
    plain = " ".join(folded_words(query))
    assert search(query) == search(plain)


@pytest.mark.parametrize("query", NOTHING)
def test_a_query_without_words_finds_nothing(search: Searcher, query: str) -> None:
    matches = search.matches(query)
    assert not matches.scores.any()
    assert not matches.by_name.any()


@pytest.mark.parametrize("query", ODD)
def test_letters_in_other_clothes_are_the_same_letters(search: Searcher, query: str) -> None:
    assert search(query) == search("rape")


def test_a_token_of_another_field_cannot_be_typed(search_sqlite: Searcher) -> None:
    assert search_sqlite("main=image_abuse") == search_sqlite("main image abuse")


@pytest.mark.parametrize(
    "query",
    ["a" * 10_000, "abuse " * 1_700, "kingfihser " * 900, "\u0301" * 10_000, "ﷺ" * 10_000, "x y " * 2_500,
     " ".join(f"wrod{number}" for number in range(1_200)), "🙂" * 10_000, "' OR " * 2_000],
    ids=["one word", "a word again", "a typo again", "marks", "ligatures", "letters", "unknown words", "emoji", "SQL"],
)  # fmt: skip
def test_ten_thousand_characters_cost_little_more_than_two_thousand(search_sqlite: Searcher, query: str) -> None:
    def seconds(text: str) -> float:
        best = 9.0
        for _ in range(3):
            started = time.perf_counter()
            search_sqlite.matches(text)
            best = min(best, time.perf_counter() - started)
        return best

    assert seconds(query) < 5 * seconds(query[:2_000]) + 0.005
    assert len(search_sqlite.matches(query).corrected) <= MOST_WORDS
    assert all(len(word) <= LONGEST_WORD for word in folded_words(query))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=300))
def test_no_text_breaks_the_search(search_sqlite: Searcher, query: str) -> None:
    matches = search_sqlite.matches(query)
    assert matches.scores.min() >= 0


WORDS = [
    "safe",
    "abuse",
    "kingfisher",
    "online",
    "my",
    "help",
    "grooming",
    "chidline",
    "xx",
    "slough",
    '"',
    "NEAR",
    "*",
]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(WORDS), max_size=12))
def test_no_mixture_of_words_breaks_the_search_or_its_explanation(search_sqlite: Searcher, words: list[str]) -> None:
    matches = search_sqlite.matches(" ".join(words))
    best = int(matches.scores.argmax())
    assert bool(matches.explain(best).fields) == bool(matches.scores[best])


def test_what_was_typed_is_not_kept(search_sqlite: Searcher) -> None:
    typed = [
        "zebedeesecret kingfisher",
        "kingfihser",
        "samaritens oxford",
        "domestic abuse zebedeesecret",
        "oxf",
        "tell domestic",
    ]
    for query in typed:
        search_sqlite.matches(query)
    text = search_sqlite.catalogue.text
    held = set()
    for service in search_sqlite.catalogue.services.read(search_sqlite.catalogue.index.ids):
        held |= {word for value in (service.name, service.other_names or "") for word in folded_words(value)}
    kept = [*text._levels._words._values, *text._levels._names._values]
    assert kept
    for secret in ("zebedee", "kingfihser", "samaritens", "telldomestic"):
        assert not [key for key in kept if secret in key]
    assert not [key for key in text._known._stem_of if "zebedee" in key]


def test_the_database_is_asked_once_for_a_word_and_never_for_what_is_typed(search_sqlite: Searcher) -> None:
    asked: list[str] = []
    engine = search_sqlite.catalogue.text._levels._engine

    def note(_c: object, _cursor: object, _statement: str, parameters: object, *_: object) -> None:
        asked.append(str(parameters))

    search_sqlite.matches("kingfisher zebedeesecret")
    event.listen(engine, "before_cursor_execute", note)
    try:
        search_sqlite.matches("kingfisher zebedeesecret")
        search_sqlite.matches("kingfihser")
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert asked == []


def test_an_answer_never_mixes_two_versions_of_the_data(
    search_sqlite: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    levels = search_sqlite.catalogue.text._levels
    monkeypatch.setattr(levels, "_version", "another version")
    with pytest.raises(TextSearchOutOfDateError):
        levels._read(["neverreadbefore"])
