"""What people mean when they misspell, leave words unfinished, or write them together or apart."""

import pytest

from tests.directory_api.search.conftest import Searcher

TYPOS = [
    # typed, read as, comes first
    ("sammaritans", "samaritans", "samaritans"),
    ("samaritens", "samaritans", "samaritans"),
    ("kingfihser", "kingfisher", "kingfisher-team"),
    ("kingfsher", "kingfisher", "kingfisher-team"),
    ("chidline", "childline", "childline"),
    ("chlidline", "childline", "childline"),
    ("childlne", "childline", "childline"),
    ("domestc abuse", "domestic", "odas"),
    ("domestic abbuse", "abuse", "odas"),
    ("grommed", "groomed", "step-out-donnington-doorstep"),
    ("harrasment", "harassment", "national-stalking-helpline"),
    ("stallking", "stalking", "national-stalking-helpline"),
    ("beravement", "bereavement", "child-bereavement-uk"),
    ("revenge pron", "porn", "revenge-porn-helpline"),
    ("sextorsion", "sextortion", "ceop"),
    ("anxeity", "anxiety", "berkshire-cypf-camhs"),
    ("suicdal", "suicidal", "berkshire-cypf-camhs"),
    ("forced marrige", "marriage", "forced-marriage-unit"),
    ("victms first", "victims", "victims-first"),
    ("winstons whish", "wish", "winstons-wish"),
    ("papirus", "papyrus", "papyrus"),
    ("countylines", "county lines", "catch22-county-lines"),
    ("selfharm", "self harm", "berkshire-cypf-camhs"),
    ("samari", "samaritans", "samaritans"),
]


@pytest.mark.parametrize(("typed", "read_as", "first"), TYPOS, ids=[typed for typed, _, _ in TYPOS])
def test_a_slip_still_finds_and_says_what_was_looked_for(
    search: Searcher, typed: str, read_as: str, first: str
) -> None:
    assert search(typed)[0] == first
    assert read_as in search.matches(typed).corrected.values()
    match = search.matches(typed).explain(search.position(first))
    assert read_as in match.corrected.values()
    assert f"“{read_as}”" in match.words


@pytest.mark.parametrize("right", ["samaritans", "groomed", "grooming", "child line", "domestic abuse", "women's aid"])
def test_words_spelt_right_are_never_corrected(search_sqlite: Searcher, right: str) -> None:
    assert search_sqlite.matches(right).corrected == {}


@pytest.mark.parametrize("typed", ["grape", "tape", "cat", "xylophone", "shoxt", "12345"])
def test_other_words_are_not_bent_into_ours(search_sqlite: Searcher, typed: str) -> None:
    assert "rape" not in search_sqlite.matches(typed).corrected.values()
    assert typed != "xylophone" or search_sqlite(typed) == []


@pytest.mark.parametrize("query", ["hello childline", "childline website", "please phone childline"])
def test_words_that_ask_are_not_taken_for_slips(search_sqlite: Searcher, query: str) -> None:
    assert search_sqlite.matches(query).corrected == {}
    assert search_sqlite(query)[0] == "childline"


def test_a_word_that_is_only_begun_finds_all_that_it_may_become(search_sqlite: Searcher) -> None:
    found = search_sqlite("samar")
    assert found[0] == "samaritans"
    assert {"national-stalking-helpline", "thames-valley-stalking-service"} & set(search_sqlite("stalki"))


def test_several_readings_are_not_called_a_correction(search_sqlite: Searcher) -> None:
    matches = search_sqlite.matches("oxf")
    assert matches.corrected == {}
    assert matches.scores.any()
