"""Places in messages in other languages and scripts."""

from pathlib import Path

import pytest
import yaml

from tests.bot.understanding.reading_helpers import typed_message as message
from understanding.place import PlaceFound, PlaceReader

MESSAGES = yaml.safe_load((Path(__file__).parent / "place_language_messages.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("typed", "area"), MESSAGES["stated"].items())
def test_the_area_named_in_another_language_is_read(places: PlaceReader, typed: str, area: str) -> None:
    assert places.read(message(typed)).areas == (area,)


@pytest.mark.parametrize("typed", MESSAGES["outside"])
def test_living_elsewhere_is_outside(places: PlaceReader, typed: str) -> None:
    found = places.read(message(typed))
    assert (found.areas, found.outside) == ((), True)


@pytest.mark.parametrize("typed", MESSAGES["none"])
def test_going_there_and_other_words_tell_nothing(places: PlaceReader, typed: str) -> None:
    assert places.read(message(typed)) == PlaceFound()


def test_two_places_in_one_message_are_both_read(places: PlaceReader) -> None:
    assert set(places.read(message("я живу в Редингу, а школа у Вокінгемі")).areas) == {"reading", "wokingham"}
