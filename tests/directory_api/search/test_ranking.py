"""The order of what is found, and why each thing was found."""

import numpy as np
import pytest

from directory_api.search.text.fields import NAME_BEGINS_WORTH, Level
from tests.directory_api.search.conftest import Searcher

EXPLAINED = [
    # query, service, fields, needs
    ("revenge porn", "revenge-porn-helpline", ["name", "main_need"], ["image_abuse"]),
    ("revenge porn", "report-remove", ["main_need"], ["image_abuse"]),
    ("revenge porn", "childline", ["also_need"], ["image_abuse"]),
    ("kingfisher", "kingfisher-team", ["name"], []),
    ("pace", "ivison-trust", ["other_names"], []),
    ("nspcc", "childline", ["organization"], []),
    ("autism", "respond", ["keywords"], []),
    ("groomed", "ceop", ["keywords", "main_need"], ["online_grooming"]),
    ("racist", "stop-hate-uk", ["main_need"], ["hate_crime"]),
    ("safeguarding front door", "mash-bracknell-forest", ["kind"], []),
    ("reading", "berkshire-womens-aid", ["service_areas"], []),
    ("my boyfriend hits me", "childline", ["main_need", "also_need"], ["physical_abuse", "teen_relationship_abuse"]),
]


@pytest.mark.parametrize(("query", "slug", "fields", "needs"), EXPLAINED)
def test_each_match_is_explained(search: Searcher, query: str, slug: str, fields: list[str], needs: list[str]) -> None:
    match = search.matches(query).explain(search.position(slug))
    assert set(fields) <= set(match.fields)
    assert match.fields[0] == fields[0]
    assert match.needs == needs
    assert match.words.endswith(".")
    for need_id in needs:
        assert search.catalogue.needs[need_id].name in match.words


@pytest.mark.parametrize(
    "query", ["domestic abuse", "slough", "rape crisis", "help me with my ex", "the", "camhs oxford"]
)
def test_what_is_found_is_explained_and_what_is_not_found_is_not(search_sqlite: Searcher, query: str) -> None:
    matches = search_sqlite.matches(query)
    for position in np.flatnonzero(matches.scores):
        match = matches.explain(int(position))
        assert match.fields
        assert match.words
    assert matches.by_name[matches.scores == 0].sum() == 0


def test_better_places_count_more() -> None:
    order = [
        Level.NONE, Level.AREA, Level.MAY_ALSO_HELP, Level.MAY_HELP, Level.DESCRIPTION, Level.ORGANIZATION,
        Level.ALSO_NEED, Level.MAIN_NEED, Level.KEYWORD, Level.OTHER_NAME, Level.NAME,
    ]  # fmt: skip
    assert order == sorted(set(order))
    assert set(Level) - set(order) == {Level.KIND}
    assert Level.NAME < NAME_BEGINS_WORTH


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("victim support", "victim-support-national", "victims-first-emotional-support"),  # its name begins so
        ("forced marriage", "forced-marriage-unit", "karma-nirvana"),  # in the name, before among the keywords
        ("bullying", "childline", "victims-first"),  # there for it, before not
        ("image abuse", "ceop", "childline"),  # there for it, before helping with it too
        ("domestic abuse", "odas", "national-domestic-abuse-helpline"),  # local before national
        ("hate crime", "hate-crime-third-party-reporting", "stop-hate-uk"),
        ("online grooming", "ceop", "kooth"),
        ("women's aid bucks", "womens-aid-in-bucks", "sikh-womens-aid"),  # all words before some
        ("hate crime muslim", "british-muslim-trust", "stop-hate-uk"),
        ("slough exploitation", "slough-exploitation-youth-justice", "catch22-county-lines"),
    ],
)
def test_the_better_match_comes_first(search: Searcher, query: str, better: str, worse: str) -> None:
    found = search(query)
    assert better in found
    assert worse not in found or found.index(better) < found.index(worse)


@pytest.mark.parametrize("query", ["slough domestic abuse", "county lines reading", "hate crime muslim women"])
def test_all_words_come_before_some(search_sqlite: Searcher, query: str) -> None:
    matches = search_sqlite.matches(query)
    found = np.argsort(-matches.scores, kind="stable")
    coverage = matches.coverage[found]
    assert (np.diff(coverage) <= 0).all()
    assert coverage[0] > coverage[matches.scores[found] > 0][-1]


def test_a_word_typed_twice_or_in_another_order_changes_nothing(search_sqlite: Searcher) -> None:
    once = search_sqlite("oxfordshire camhs")
    assert search_sqlite("camhs oxfordshire camhs oxfordshire")[0] == once[0]
    assert set(search_sqlite("camhs oxfordshire")) == set(once)
