"""A person in danger, in any words, is seen to be; a person who is not is left in peace."""

import pytest

from tests.bot.understanding.danger_tables import HARMLESS, PUBLISHED, TOLD
from understanding import Reader


@pytest.mark.parametrize(("text", "level"), PUBLISHED)
def test_every_published_prompt_is_recognised_however_it_is_put(reader: Reader, text: str, level: str) -> None:
    assert reader.read(text).danger == level


@pytest.mark.parametrize(("text", "level"), TOLD)
def test_danger_is_recognised_at_its_level(reader: Reader, text: str, level: str) -> None:
    assert reader.read(text).danger == level


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_words_raise_no_alarm(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert (reading.danger, reading.danger_signals) == ("none", ())


def test_the_most_urgent_level_is_named_and_none_is_lost(reader: Reader) -> None:
    reading = reader.read("my dad hits me and i want to die")
    assert (reading.danger, reading.danger_levels) == ("self_harm", ("self_harm", "disclosure"))


@pytest.mark.parametrize("text", ["i took all my mums tablets", "im standing on the bridge over the a34"])
def test_somebody_at_the_act_needs_999_and_is_still_seen_as_self_harm(reader: Reader, text: str) -> None:
    assert reader.read(text).danger_levels[:2] == ("immediate_danger", "self_harm")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("he's in prison now but i want to die", "self_harm"),
        ("im safe now but he still follows me", "disclosure"),
        ("lol my dad hits me", "disclosure"),
        ("i cant sleep he hits me", "disclosure"),
        ("i dont know what to do my uncle touches me", "disclosure"),
        ("what are the signs of grooming my daughter meets a man she met online", "disclosure"),
        ("he never stops hitting me", "disclosure"),
        ("im not ok my boyfriend hit me", "disclosure"),
        ("i watched a film and then my stepdad came in my room at night", "disclosure"),
        ("a man on roblox asked me for nudes", "disclosure"),
        ("killing time because i dont want to go home he hits me", "disclosure"),
        ("my phone died so im on my mums, he's hitting her right now", "immediate_danger"),
    ],
)
def test_a_harmless_part_does_not_hide_the_danger_beside_it(reader: Reader, text: str, level: str) -> None:
    assert reader.read(text).danger == level


def test_signals_explain_a_reading_without_the_persons_words(reader: Reader) -> None:
    reading = reader.read("my mums boyfriend comes in my room at night")
    assert "sexual.touching" in reading.danger_signals
    assert all("." in signal and " " not in signal for signal in reading.danger_signals)
