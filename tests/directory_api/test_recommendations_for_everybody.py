"""No empty cell: whoever asks, from wherever, about whatever, gets help that may be offered to them."""

from collections.abc import Iterator
from itertools import count, product
from typing import Any

import numpy as np
import pytest

from directory_api.eligibility import is_for_worried_adults
from directory_api.models import Service
from directory_api.recommendations.schemas import Recommendation
from directory_api.recommendations.shortlist import NOT_FOR_CARDS
from directory_api.search.catalogue import Catalogue
from directory_api.vocabulary import AUDIENCES, NEEDS
from tests.directory_api.asking import Ask, Services, reachable_now, slugs

AGES = (8, 12, 15, 16, 17, 18, 19, 24, 25, 40, None)
MOMENTS = ("2026-11-23T11:00", "2026-11-23T23:00", "2026-12-25T04:00", "2026-11-28T15:00")
Cell = dict[str, Any]
Answers = list[tuple[Cell, Recommendation]]


def cells(areas: list[str]) -> Iterator[Cell]:
    """Every age, need and audience, with area and moment in turn; then every area with every need for a child."""
    turn = count()
    for age, need, audience in product(AGES, (*NEEDS, None), (*AUDIENCES, None)):
        place = next(turn)
        yield cell(audience, areas[place % len(areas)], age, need, MOMENTS[place // 7 % len(MOMENTS)])
    for area, need in product(areas, NEEDS):
        yield cell("young_person", area, 15, need, MOMENTS[1])


def cell(audience: str | None, area: str | None, age: int | None, need: str | None, now: str) -> Cell:
    told = {"audience": audience, "area": area, "age": age, "need": [need] if need else None, "now": now}
    return {key: value for key, value in told.items() if value is not None}


@pytest.fixture(scope="module")
def answers(ask: Ask, catalogue: Catalogue) -> Answers:
    areas = [area.id for area in catalogue.areas.councils] + ["outside", None]
    return [(asked, ask(**asked)) for asked in cells(areas)]  # type: ignore[arg-type]


def refused_by_age(service: Service, asked: Cell) -> bool:
    """Read off the record by the letter, without the code under test (but for whom a minimum age is about)."""
    age = asked.get("age")
    if age is None:
        return False
    callers = asked.get("audience") in ("parent_carer", "professional") and is_for_worried_adults(service)
    too_young = not callers and service.minimum_age is not None and age < service.minimum_age
    return too_young or (service.maximum_age is not None and age > service.maximum_age)


def test_there_are_one_to_eight_different_services(answers: Answers) -> None:
    wrong = [asked for asked, answer in answers if not 1 <= len(set(slugs(answer))) == len(answer.cards) <= 8]
    assert not wrong


def test_nobody_is_shown_a_service_whose_age_rule_misses_them(answers: Answers, services: Services) -> None:
    wrong = [
        (asked, card.slug)
        for asked, answer in answers
        for card in answer.cards
        if refused_by_age(services[card.slug], asked)
    ]
    assert not wrong


def test_nobody_is_shown_a_service_of_another_area(answers: Answers, catalogue: Catalogue, services: Services) -> None:
    wrong = []
    for asked, answer in answers:
        area = asked.get("area")
        chain = {"england"} if area == "outside" else set(catalogue.areas.chain(area)) if area else None
        for card in answer.cards:
            covered = {row.area_id for row in services[card.slug].service_areas}
            if (card.reach == "local") if chain is None else not (covered & chain):
                wrong.append((asked, card.slug))
    assert not wrong


def test_only_offered_services_are_shown(answers: Answers, services: Services) -> None:
    shown = {card.slug for _, answer in answers for card in answer.cards}
    assert not {slug for slug in shown if not services[slug].offered}
    assert len(shown) > 60  # most of the directory is somebody's answer


def test_somebody_can_always_be_reached_now(answers: Answers) -> None:
    wrong = [asked for asked, answer in answers if not any(reachable_now(card) for card in answer.cards)]
    assert not wrong


def test_an_open_service_is_among_the_first_three(answers: Answers) -> None:
    wrong = [(asked, slugs(answer)) for asked, answer in answers if not any(card.open_now for card in answer.cards[:3])]
    assert not wrong


def test_the_childs_council_is_always_there_and_first_for_a_professional(answers: Answers) -> None:
    wrong = []
    for asked, answer in answers:
        doors = [place for place, card in enumerate(answer.cards) if card.role == "front_door"]
        known_child = asked.get("age") is not None and asked["age"] < 18
        local = asked.get("area") not in (None, "outside")
        if known_child and local and len(doors) != 1:
            wrong.append((asked, "missing"))
        if doors and (asked.get("age") or 0) >= 18:
            wrong.append((asked, "not a child"))
        if doors and asked.get("audience") == "professional" and doors != [0]:
            wrong.append((asked, "not first"))
    assert not wrong


def test_the_first_doors_stand_behind_every_answer(answers: Answers) -> None:
    wrong = []
    for asked, answer in answers:
        age, shown = asked.get("age"), set(slugs(answer))
        expected = {"victims-first"} if asked.get("area") != "outside" else set()
        if age is not None and age <= 18:
            expected |= {"childline"}
            expected |= {"safe-support-after-crime-and-abuse"} if asked.get("area") != "outside" and age >= 5 else set()
        if age is not None and age >= 19:
            expected |= {"victim-support-national"}
        if expected - shown:
            wrong.append((asked, expected - shown))
    assert not wrong


def test_every_card_says_why_and_nothing_unfinished(answers: Answers) -> None:
    texts = {
        text
        for _, answer in answers
        for card in answer.cards
        for text in (*card.why, card.hours or "-", card.referral, card.assurance.text, *card.eligibility.reasons)
    }
    assert not [text for text in texts if not text.strip() or "None" in text or "{" in text]
    assert not [(asked, card.slug) for asked, answer in answers for card in answer.cards if not card.why]


def test_a_near_miss_is_never_also_shown_and_says_why(answers: Answers) -> None:
    wrong = [asked for asked, answer in answers if set(slugs(answer)) & {miss.slug for miss in answer.why_not}]
    assert not wrong
    assert all(miss.reason for _, answer in answers for miss in answer.why_not)


def test_services_to_be_asked_about_age_stand_behind_stated_ones_of_like_use(ask: Ask) -> None:
    """The first card for a child is one whose rule is stated to fit, wherever there is one that helps with the need."""
    for need in NEEDS:
        answer = ask(audience="young_person", area="reading", age=14, need=[need])
        stated = [card for card in answer.cards if card.eligibility.answer == "yes" and card.role == "match"]
        assert not stated or answer.cards[0].eligibility.answer == "yes", need


def test_judging_every_service_would_change_no_answer(
    answers: Answers, ask: Ask, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the shortlist leaves out could neither be shown nor be a near miss."""
    index = catalogue.index
    everything = np.flatnonzero(index.offered & ~index.mask("kind", NOT_FOR_CARDS))
    monkeypatch.setattr("directory_api.recommendations.recommend.shortlist", lambda *_: everything)
    wrong = [asked for asked, answer in answers[::7] if ask(**asked) != answer]
    assert not wrong
