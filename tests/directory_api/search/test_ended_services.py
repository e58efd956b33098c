"""A service that ended is found by its name, so that people learn where it went, and by nothing else."""

import numpy as np
import pytest

from tests.directory_api.search.conftest import Searcher

BY_NAME = [
    ("kingfisher", "kingfisher-team"),
    ("Kingfisher Team", "kingfisher-team"),
    ("kingfihser", "kingfisher-team"),
    ("the kingfisher team in oxford", "kingfisher-team"),
    ("is kingfisher still there for grooming", "kingfisher-team"),
    ("the mix", "the-mix"),
    ("youthnet", "the-mix"),
    ("youth net", "the-mix"),
    ("willow project", "willow-project"),
    ("rahab", "rahab"),
    ("tell mama", "tell-mama"),
    ("oxford rape crisis", "osarcc"),
]
NOT_BY_NAME = [
    ("missing", "kingfisher-team"),
    ("grooming", "kingfisher-team"),
    ("oxfordshire grooming", "kingfisher-team"),
    ("oxfordshire domestic abuse", "kingfisher-team"),
    ("child line", "kingfisher-team"),
    ("county lines", "rahab"),
    ("modern slavery", "willow-project"),
    ("mental health", "the-mix"),
    ("hate crime", "tell-mama"),
    ("help", "victim-support-thames-valley"),
]


@pytest.mark.parametrize(("query", "slug"), BY_NAME)
def test_it_is_found_by_its_name(search: Searcher, query: str, slug: str) -> None:
    assert search.matches(query).by_name[search.position(slug)]
    assert slug in search(query)


@pytest.mark.parametrize(("query", "slug"), NOT_BY_NAME)
def test_it_is_not_found_by_what_it_did(search: Searcher, query: str, slug: str) -> None:
    assert not search.matches(query).by_name[search.position(slug)]
    assert slug not in search(query)


def test_every_service_is_found_first_by_its_whole_name(search: Searcher) -> None:
    index = search.catalogue.index
    for service in search.catalogue.services.read(index.ids):
        matches = search.matches(service.name)
        position = index.position_of[service.id]
        assert matches.scores[position] == matches.scores.max() > 0, service.slug
        assert matches.by_name[position], service.slug


def test_every_other_name_finds_its_service_by_name(search_sqlite: Searcher) -> None:
    index = search_sqlite.catalogue.index
    for service in search_sqlite.catalogue.services.read(index.ids):
        for name in (service.other_names or "").split("; "):
            if name:
                assert search_sqlite.matches(name).by_name[index.position_of[service.id]], name


def test_nothing_is_found_by_name_that_is_not_found(search_sqlite: Searcher) -> None:
    for query, _ in (*BY_NAME, *NOT_BY_NAME):
        matches = search_sqlite.matches(query)
        assert not np.logical_and(matches.by_name, matches.scores == 0).any()


@pytest.mark.parametrize("query", ["rape and sexual abuse", "ISVA", "rape crisis", "domestic abuse wokingham"])
def test_a_service_that_ended_stands_behind_those_that_can_help_as_well(search: Searcher, query: str) -> None:
    assert search.catalogue.index.offered[search.position(search(query)[0])]
