"""The table of whole messages: the area that each states, or that it states none."""

from pathlib import Path

import pytest
import yaml

from tests.bot.understanding.reading_helpers import typed_message as message
from understanding.place import PlaceFound, PlaceReader

MESSAGES = yaml.safe_load((Path(__file__).parent / "place_messages.yml").read_text(encoding="utf-8"))
NOTHING = PlaceFound()


@pytest.mark.parametrize(("typed", "areas"), MESSAGES["stated"].items())
def test_the_stated_area_is_read(places: PlaceReader, typed: str, areas: str | list[str]) -> None:
    assert set(places.read(message(typed)).areas) == ({areas} if isinstance(areas, str) else set(areas))


@pytest.mark.parametrize("typed", MESSAGES["outside"])
def test_places_of_the_rest_of_the_country_are_outside(places: PlaceReader, typed: str) -> None:
    found = places.read(message(typed))
    assert (found.areas, found.outside) == ((), True)


@pytest.mark.parametrize("typed", MESSAGES["none"])
def test_mentioned_places_and_words_like_places_tell_nothing(places: PlaceReader, typed: str) -> None:
    assert places.read(message(typed)) == NOTHING


@pytest.mark.parametrize("typed", ["", " ", "?!", "'", "&&&", "ѐ 中文 🙂", "x" * 4000, "in " * 1300, "rg" + "1" * 3000])
def test_any_message_is_safe(places: PlaceReader, typed: str) -> None:
    assert places.read(message(typed)) == NOTHING
