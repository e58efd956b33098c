"""Words for people: short, plain, never blaming, and every number and topic they name exists."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from conversation.choices import QUESTIONS, read_choice
from conversation.contacts import all_contacts
from conversation.data_files import read_yaml, services_data

BOT = Path(__file__).resolve().parents[2] / "bot"
MOST_WORDS = 60
LONGEST_SENTENCE = 20
MOST_CHOICES = 6
LONGEST_TITLE = 40
# US school grade by Flesch-Kincaid: 4 is a reading age of about 9. The mean of many short bubbles is what counts;
# one bubble may be a little harder for a name it cannot avoid ("Buckinghamshire", "safeguarding").
HARDEST_MEAN = 3.0
HARDEST_MEAN_PROFESSIONAL = 5.0
HARDEST_BUBBLE = 6.0
FEWEST_WORDS_TO_GRADE = 10
KINDS = {"text", "question", "danger", "recommendation", "answer", "goodbye", "fallback", "unavailable"}
GAPS = re.compile(r"\{\w+\}")


@cache
def variations() -> list[tuple[str, dict[str, Any]]]:
    """Every response and each of its variations."""
    found = []
    for path in sorted((BOT / "domain" / "responses").glob("*.yml")):
        for name, versions in yaml.safe_load(path.read_text(encoding="utf-8"))["responses"].items():
            found += [(name, version) for version in versions]
    return found


def in_another_language(name: str) -> bool:
    """Those replies are held to their own rules, in test_languages.py."""
    return name == "utter_other_language" or name.startswith("utter_essentials_")


def texts() -> list[Any]:
    return [
        pytest.param(version["text"], id=f"{name}-{number}")
        for number, (name, version) in enumerate(variations())
        if not in_another_language(name)
    ]


def sentences(text: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.!?:])\s+|\n", GAPS.sub("Name", text).strip()) if one.strip()]


def words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z0-9'’&-]+", text)


def syllables(word: str) -> int:
    groups = re.findall(r"[aeiouy]+", word.lower())
    silent_e = word.lower().endswith("e") and not word.lower().endswith("le") and len(groups) > 1
    return max(1, len(groups) - silent_e)


def grade(text: str) -> float:
    """Flesch-Kincaid grade of a text, without what is filled in."""
    spoken = [word for word in words(GAPS.sub("", text)) if not word[0].isdigit()]
    per_sentence = len(spoken) / len(sentences(text))
    return 0.39 * per_sentence + 11.8 * sum(map(syllables, spoken)) / len(spoken) - 15.59


@pytest.mark.parametrize("text", texts())
def test_a_bubble_is_short_and_so_are_its_sentences(text: str) -> None:
    assert len(words(text)) <= MOST_WORDS
    longest = max(sentences(text), key=lambda one: len(words(one)))
    assert len(words(longest)) <= LONGEST_SENTENCE, longest


@pytest.mark.parametrize("text", texts())
def test_no_reply_uses_a_blaming_word(text: str) -> None:
    blaming = read_yaml(services_data() / "knowledge" / "language.yml")["blaming_words"]
    assert blaming
    assert [word for word in blaming if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)] == []


@pytest.mark.parametrize("text", texts())
def test_every_number_in_a_reply_is_an_emergency_contact(text: str) -> None:
    """A copy that disagrees with services_data/emergency_contacts.yml is found here."""
    home = {contact["number"].replace(" ", "") for contact in all_contacts() if contact["number"]}
    home |= {"55"}  # the silent solution: pressed after 999
    said = [number.replace(" ", "") for number in re.findall(r"\b\d[\d ]{1,}\d\b", text)]
    ages_minutes_and_rights = {"16", "18", "30", "13", "12", "101"}
    assert [number for number in said if number not in home | ages_minutes_and_rights] == []


def test_the_replies_can_be_read_at_about_nine_and_a_professionals_at_about_eleven() -> None:
    for_professionals, for_everyone = [], []
    for name, version in variations():
        if in_another_language(name) or len(words(GAPS.sub("", version["text"]))) < FEWEST_WORDS_TO_GRADE:
            continue
        speaks_to = name.endswith("_professional") or "professional" in str(version.get("condition"))
        (for_professionals if speaks_to else for_everyone).append((grade(version["text"]), name))
    assert max(for_everyone + for_professionals) < (HARDEST_BUBBLE + 1, "")
    assert [one for one in for_everyone if one[0] > HARDEST_BUBBLE] == []
    assert mean(for_everyone) <= HARDEST_MEAN
    assert mean(for_professionals) <= HARDEST_MEAN_PROFESSIONAL


def mean(grades: list[tuple[float, str]]) -> float:
    return sum(one for one, _ in grades) / len(grades)


@pytest.mark.parametrize(("name", "version"), [pytest.param(*one, id=one[0]) for one in variations()])
def test_every_button_is_understood_and_a_turn_offers_at_most_six(name: str, version: dict[str, Any]) -> None:
    buttons = version.get("buttons", [])
    assert len(buttons) <= MOST_CHOICES
    for button in buttons:
        assert read_choice(button["payload"]), button["payload"]
        assert len(button["title"]) <= LONGEST_TITLE


@pytest.mark.parametrize(("name", "version"), [pytest.param(*one, id=one[0]) for one in variations()])
def test_every_reply_has_a_kind_and_every_answer_names_what_it_rests_on(name: str, version: dict[str, Any]) -> None:
    custom = version["custom"]
    assert custom["kind"] in KINDS
    assert set(custom) <= {"kind", "knowledge", "about", "language", "native_check"}
    if name.startswith("utter_ask_") and name.removeprefix("utter_ask_") in QUESTIONS:
        assert custom["kind"] == "answer"
        topic = custom.get("knowledge")
        assert topic or custom["about"] in ("guide", "directory")
        if topic:
            assert (services_data() / "knowledge" / f"{topic}.yml").is_file()


@pytest.mark.parametrize("level", ["immediate_danger", "self_harm", "disclosure"])
@pytest.mark.parametrize("group", ["child", "adult", "parent", "professional", "friend", "anyone"])
def test_danger_replies_help_first_blame_nobody_and_ask_nothing(level: str, group: str) -> None:
    found = dict(variations())
    text = found[f"utter_{level}_{group}"]["text"]
    assert "999" in text
    assert re.search(r"not (\w+ )?(\w+'s )?fault", text), text
    asks = [one for one in sentences(text) if one.endswith("?") and one not in ("Under 18?", "In danger now?")]
    assert asks == []
    if group in ("child", "friend", "anyone"):
        assert "0800 1111" in text or level == "immediate_danger"


def test_the_introduction_says_what_it_must_in_four_short_lines() -> None:
    lines = dict(variations())["utter_introduction"]["text"].strip().splitlines()
    assert len(lines) == 4
    said = " ".join(lines)
    for must in ("not a person", "cannot see who you are", "private", "danger", "999"):
        assert must in said


def test_no_reply_asks_for_what_happened_a_name_a_school_or_an_address() -> None:
    asking = re.compile(
        r"what happened\?|(?<!have to )tell me what|your (full )?name\?|which school|your address\?", re.IGNORECASE
    )
    assert [name for name, version in variations() if asking.search(version["text"])] == []


def test_actions_and_components_hold_no_wording() -> None:
    """A sentence in Python would escape the reviewers of domain/responses."""
    for path in [*(BOT / "actions").glob("*.py"), *(BOT / "channel").glob("*.py")]:
        assert "utter_message(text=" not in path.read_text(encoding="utf-8"), path.name
