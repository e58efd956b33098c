"""Of several places in one message, the one where help is needed."""

import pytest

from tests.bot.understanding.reading_helpers import typed_message as message
from understanding.place import PlaceFound, PlaceReader

BERKSHIRE = {"bracknell-forest", "reading", "slough", "west-berkshire", "windsor-and-maidenhead", "wokingham"}
NOTHING = PlaceFound()


@pytest.mark.parametrize(
    "typed",
    [
        "he drove me to London",
        "he took me to slough",
        "met him in Birmingham",
        "he's from slough",
        "he lives in windsor",
        "a guy from reading keeps messaging me",
        "we went on a trip to oxford",
        "he's taking me to pakistan",
        "on holiday in spain",
        "I'm from Poland",
        "they keep sending him to bournemouth on the train",
        "my daughter is talking to a man, he lives in London",
        "i used to live in slough",
        "i dont live in slough",
    ],
)
def test_a_place_only_mentioned_is_not_where_help_is_needed(places: PlaceReader, typed: str) -> None:
    assert places.read(message(typed)) == NOTHING


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("hes older and he lives in london but im in slough", "Slough"),
        ("my daughter has a boyfriend, we live in slough", "Slough"),
        ("my daughter is 14 and lives in Oxford", "Oxford"),
        ("officer in Reading, child lives in slough", "Slough"),
        ("my mum works in london but we live in maidenhead", "Maidenhead"),
        ("my son goes missing to birmingham, we live in oxford", "Oxford"),
        ("Our family moved to Thatcham from Poland", "Thatcham"),
        ("locked in a flat in slough", "Slough"),
        ("he took me to a flat in slough and im locked in", "Slough"),
        ("I live in slough. now i live in reading", "Reading"),
        ("I'm from London but I'm at school in Windsor", "Windsor"),
        ("social worker from slough council", "Slough"),
        ("our home in newbury", "Newbury"),
        ("bracknell front door please", "Bracknell"),
        ("out of hours in bracknell", "Bracknell"),
        ("i do not feel safe in slough", "Slough"),
        ("my client lives in caversham", "Caversham"),
        ("Oxford Road, Slough", "Slough"),
    ],
)
def test_home_wins_over_other_places_in_the_same_message(places: PlaceReader, typed: str, place: str) -> None:
    assert places.read(message(typed)).place == place


@pytest.mark.parametrize(
    ("typed", "areas"),
    [
        ("Berkshire", BERKSHIRE),
        ("berks", BERKSHIRE),
        ("tilehurst", {"reading", "west-berkshire"}),
        ("between slough and windsor", {"slough", "windsor-and-maidenhead"}),
    ],
)
def test_an_ambiguous_place_keeps_every_council_so_that_the_guide_can_ask(
    places: PlaceReader, typed: str, areas: set[str]
) -> None:
    assert set(places.read(message(typed)).areas) == areas
