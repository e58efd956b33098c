"""A judge weighs each number and each place; the rules are one sign of many, and bare answers are theirs alone."""

from dataclasses import replace

import pytest

from tests.bot.understanding.reading_helpers import message
from understanding.age import AgeReader
from understanding.age_mentions import AgeFound
from understanding.gazetteer import Known
from understanding.mentions import AGE, PLACE, WRITERS_AGE, Judge, words_around
from understanding.place import PlaceMention, PlaceReader
from understanding.place_rules import Sure, Verdict
from understanding.thresholds import Thresholds

SURE, UNSURE = Judge({}, 5.0), Judge({}, -5.0)
HALF_SURE = Judge({}, -0.6)  # 0.35
WRITERS = {WRITERS_AGE: SURE}
PLACES = {"here": 0.4, "mentioned": 0.1}


@pytest.fixture(scope="module")
def ages() -> AgeReader:
    return AgeReader.load()


@pytest.mark.parametrize(
    ("typed", "judge", "found"),
    [
        ("always the same flat and new nails, fourteen", SURE, AgeFound(14, "writer")),
        ("always the same flat and new nails, fourteen", UNSURE, AgeFound()),
        ("my daughter is 14 and she is scared", SURE, AgeFound(14, "other")),  # whose, the rules say
        ("my daughter is 14 and she is scared", UNSURE, AgeFound()),
        ("the kid next door begs at 8 for food", HALF_SURE, AgeFound(8, "writer")),
        ("15", UNSURE, AgeFound(15)),
        ("im 15", UNSURE, AgeFound(15, "writer")),
        ("nothing here is a number", SURE, AgeFound()),
    ],
)
def test_an_age_is_read_as_far_as_it_is_likely(ages: AgeReader, typed: str, judge: Judge, found: AgeFound) -> None:
    assert ages.read(message(typed), {AGE: judge, **WRITERS}) == found


@pytest.mark.parametrize(("enough", "age"), [(0.3, 8), (0.4, None)])
def test_another_threshold_can_be_tried(enough: float, age: int | None) -> None:
    ages = AgeReader.load(thresholds=replace(Thresholds.load(), age=enough))
    assert ages.read(message("the kid next door begs at 8 for food"), {AGE: HALF_SURE, **WRITERS}).age == age


@pytest.mark.parametrize(
    ("typed", "whose", "age"),
    [
        ("hes 24 and nobody gets us", UNSURE, None),  # may be the age of who does harm
        ("hes 24 and nobody gets us", SURE, 24),
        ("16 missed calls from him this morning", SURE, None),
    ],
)
def test_however_likely_some_ages_are_found_by_the_rules_alone(
    ages: AgeReader, typed: str, whose: Judge, age: int | None
) -> None:
    assert ages.read(message(typed), {AGE: SURE, WRITERS_AGE: whose}).age == age


@pytest.mark.parametrize("number", ["0", "1", "99", "100", "101", "110", "111", "200", "999", "1900", "2026", "99999"])
@pytest.mark.parametrize(
    "typed",
    [
        "this is the {}th time he hit me",
        "born in {} and scared of him",
        "{} of them are outside now",
        "year {} girl hurt",
    ],
)
def test_any_number_in_any_form_is_weighed_safely(ages: AgeReader, typed: str, number: str) -> None:
    age = ages.read(message(typed.format(number)), {AGE: SURE, **WRITERS}).age
    assert age is None or 0 <= age <= 110


def test_of_two_ages_the_likelier_counts(ages: AgeReader) -> None:
    prefers_the_last = Judge({"number 1": 3.0}, 0.0)
    assert ages.read(message("brother 12, me 15, both scared"), {AGE: prefers_the_last, **WRITERS}).age == 15


@pytest.mark.parametrize(
    ("sure", "judge", "stands"),
    [
        (Sure.HOME, SURE, Sure.HOME),
        (Sure.HOME, HALF_SURE, Sure.HOME),
        (Sure.HOME, UNSURE, None),
        (Sure.MENTIONED, SURE, Sure.HERE),
        (Sure.MENTIONED, HALF_SURE, None),
    ],
)
def test_a_place_is_where_help_is_needed_as_far_as_it_is_likely(sure: Sure, judge: Judge, stands: Sure | None) -> None:
    mention = PlaceMention(Known("Slough", ("slough",)), Verdict(sure), frozenset(("any sign",)))
    judged = mention.judged({PLACE: judge}, PLACES)
    assert (judged.sure if judged else None) == stands


def test_a_word_that_is_known_to_be_no_place_stays_none_however_likely(places: PlaceReader) -> None:
    for typed in ("i was reading his messages again", "feel like im in a slough of despond"):
        assert places.read(message(typed), {PLACE: SURE}).areas == ()


def test_a_place_that_is_the_whole_answer_is_left_to_the_rules(places: PlaceReader) -> None:
    assert places.read(message("in slough"), {PLACE: UNSURE}).areas == ("slough",)


def test_a_judge_keeps_nothing_but_numbers_for_signs() -> None:
    kept = Judge({"kind n0": 0.5, "then": -1.0}, 0.25).arrays("age")
    again = Judge.from_arrays(kept, "age")
    assert again.likely(("kind n0", "never seen")) == pytest.approx(Judge({}, 0.75).likely(()))


def test_the_words_around_say_on_which_side_and_how_far() -> None:
    signs = set(words_around(("she", "is", "n0", "now"), 2, ("she",)))
    assert {"-1 is", "+1 now", "-2 she", "+2 $", "-3 ^", "-+ is now", "before she", "after now", "in she"} <= signs
