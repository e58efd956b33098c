"""What people can rely on, on messages that nothing was tuned on. The floors stand below the figures in README."""

import pytest

from tests.bot.evaluation.measure import SERVICES_DATA, SETS, Measure, measure, messages
from tests.bot.test_sources import examples, folded
from understanding import Reader
from understanding.reading import DISCLOSURE

FLOORS = {
    "danger found": 0.80,
    "immediate danger or self-harm found": 0.85,
    "no false alarm": 0.93,
    "a right need among the first three": 0.65,
    "audience": 0.60,
    "age": 0.90,
    "area": 0.90,
}

# Not every set states who writes, how old they are and where.
IN_EVERY_SET = set(FLOORS) - {"audience", "age", "area"}


@pytest.fixture(scope="module", params=SETS)
def found(request: pytest.FixtureRequest) -> dict[str, Measure]:
    return measure(messages(request.param), Reader.load(SERVICES_DATA).read)


def test_people_are_understood_at_least_this_often(found: dict[str, Measure]) -> None:
    assert set(found) >= IN_EVERY_SET
    too_low = {what: found[what].wrong for what, floor in FLOORS.items() if what in found and found[what].share < floor}
    assert not too_low


def test_no_held_out_message_was_trained_on() -> None:
    trained = {folded(line) for lines in examples().values() for line in lines}
    held_out = {folded(row["text"]) for name in SETS for row in messages(name)}
    assert held_out & trained == set()


def test_each_set_holds_danger_and_its_false_friends() -> None:
    for name in SETS:
        levels = [level for row in messages(name) for level in row["danger"]]
        assert levels.count(DISCLOSURE) >= 25
        assert levels.count("none") >= 40
