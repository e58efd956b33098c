"""Who a service takes: the edges of ages, areas and sex rules, and who is never turned away."""

import pytest

from directory_api.eligibility import Answer, Verdict, answer, judge_age, judge_area, judge_audience, judge_sex
from directory_api.person import Person
from tests.directory_api.building import service

SLOUGH = ("slough", "berkshire", "thames-valley", "england")
READING = ("reading", "berkshire", "thames-valley", "england")
OUTSIDE = ("england",)


def stated(minimum: int | None, maximum: int | None) -> dict[str, object]:
    return {"minimum_age": minimum, "maximum_age": maximum, "age_basis": "stated"}


@pytest.mark.parametrize(
    ("minimum", "maximum", "age", "expected"),
    [
        (16, None, 15, "no"),
        (16, None, 16, "yes"),
        (None, 15, 15, "yes"),
        (None, 15, 16, "no"),
        (18, None, 17, "no"),
        (18, None, 18, "yes"),
        (0, 17, 17, "yes"),
        (0, 17, 18, "no"),
        (5, 18, 4, "no"),
        (5, 18, 5, "yes"),
        (5, 18, 18, "yes"),
        (5, 18, 19, "no"),
        (None, 24, 24, "yes"),
        (None, 24, 25, "no"),
        (None, 25, 25, "yes"),
        (None, 25, 26, "no"),
        (None, None, 7, "yes"),
    ],
)
def test_a_stated_age_rule_includes_both_its_ends(
    minimum: int | None, maximum: int | None, age: int, expected: str
) -> None:
    assert judge_age(service(**stated(minimum, maximum)), Person(age=age)).verdict == expected


@pytest.mark.parametrize("basis", ["inferred", "not_found"])
@pytest.mark.parametrize("age", [0, 8, 15, 16, 17, 18, 24, 25, 40, 120, None])
@pytest.mark.parametrize(("minimum", "maximum"), [(16, None), (18, None), (None, 17), (16, 24), (None, None)])
def test_an_age_rule_nobody_stated_turns_nobody_away(
    basis: str, age: int | None, minimum: int | None, maximum: int | None
) -> None:
    judged = judge_age(service(minimum_age=minimum, maximum_age=maximum, age_basis=basis), Person(age=age))
    assert judged.verdict is Verdict.ASK


def test_an_inferred_rule_that_misses_is_not_recommended_either() -> None:
    adults = service(minimum_age=18, age_basis="inferred")
    assert not answer(adults, Person(age=17)).fits
    assert answer(adults, Person(age=18)).fits


@pytest.mark.parametrize(
    ("audience", "minimum", "maximum", "expected"),
    [
        ("adult", 18, None, "yes"),  # an adult is 18 or over without saying so
        ("adult", 16, None, "yes"),
        ("adult", None, 17, "no"),
        ("adult", None, 18, "ask"),
        ("young_person", 16, None, "ask"),
        ("young_person", 30, None, "no"),
        ("young_person", None, 25, "yes"),
        ("parent_carer", None, 17, "ask"),
        ("professional", 16, None, "ask"),
        (None, 16, None, "ask"),
    ],
)
def test_an_age_nobody_told_is_only_as_certain_as_who_asks(
    audience: str | None, minimum: int | None, maximum: int | None, expected: str
) -> None:
    assert judge_age(service(**stated(minimum, maximum)), Person(audience=audience)).verdict == expected


@pytest.mark.parametrize(
    ("age", "verdict", "fits"), [(18, "yes", True), (20, "ask", False), (25, "ask", False), (26, "no", True)]
)
def test_older_people_with_additional_needs_are_told_to_ask(age: int, verdict: str, fits: bool) -> None:
    safe = service(**stated(5, 18), maximum_age_with_additional_needs=25)
    judged = judge_age(safe, Person(age=age))
    assert (judged.verdict, judged.fits) == (verdict, fits)


