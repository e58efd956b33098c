"""What is learnt from labelled messages, and how it is weighed against what the word lists found."""

from dataclasses import replace
from pathlib import Path

import pytest

from understanding import Reader
from understanding.age_mentions import AgeFound
from understanding.audience import AudienceFound
from understanding.classifier import Classifier, Likely
from understanding.counts import Seen
from understanding.danger import Signal
from understanding.encoder import Encoder
from understanding.learning import Example, learn
from understanding.reader import _with_likely
from understanding.thresholds import Thresholds

ENOUGH = Thresholds.load()
LISTED = (Signal("violence.hurts", "disclosure", ("domestic_abuse",)),)
AT_ONCE = (Signal("immediate.weapon", "immediate_danger"),)
# Three ways to tell each; what is learnt from them is not meant to be good, only to be learnt.
EXAMPLES = [
    Example("he hits me when mum is out", ("disclosure",), ("physical_abuse", "domestic_abuse"), ("young_person",)),
    Example("my uncle hits me when nobody sees", ("disclosure",), ("physical_abuse",), ("young_person",)),
    Example("he keeps hitting me at home", ("disclosure", "immediate_danger"), ("physical_abuse",), ("",)),
    Example("i want to be dead tonight", ("self_harm",), ("mental_health",), ("",)),
    Example("i want to be dead and gone", ("self_harm",), ("mental_health",), ("",)),
    Example("i do not want to be here", ("self_harm",), ("mental_health",), ("adult",)),
    Example("what time do you open today", ("none",), ("",), ("",)),
    Example("what time do you close today", ("none",), ("",), ("professional",)),
    Example("what time is it there", ("none",), ("out_of_scope",), ("",)),
    Example("he has a knife at the door now", ("immediate_danger",), ("serious_violence",), ("",)),
    Example("he is at the door with a knife now", ("immediate_danger",), (), ()),
]
# Which number is the age, whose it is, and which place is where help is needed.
FACTS = [
    Example(text, facts=True, age=age, age_is_of="other" if "son" in text else "writer", areas=areas)
    for text, age, areas in [
        ("someone took it off me, 14 and scared", 14, ()),
        ("someone took it off me, 15 and scared", 15, ()),
        ("someone took it off me, 13 and scared", 13, ()),
        ("someone took it off my son, 14 and scared", 14, ()),
        ("someone took it off my son, 15 and scared", 15, ()),
        ("someone took it off my son, 13 and scared", 13, ()),
        ("they sent me 14 messages in an hour", None, ()),
        ("they sent me 15 messages in an hour", None, ()),
        ("they sent me 13 messages in an hour", None, ()),
        ("help me please i am in slough now", None, ("slough",)),
        ("help me please i am in reading now", None, ("reading",)),
        ("help me please i am in oxford now", None, ("oxfordshire",)),
        ("we went to slough for the match", None, ()),
        ("we went to reading for the match", None, ()),
        ("we went to oxford for the match", None, ()),
    ]
]


def seen(text: str) -> Seen:
    return Seen(text, "disclosure violence.hurts" if "hit" in text else "", text)


class Lists:
    """What makes messages ready, with the word "hit" for all of the lists."""

    def __init__(self, reader: Reader) -> None:
        self.seen, self.mentions = seen, reader.mentions


@pytest.fixture(scope="module", params=[True, False], ids=["with the encoder", "without it"])
def classifier(request: pytest.FixtureRequest, reader: Reader) -> Classifier:
    return learn([*EXAMPLES, *FACTS], Lists(reader), Encoder.load() if request.param else None)


@pytest.mark.parametrize(
    ("text", "danger", "need"),
    [
        ("my brother hits me when dad is out", "disclosure", "physical_abuse"),
        ("i just want to be dead", "self_harm", "mental_health"),
        ("what time do you open", "none", ""),
    ],
)
def test_what_was_learnt_reaches_other_words(classifier: Classifier, text: str, danger: str, need: str) -> None:
    likely = classifier.read(seen(text))
    assert max(likely.danger, key=lambda one: likely.danger[one]) == danger
    assert max(likely.needs, key=lambda one: likely.needs[one]) == need
    assert sum(likely.danger.values()) == pytest.approx(1, abs=1e-5)


def test_what_was_learnt_is_the_same_when_kept_and_taken_up_again(classifier: Classifier, tmp_path: Path) -> None:
    classifier.save(tmp_path / "kept.npz")
    again = Classifier.load(tmp_path / "kept.npz", Encoder.load())
    message = seen("he hits me and i want to be dead")
    assert again.read(message).danger == pytest.approx(classifier.read(message).danger, abs=1e-5)


def test_the_judges_are_the_same_when_kept_and_taken_up_again(
    classifier: Classifier, reader: Reader, tmp_path: Path
) -> None:
    classifier.save(tmp_path / "kept.npz")
    again = Classifier.load(tmp_path / "kept.npz", None)
    (number,), _ = reader.mentions("someone took it off me, 16 and scared")
    (count,), _ = reader.mentions("they sent me 16 messages in an hour")
    for judge in (classifier.judges["age"], again.judges["age"]):
        assert judge.likely(number.signs) > judge.likely(count.signs)
    assert again.judges["age"].likely(number.signs) == pytest.approx(classifier.judges["age"].likely(number.signs))


