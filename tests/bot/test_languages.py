"""The safety essentials in other languages: short, complete, with our numbers, and honest about who checked them."""

import re

import pytest
import yaml

from components.what_was_said import entities_of, intent_of, language_tag
from conversation.data_files import BOT
from conversation.languages import ANY_LANGUAGE, GAPS, essentials, languages_spoken, numbers
from tests.bot.running_actions import run
from understanding.language import LanguageReader
from understanding.reading import Reading

RESPONSES = yaml.safe_load((BOT / "domain" / "responses" / "languages.yml").read_text(encoding="utf-8"))["responses"]
AWAITING = "This translation awaits a native speaker's check."
NEEDED = {"pl", "ur", "ur-latn", "pa", "pa-arab", "pa-latn", "ro", "pt", "ar", "ps", "fa", "bn", "uk", "zh", "cy"}
MOST_WORDS = 60


def test_the_languages_of_the_thames_valley_are_there() -> None:
    assert languages_spoken() >= NEEDED


@pytest.mark.parametrize("name", RESPONSES)
def test_the_essentials_are_short_and_complete_and_every_number_comes_from_the_data(name: str) -> None:
    (version,) = RESPONSES[name]
    text = version["text"].format(**numbers())
    assert len(text.split()) <= MOST_WORDS
    for must in (*numbers().values(), "55", "19", "olice", "Help, ", "Childline", "Samaritans"):
        assert must in text
    typed = re.sub(r"\{\w+\}", "", version["text"])
    assert set(re.findall(r"\d+", typed)) == {"55", "19"}
    assert set(re.findall(r"\{(\w+)\}", version["text"])) == set(GAPS)


@pytest.mark.parametrize("name", RESPONSES)
def test_a_translation_says_whether_a_native_speaker_has_checked_it(name: str) -> None:
    (version,) = RESPONSES[name]
    assert name == f"utter_essentials_{version['custom']['language']}"
    assert version["custom"]["native_check"] in ("awaiting", "done")
    assert (AWAITING in version["text"]) == (version["custom"]["native_check"] == "awaiting")


def test_every_language_with_danger_words_has_essentials() -> None:
    with_danger = {language.code for language in LanguageReader.load().languages.values() if language.entries}
    assert with_danger <= languages_spoken()


@pytest.mark.parametrize(
    ("language", "text", "tag"),
    [
        ("pl", "nie wiem", "pl"),
        ("ur", "مجھے مدد چاہیے", "ur"),
        ("ur", "mujhe madad chahiye", "ur-latn"),
        ("pa", "ਮੈਨੂੰ ਮਦਦ ਚਾਹੀਦੀ ਹੈ", "pa"),
        ("pa", "مینوں مدد چاہیدی اے", "pa-arab"),
        ("pa", "mainu madad chahidi hai", "pa-latn"),
        (None, "hello", None),
    ],
)
def test_the_answer_is_in_the_letters_of_the_message(language: str | None, text: str, tag: str | None) -> None:
    assert language_tag(language, text) == tag
    assert essentials(tag) in (f"utter_essentials_{tag}", ANY_LANGUAGE)


def test_a_message_in_another_language_is_one_whatever_the_classifier_thinks_of_it() -> None:
    assert intent_of(Reading(language="pl"), None, "thanks") == "other_language"
    assert intent_of(Reading(language="pl", areas=("slough",)), "childline", "ask_cost") == "other_language"
    assert intent_of(Reading(language="pl", danger="disclosure"), None, "thanks") == "disclosure"
    assert {"entity": "language", "value": "pl"} in entities_of(Reading(language="pl"), None, None, "pl")


@pytest.mark.parametrize(
    ("entities", "slots", "responses"),
    [
        ({"language": "pl"}, {}, ["utter_essentials_pl"]),
        ({"language": "pl"}, {"language": "pl"}, ["utter_essentials_pl"]),
        ({"language": "pl", "area": "slough"}, {}, ["utter_essentials_pl"]),
        ({"language": "pl", "area": "slough"}, {"language": "pl"}, []),
        ({"language": "ro", "area": "slough"}, {"language": "pl"}, ["utter_essentials_ro"]),
        ({"language": "es"}, {}, [ANY_LANGUAGE]),
        ({}, {}, [ANY_LANGUAGE]),
    ],
)
@pytest.mark.usefixtures("directory")
def test_the_essentials_are_said_once_and_again_only_when_nothing_new_was_told(
    entities: dict, slots: dict, responses: list[str]
) -> None:
    outcome = run("answer_language", "other_language", entities, slots)
    assert outcome.responses == responses
    assert outcome.slots["language"] == entities.get("language")


@pytest.mark.parametrize("level", ["immediate_danger", "self_harm", "disclosure"])
@pytest.mark.usefixtures("directory")
def test_in_danger_the_panel_comes_first_and_then_the_essentials(level: str) -> None:
    outcome = run("answer_danger", level, {"danger": level, "language": "uk"}, {})
    assert outcome.responses == [f"utter_{level}_anyone", "utter_essentials_uk"]