HELPLINE_FOR_ADULTS = service(
    audiences=("parent_carer", "professional", "adult"), main=("physical_abuse",), minimum_age=18, age_basis="inferred"
)
TRUST_FOR_PARENTS = service(
    audiences=("parent_carer", "professional"), main=("child_sexual_exploitation",), minimum_age=18, age_basis="stated"
)
REFUGE = service(audiences=("adult", "parent_carer"), main=("domestic_abuse",), minimum_age=16, age_basis="stated")


@pytest.mark.parametrize("helper", [HELPLINE_FOR_ADULTS, TRUST_FOR_PARENTS])
@pytest.mark.parametrize("audience", ["parent_carer", "professional"])
@pytest.mark.parametrize("age", [0, 5, 15, 17])
def test_a_service_for_adults_worried_about_a_child_does_not_judge_the_childs_age(
    helper: object, audience: str, age: int
) -> None:
    judged = judge_age(helper, Person(age=age, audience=audience))  # type: ignore[arg-type]
    assert (judged.code, judged.verdict) == ("for_worried_adults", Verdict.YES)


def test_such_a_service_is_not_recommended_to_the_child_but_never_refuses_one() -> None:
    child = Person(age=14, audience="young_person", needs=frozenset({"physical_abuse"}), area_chain=SLOUGH)
    judged = answer(HELPLINE_FOR_ADULTS, child)
    assert judged.verdict is Verdict.ASK
    assert not judged.fits


def test_such_a_service_still_counts_the_childs_age_against_its_maximum() -> None:
    until_17 = service(audiences=("parent_carer",), minimum_age=18, maximum_age=17, age_basis="stated")
    assert judge_age(until_17, Person(age=17, audience="parent_carer")).verdict is Verdict.YES
    assert judge_age(until_17, Person(age=18, audience="parent_carer")).verdict is Verdict.NO


def test_a_refuge_for_adults_with_their_children_judges_the_person_to_be_helped() -> None:
    assert judge_age(REFUGE, Person(age=14, audience="parent_carer")).verdict is Verdict.NO


@pytest.mark.parametrize(
    ("audiences", "person", "fits"),
    [
        (("young_person",), Person(audience="young_person"), True),
        (("young_person",), Person(audience="parent_carer", age=14), True),
        (("young_person",), Person(audience="adult"), False),
        (("young_person",), Person(audience="adult", age=20), True),
        (("adult",), Person(audience="young_person", age=17), False),
        (("adult",), Person(audience="young_person", age=18), True),
        (("adult",), Person(audience="parent_carer", age=14), False),
        (("adult",), Person(audience="professional"), True),
        (("adult",), Person(audience="professional", age=15), False),
        (("professional",), Person(audience="young_person"), False),
        (("professional",), Person(audience="professional"), True),
        (("professional",), Person(), True),
        ((), Person(audience="young_person"), True),
    ],
)
def test_a_service_for_other_people_is_not_recommended(audiences: tuple[str, ...], person: Person, fits: bool) -> None:
    judged = judge_audience(service(audiences=audiences), person)
    assert (judged is None) is fits
    assert judged is None or judged.verdict is Verdict.ASK


@pytest.mark.parametrize(
    ("rule", "sex", "expected"),
    [
        ("women", "female", "yes"),
        ("women", "male", "no"),
        ("women", None, "ask"),
        ("women", "other", "ask"),
        ("men", "male", "yes"),
        ("men", "female", "no"),
        ("men", None, "ask"),
    ],
)
def test_a_sex_rule_only_refuses_who_told_their_sex(rule: str, sex: str | None, expected: str) -> None:
    judged = judge_sex(service(sex_rule=rule), Person(sex=sex))
    assert judged is not None
    assert judged.verdict == expected