def test_several_right_answers_share_the_weight_of_one(classifier: Classifier) -> None:
    likely = classifier.read(seen("he keeps hitting me at home")).danger
    assert likely["disclosure"] > likely["self_harm"]
    assert likely["immediate_danger"] > likely["none"]


@pytest.mark.parametrize(("text", "asked"), [("15", []), ("hits me", []), ("he hits me", ["danger"])])
def test_a_bare_answer_is_left_to_the_lists(classifier: Classifier, text: str, asked: list[str]) -> None:
    likely = classifier.read(seen(text))
    assert [name for name in ("danger", "needs", "audience") if getattr(likely, name)] == asked


@pytest.mark.parametrize(
    ("danger", "listed", "stand"),
    [
        ({}, LISTED, ["violence.hurts"]),  # nothing learnt: the lists alone
        ({"none": 0.3, "disclosure": 0.7}, LISTED, ["violence.hurts", "learnt.disclosure"]),
        ({"none": 0.2, "disclosure": 0.8}, (), ["learnt.disclosure"]),
        ({"none": 0.8, "disclosure": 0.2}, (), []),
        ({"none": 0.75, "disclosure": 0.25}, LISTED, ["violence.hurts"]),
        ({"none": 0.99, "disclosure": 0.01}, LISTED, []),
        (
            {"none": 0.94, "disclosure": 0.06},
            (*LISTED, *AT_ONCE),
            ["immediate.weapon"],
        ),  # the urgent takes more to fall
    ],
)
def test_either_is_enough_unless_the_other_is_next_to_sure(
    danger: dict[str, float], listed: tuple[Signal, ...], stand: list[str]
) -> None:
    full = {"immediate_danger": 0.0, "self_harm": 0.0, "disclosure": 0.0, **danger} if danger else {}
    assert [signal.id for signal in Likely(danger=full).weigh(listed, 12, ENOUGH)] == stand


def test_what_the_lists_found_in_a_few_words_always_stands() -> None:
    """ "im in an abusive relationship" holds nothing that could take it back."""
    sure = Likely(danger={"none": 1.0, "immediate_danger": 0.0, "self_harm": 0.0, "disclosure": 0.0})
    assert sure.weigh(LISTED, 5, ENOUGH) == LISTED
    assert sure.weigh(LISTED, 12, ENOUGH) == ()


def test_what_the_scope_rules_silence_in_a_few_words_stays_silent() -> None:
    """ "he doesn't hit me" is about hitting, whatever was learnt of such words."""
    likely = Likely(danger={"none": 0.1, "immediate_danger": 0.0, "self_harm": 0.0, "disclosure": 0.9})
    silenced = (replace(LISTED[0], silenced=True),)
    assert likely.weigh(silenced, 4, ENOUGH) == ()
    assert [signal.id for signal in likely.weigh(silenced, 12, ENOUGH)] == ["learnt.disclosure"]
    assert Likely().weigh(silenced, 12, ENOUGH) == ()


def test_what_the_lists_found_falls_only_against_clear_odds() -> None:
    """What a reviewed entry finds is dropped against odds of four to one, nineteen to one where urgent."""
    assert ENOUGH.stands["disclosure"] <= 0.2
    assert max(ENOUGH.stands["immediate_danger"], ENOUGH.stands["self_harm"]) <= 0.05


@pytest.mark.parametrize(
    ("found", "likely", "who"),
    [
        (AudienceFound(), {"adult": 0.6, "young_person": 0.1, "": 0.3}, "adult"),
        (AudienceFound(), {"adult": 0.08, "": 0.92}, None),
        (AudienceFound(), {"adult": 0.4, "young_person": 0.41, "parent_carer": 0.19}, None),
        (AudienceFound("young_person", weighed=True), {"adult": 0.95, "": 0.05}, "adult"),
        (AudienceFound("young_person", weighed=True), {"adult": 0.7, "": 0.3}, "young_person"),
        (AudienceFound("young_person"), {"adult": 1.0, "": 0.0}, "young_person"),  # "im 14"
        (AudienceFound(refuses=True), {"adult": 1.0, "": 0.0}, None),
    ],
)
def test_a_guess_at_who_writes_never_stands_over_what_was_said(
    found: AudienceFound, likely: dict[str, float], who: str | None
) -> None:
    assert _with_likely(found, Likely(audience=likely), AgeFound(), ENOUGH.audience).audience == who


@pytest.mark.parametrize(("age", "who"), [(18, "adult"), (40, "adult"), (None, "young_person")])
def test_nobody_who_says_that_they_are_grown_up_is_taken_for_a_child(age: int | None, who: str) -> None:
    likely = Likely(audience={"young_person": 0.9, "adult": 0.08, "": 0.02})
    written = AgeFound(age, "writer" if age else None)
    assert _with_likely(AudienceFound("adult", weighed=True), likely, written, ENOUGH.audience).audience == who


def test_nobody_who_is_taken_for_a_parent_by_mistake_stays_writing_for_another() -> None:
    mistaken = AudienceFound("parent_carer", for_self=False, weighed=True)
    likely = Likely(audience={"adult": 0.95, "": 0.05})
    assert _with_likely(mistaken, likely, AgeFound(), ENOUGH.audience).for_self is None
