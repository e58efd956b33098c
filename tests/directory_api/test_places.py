"""Where somebody is, from what they type."""

import pytest
from fastapi.testclient import TestClient

from directory_api.search.catalogue import Catalogue

BERKSHIRE = ["bracknell-forest", "reading", "slough", "west-berkshire", "windsor-and-maidenhead", "wokingham"]


@pytest.mark.parametrize(
    ("typed", "kind", "outcome", "areas", "place"),
    [
        # postcodes: full or first part, any spacing and case
        ("OX11 7AA", "postcode", "one", ["oxfordshire"], "OX11"),
        ("ox117aa", "postcode", "one", ["oxfordshire"], "OX11"),
        ("  oX11   7aA ", "postcode", "one", ["oxfordshire"], "OX11"),
        ("OX11", "district", "one", ["oxfordshire"], "OX11"),
        ("ox11 7", "district", "one", ["oxfordshire"], "OX11"),
        ("0X11", "district", "one", ["oxfordshire"], "OX11"),
        ("RG1 4", "district", "choose", ["reading", "west-berkshire", "wokingham"], "RG1"),  # not RG14, Newbury
        ("my postcode is MK9 3AB", "postcode", "one", ["milton-keynes"], "MK9"),
        # districts that straddle councils answer with all of them, the likeliest first
        ("RG1", "district", "choose", ["reading", "west-berkshire", "wokingham"], "RG1"),
        (
            "SL4",
            "district",
            "choose",
            ["windsor-and-maidenhead", "bracknell-forest", "buckinghamshire", "slough"],
            "SL4",
        ),
        ("MK17 9AB", "postcode", "choose", ["buckinghamshire", "milton-keynes"], "MK17"),
        ("HP4", "district", "choose", ["buckinghamshire"], "HP4"),  # mostly in Hertfordshire: ask
        ("SL9", "district", "one", ["buckinghamshire"], "SL9"),  # a sliver outside is not worth a question
        # outside, or no such district
        ("SW1A 1AA", "postcode", "outside", [], "SW1A"),
        ("b1 1aa", "postcode", "outside", [], "B1"),
        ("HP3", "district", "outside", [], "HP3"),
        ("GU1", "district", "outside", [], "GU1"),
        ("OX47", "district", "unknown", [], "OX47"),
        ("ZZ9 9ZZ", "postcode", "unknown", [], "ZZ9"),
        # towns, councils, nicknames
        ("Didcot", "name", "one", ["oxfordshire"], "Didcot"),
        ("near didcot", "name", "one", ["oxfordshire"], "Didcot"),
        ("I live in Didcot", "name", "one", ["oxfordshire"], "Didcot"),
        ("north oxford", "name", "one", ["oxfordshire"], "Oxford"),
        ("Reading Borough Council", "name", "one", ["reading"], "Reading"),
        ("MILTON KEYNES", "name", "one", ["milton-keynes"], "Milton Keynes"),
        ("windsor & maidenhead", "name", "one", ["windsor-and-maidenhead"], None),
        ("bucks", "name", "one", ["buckinghamshire"], None),
        ("cherwell", "name", "one", ["oxfordshire"], "Cherwell"),
        ("berkshire", "name", "choose", BERKSHIRE, "Berkshire"),
        ("Tilehurst", "name", "choose", ["reading", "west-berkshire"], "Tilehurst"),
        ("reading or slough", "name", "choose", ["reading", "slough"], None),
        # misspelt
        ("readin", "name", "one", ["reading"], None),
        ("redding", "name", "one", ["reading"], None),
        ("oxfrd", "name", "one", ["oxfordshire"], None),
        ("milton keyns", "name", "one", ["milton-keynes"], None),
        ("wokingam", "name", "one", ["wokingham"], None),
        ("abbingdon", "name", "one", ["oxfordshire"], None),
        ("birmingam", "name", "outside", [], "Birmingham"),
        # elsewhere, or nowhere
        ("Birmingham", "name", "outside", [], "Birmingham"),
        ("woking", "name", "outside", [], "Woking"),
        ("Swindon", "name", "outside", [], "Swindon"),
        ("banana", "unknown", "unknown", [], None),
        ("not sure", "unknown", "unknown", [], None),
        ("my house", "unknown", "unknown", [], None),
        ("ox", "unknown", "unknown", [], None),
        ("😀", "unknown", "unknown", [], None),
    ],
)
def test_a_place_is_found_as_people_type_it(
    catalogue: Catalogue, typed: str, kind: str, outcome: str, areas: list[str], place: str | None
) -> None:
    found = catalogue.gazetteer.find(typed)
    assert (found.query_kind, found.outcome, [area.id for area in found.areas]) == (kind, outcome, areas)
    if place:
        assert found.place == place


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("Didcot", "Didcot is in Oxfordshire."),
        ("readin", "Reading."),
        ("RG1", "RG1 could be in one of these: Reading · West Berkshire · Wokingham. Please choose one."),
        ("HP4", "HP4 could be in Buckinghamshire, or outside the Thames Valley. Which is it?"),
        ("Birmingham", "Birmingham is outside the Thames Valley. We can still show you national help."),
        (
            "banana",
            "Sorry, we do not know that place. Please try the name of your town or council, "
            "or the first part of your postcode.",
        ),
    ],
)
def test_the_answer_says_what_to_do_next(client: TestClient, typed: str, message: str) -> None:
    assert client.get("/api/places", params={"q": typed}).json()["message"] == message


@pytest.mark.parametrize("typed", ["RG1 4AB", "rg14ab", "I live at RG1 4AB", "ZZ9 9ZZ", "12 canary street RG1 4AB"])
def test_an_answer_never_repeats_more_of_a_postcode_than_its_first_part(client: TestClient, typed: str) -> None:
    answer = client.get("/api/places", params={"q": typed}).text.upper()
    assert "4AB" not in answer
    assert "9ZZ" not in answer
    assert "CANARY" not in answer


def test_every_council_and_district_is_found_by_its_own_names(catalogue: Catalogue) -> None:
    for area in catalogue.areas.by_id.values():
        for name in filter(None, (area.id, area.name, area.council_name)):
            found = catalogue.gazetteer.find(name)
            assert [one.id for one in found.areas] == [one.id for one in catalogue.areas.councils_of(area.id)], name