@pytest.mark.parametrize(
    ("covers", "reach", "chain", "expected", "fits"),
    [
        (("slough",), "local", SLOUGH, "yes", True),
        (("slough",), "local", READING, "no", True),
        (("slough",), "local", OUTSIDE, "no", True),
        (("slough",), "local", (), "ask", False),
        (("berkshire",), "local", READING, "yes", True),
        (("thames-valley",), "thames_valley", SLOUGH, "yes", True),
        (("thames-valley",), "thames_valley", OUTSIDE, "no", True),
        (("thames-valley",), "thames_valley", (), "yes", True),
        (("england",), "national", OUTSIDE, "yes", True),
        (("england",), "national", (), "yes", True),
        ((), "national", SLOUGH, "ask", False),
    ],
)
def test_a_service_takes_people_of_the_areas_it_covers(
    covers: tuple[str, ...], reach: str, chain: tuple[str, ...], expected: str, fits: bool
) -> None:
    judged = judge_area(service(covers=covers, reach=reach), Person(area_chain=chain))
    assert (judged.verdict, judged.fits) == (expected, fits)


@pytest.mark.parametrize(
    ("main", "also", "needs", "code", "fits"),
    [
        (("image_abuse",), (), {"image_abuse"}, "helps_with", True),
        (("any_crime",), ("image_abuse",), {"image_abuse"}, "helps_with", True),
        (("any_crime",), (), {"image_abuse"}, "helps_after_any_crime", True),
        (("any_crime",), (), set(), "helps_with", True),
        (("any_crime",), (), {"harmful_behaviour_own"}, "other_needs", False),
        (("any_crime",), (), {"mental_health"}, "other_needs", False),
        (("any_crime",), (), {"mental_health", "assault"}, "helps_after_any_crime", True),
        (("fraud",), (), {"bullying"}, "other_needs", False),
    ],
)
def test_a_need_is_met_by_name_or_by_help_after_any_crime(
    main: tuple[str, ...], also: tuple[str, ...], needs: set[str], code: str, fits: bool
) -> None:
    judged = answer(service(main=main, also=also, **stated(None, None)), Person(needs=frozenset(needs)))
    assert judged.reason(code) is not None
    assert judged.fits is fits
    assert judged.verdict is not Verdict.NO


@pytest.mark.parametrize(
    ("person", "meant"),
    [
        (Person(age=15, needs=frozenset({"teen_relationship_abuse"})), False),
        (Person(age=16, needs=frozenset({"teen_relationship_abuse"})), True),
        (Person(age=17, needs=frozenset({"physical_abuse"})), False),
        (Person(age=18, needs=frozenset({"physical_abuse"})), True),
        (Person(audience="adult", needs=frozenset({"physical_abuse"})), True),
        (Person(audience="young_person", needs=frozenset({"physical_abuse"})), False),
        (Person(age=40, needs=frozenset({"bullying"})), False),
    ],
)
def test_what_a_child_calls_otherwise_is_domestic_abuse_when_older(person: Person, meant: bool) -> None:
    assert ("domestic_abuse" in person.meant_needs) is meant
    assert person.needs <= person.meant_needs


@pytest.mark.parametrize(
    ("person", "fits"),
    [
        (Person(audience="parent_carer", age=30), True),
        (Person(audience="professional"), True),
        (Person(), True),
        (Person(audience="adult", needs=frozenset({"physical_abuse"})), True),  # may be a neighbour
        (Person(audience="adult", age=40, needs=frozenset({"physical_abuse"})), False),  # was hurt as an adult
        (Person(audience="adult", needs=frozenset({"domestic_abuse"})), False),
        (Person(audience="adult", age=40, needs=frozenset({"harmful_behaviour_own"})), True),
        (Person(audience="young_person", age=24, needs=frozenset({"physical_abuse"})), False),
        (Person(audience="young_person", age=24, needs=frozenset({"harmful_behaviour_own"})), True),
        (Person(audience="young_person", age=15, needs=frozenset({"harmful_behaviour_own"})), False),
    ],
)
def test_a_service_for_worried_adults_is_for_those_who_may_be_one(person: Person, fits: bool) -> None:
    assert (judge_audience(HELPLINE_FOR_ADULTS, person) is None) is fits


def test_one_no_outweighs_every_yes() -> None:
    judged: Answer = answer(service(**stated(16, None), covers=("reading",)), Person(age=15, area_chain=READING))
    assert judged.verdict is Verdict.NO
    assert not judged.fits
