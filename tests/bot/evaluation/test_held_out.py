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


@pytest.fixture(scope="module", params=SETS)
def found(request: pytest.FixtureRequest) -> dict[str, Measure]:
    return measure(messages(request.param), Reader.load(SERVICES_DATA).read)


@pytest.mark.parametrize("what", FLOORS)
def test_people_are_understood_at_least_this_often(found: dict[str, Measure], what: str) -> None:
    if what not in found:
        assert what in ("audience", "age", "area"), "every set holds danger and needs"
        return
    assert found[what].share >= FLOORS[what], found[what].wrong


def test_no_held_out_message_was_trained_on() -> None:
    trained = {folded(line) for lines in examples().values() for line in lines}
    held_out = {folded(row["text"]) for name in SETS for row in messages(name)}
    assert held_out & trained == set()


def test_each_set_holds_danger_and_its_false_friends() -> None:
    for name in SETS:
        levels = [level for row in messages(name) for level in row["danger"]]
        assert levels.count(DISCLOSURE) >= 25
        assert levels.count("none") >= 40
