"""What people can rely on, on messages that nothing was tuned on. The floors stand below the figures in README."""

import pytest

from tests.bot.evaluation import measure as m
from tests.bot.evaluation.alike import alike
from tests.bot.evaluation.baselines import keyword_reader
from tests.bot.evaluation.measure import Measure, Read, measure
from tests.bot.evaluation.model import reader_of
from tests.bot.evaluation.sets import DEVELOPMENT_SET, TEST_SETS, messages, taught_sentences
from tests.bot.guide_under_test import trained_model
from understanding.reading import LEVELS, NONE

pytestmark = [pytest.mark.whole_system, pytest.mark.timeout(600)]  # the first one may train the guide

FLOORS = {
    m.FOUND: 0.94,
    m.URGENT_FOUND: 0.95,
    m.CALM: 0.88,
    m.LEVEL: 0.88,
    m.NEED_FIRST: 0.79,
    m.NEED_OFFERED: 0.92,
    m.AUDIENCE: 0.82,
    m.AGE: 0.86,
    m.AREA: 0.90,
}
WITHOUT_ENCODER = {m.FOUND: 0.90, m.CALM: 0.87, m.NEED_OFFERED: 0.90}
STILL_FOUND = 0.95
HARMLESS = ("out_of_scope", "unclear", "greet", "thanks", "goodbye", "acknowledge", "start_over", "more_services")
AUDIENCES = ("young_person", "parent_carer", "professional", "adult")
FEWEST_TEST_MESSAGES = 800


@pytest.fixture(scope="module")
def read() -> Read:
    return reader_of(trained_model())


@pytest.mark.parametrize("files", TEST_SETS.values(), ids=TEST_SETS)
def test_people_are_understood_at_least_this_often(read: Read, files: tuple[str, ...]) -> None:
    assert _below(measure(messages(files), read), FLOORS) == {}


def test_they_are_without_the_encoder_too() -> None:
    read = reader_of(trained_model(), with_encoder=False)
    assert _below(measure(messages(TEST_SETS["test set"]), read), WITHOUT_ENCODER) == {}


def test_nothing_taught_as_small_talk_or_out_of_scope_is_danger(read: Read) -> None:
    """A stock out-of-scope set may hold "can I die"; here the reading has the last word on all but one in a hundred."""
    taught = [text for intent, text in taught_sentences() if intent in HARMLESS]
    alarms = {text: danger for text in taught if (danger := read(text).danger) != NONE}
    assert len(alarms) <= len(taught) / 100, alarms


@pytest.mark.parametrize("answer", ["15", "16 f", "goodbye", "milton keynes", "my mum", "idk", "slough mate"])
def test_a_bare_answer_tells_no_danger_and_no_need_that_was_only_learnt(read: Read, answer: str) -> None:
    reading = read(answer)
    assert (reading.danger, reading.needs, reading.audience_guessed) == (NONE, (), False)


@pytest.mark.parametrize(
    "facts",
    [
        "im 15 in slough",
        "im 17 and in milton keynes",
        "she is 14 and lives in didcot",
        "my son is 15 and we live in thame",
        "im a teacher in banbury",
        "im 12 nearly 13",
        "RG1 3AB is my postcode",
    ],
)
def test_who_how_old_and_where_alone_are_no_danger(read: Read, facts: str) -> None:
    assert read(facts).danger == NONE


@pytest.mark.parametrize(
    ("typed", "age"),
    [
        ("new nails, a different car each time. fourteen and they say she is streetwise", 14),
        ("17 at a party i shouldnt be at", 17),
        ("hes 24 and nobody gets us", None),
        ("there's 15 of us", None),
        ("16 missed calls from him this morning", None),
    ],
)
def test_an_age_is_read_where_no_rule_knows_it_and_a_number_that_is_none_is_not(
    read: Read, typed: str, age: int | None
) -> None:
    assert read(typed).age == age


def test_the_guide_finds_far_more_danger_than_a_list_of_keywords(read: Read) -> None:
    rows = messages(TEST_SETS["test set"])
    assert measure(rows, read)[m.FOUND].share > measure(rows, keyword_reader())[m.FOUND].share + 0.3


def test_the_way_it_is_typed_hardly_ever_turns_danger_off(read: Read) -> None:
    shares = m.robustness(messages(TEST_SETS["test set"])[:: m.EACH_OF], read)
    assert {what: share for what, share in shares.items() if share < STILL_FOUND} == {}


@pytest.mark.parametrize("files", [*TEST_SETS.values(), DEVELOPMENT_SET], ids=[*TEST_SETS, "development set"])
def test_no_message_of_a_set_stands_or_nearly_stands_in_the_training_sentences(files: tuple[str, ...]) -> None:
    taught = [text for _, text in taught_sentences()]
    assert list(alike([row["text"] for row in messages(files)], taught)) == []


def test_thresholds_are_not_chosen_on_test_messages() -> None:
    tested = [row["text"] for files in TEST_SETS.values() for row in messages(files)]
    assert list(alike([row["text"] for row in messages(DEVELOPMENT_SET)], tested)) == []


def test_the_test_set_holds_every_kind_of_writer_danger_and_false_friend() -> None:
    rows = messages(TEST_SETS["test set"])
    assert len(rows) >= FEWEST_TEST_MESSAGES
    levels = [level for row in rows for level in row["danger"]]
    assert {level: levels.count(level) for level in LEVELS if levels.count(level) < 60} == {}
    assert levels.count(NONE) >= 250
    writers = [row.get("audience") for row in rows]
    assert {who: writers.count(who) for who in AUDIENCES if writers.count(who) < 80} == {}


def _below(found: dict[str, Measure], floors: dict[str, float]) -> dict[str, list[str]]:
    """The messages that were read wrong, of each measure that is below its floor."""
    return {what: found[what].wrong for what, floor in floors.items() if what in found and found[what].share < floor}
