"""Who is shown to whom, on the real data: the journeys the service exists for."""

from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient

from directory_api.errors import SeveralAreasError, UnknownAreaError
from tests.directory_api.asking import Ask, card_of, reachable_now, slugs

MONDAY_11 = "2026-11-23T11:00"
MONDAY_23 = "2026-11-23T23:00"
SAFE = "safe-support-after-crime-and-abuse"


def test_a_13_year_old_in_slough_with_images_shared_online(ask: Ask) -> None:
    answer = ask(audience="young_person", area="slough", age=13, need=["image_abuse"], now=MONDAY_23)
    assert slugs(answer)[:3] == ["report-remove", "childline", "mash-slough"]
    assert SAFE in slugs(answer)
    assert "revenge-porn-helpline" not in slugs(answer)
    assert answer.summary == "For: me, 13 · Slough · pictures shared or used as a threat"
    assert card_of(answer, "mash-slough").phones[0].number == "01344 351999"
    assert reachable_now(card_of(answer, "childline"))


def test_a_parent_in_didcot_whose_child_is_14(ask: Ask) -> None:
    answer = ask(audience="parent_carer", area="Didcot", age=14, need=["online_grooming", "image_abuse"])
    assert slugs(answer)[1] == "mash-oxfordshire"
    assert {"report-remove", "ceop", "nspcc-helpline", SAFE} <= set(slugs(answer))
    assert answer.summary.startswith("For: my child, 14 · Oxfordshire · ")
    assert answer.for_whom.area == "Oxfordshire"


@pytest.mark.parametrize(("now", "number"), [(MONDAY_23, "01344 351999"), (MONDAY_11, "0118 937 3641")])
def test_a_professional_gets_readings_front_door_first_with_the_number_that_answers(
    ask: Ask, now: str, number: str
) -> None:
    first = ask(audience="professional", area="reading", now=now).cards[0]
    assert (first.slug, first.role, first.open_now) == ("cspoa-reading", "front_door", True)
    assert (first.phones[0].number, first.phones[0].open_now) == (number, True)
    assert first.phones[1].open_now is False


@pytest.mark.parametrize(
    ("age", "sixteen_and_over_shown"), [(15, False), (16, True), (17, True)], ids=["15", "16", "17"]
)
def test_sexual_violence_in_milton_keynes_either_side_of_16(ask: Ask, age: int, sixteen_and_over_shown: bool) -> None:
    answer = ask(audience="young_person", area="milton-keynes", age=age, need=["sexual_violence"])
    assert ("rape-crisis-247" in slugs(answer)) is sixteen_and_over_shown
    assert "mash-milton-keynes" in slugs(answer)[:3]
    assert SAFE in slugs(answer)
    missed = {miss.slug: miss.reason for miss in answer.why_not}
    assert missed.get("rape-crisis-247") == (None if sixteen_and_over_shown else "Only for ages 16 and over")


@pytest.mark.parametrize(
    ("age", "shown", "not_shown"),
    [
        (17, "report-remove", "revenge-porn-helpline"),
        (18, "revenge-porn-helpline", "report-remove"),
    ],
)
def test_images_shared_either_side_of_18(ask: Ask, age: int, shown: str, not_shown: str) -> None:
    answer = ask(audience="young_person", area="reading", age=age, need=["image_abuse"])
    assert shown == slugs(answer)[0]
    assert not_shown not in slugs(answer)
    assert not_shown in {miss.slug for miss in answer.why_not}


@pytest.mark.parametrize(("age", "shown"), [(18, True), (19, False), (24, False), (25, False)])
def test_childline_and_safe_end_with_the_19th_birthday(ask: Ask, age: int, shown: bool) -> None:
    answer = ask(audience="young_person", area="wokingham", age=age, need=["assault"])
    assert ("childline" in slugs(answer)) is shown
    assert (SAFE in slugs(answer)) is shown
    assert "victims-first" in slugs(answer)


@pytest.mark.parametrize("age", [19, 25])
def test_young_adults_learn_that_safe_takes_older_people_with_additional_needs(ask: Ask, age: int) -> None:
    answer = ask(audience="young_person", area="wokingham", age=age, need=["assault"])
    miss = next(miss for miss in answer.why_not if miss.slug == SAFE)
    assert miss.answer == "ask"
    assert "up to 25 with additional needs" in miss.reason


def test_an_adult_survivor_in_oxford(ask: Ask) -> None:
    answer = ask(audience="adult", area="Oxford", need=["non_recent_abuse", "sexual_violence"])
    assert {"rape-crisis-247", "napac", "thames-valley-sarc", "victims-first"} <= set(slugs(answer))
    assert not {"childline", SAFE, "mash-oxfordshire", "nspcc-helpline"} & set(slugs(answer))


def test_domestic_abuse_under_16_goes_to_the_front_door_and_safe_not_to_the_adult_service(ask: Ask) -> None:
    answer = ask(audience="young_person", area="oxfordshire", age=15, need=["domestic_abuse"])
    assert {"mash-oxfordshire", SAFE, "childline"} <= set(slugs(answer)[:3])
    assert not {"odas", "national-domestic-abuse-helpline", "flag-dv"} & set(slugs(answer))
    assert "odas" in {miss.slug for miss in answer.why_not}
    assert "odas" in slugs(ask(audience="young_person", area="oxfordshire", age=16, need=["domestic_abuse"]))


@pytest.mark.parametrize("audience", ["young_person", "adult"])
def test_mental_health_has_somebody_to_talk_to_at_any_hour(ask: Ask, audience: str) -> None:
    answer = ask(audience=audience, area="buckinghamshire", need=["mental_health"], now=MONDAY_23)
    assert {"samaritans", "shout"} <= set(slugs(answer))
    assert reachable_now(answer.cards[0])


def test_children_with_poor_mental_health_also_see_papyrus_and_camhs(ask: Ask) -> None:
    answer = ask(audience="young_person", area="oxfordshire", age=15, need=["mental_health"])
    assert {"papyrus", "oxfordshire-camhs", "childline"} <= set(slugs(answer))


def test_an_adult_worried_about_their_own_behaviour_is_sent_to_those_who_help_with_that(ask: Ask) -> None:
    answer = ask(audience="adult", need=["harmful_behaviour_own"])
    assert slugs(answer)[0] == "stop-it-now"
    assert "respect-phoneline" in slugs(answer)


def test_a_parent_worried_about_a_childs_behaviour_is_not_judged_by_the_childs_age(ask: Ask) -> None:
    answer = ask(audience="parent_carer", area="slough", age=11, need=["harmful_behaviour_child"])
    assert card_of(answer, "stop-it-now").eligibility.answer == "yes"
    assert "mash-slough" in slugs(answer)[:2]


@pytest.mark.parametrize("audience", ["parent_carer", "professional"])
def test_the_nspcc_and_ivison_trust_are_there_for_adults_whatever_the_childs_age(ask: Ask, audience: str) -> None:
    answer = ask(audience=audience, area="reading", age=9, need=["child_sexual_exploitation"])
    for slug in ("nspcc-helpline", "ivison-trust"):
        card = card_of(answer, slug)
        assert card.eligibility.answer == "yes"
        assert "For adults who are worried about a child" in card.why
    child = ask(audience="young_person", area="reading", age=9, need=["child_sexual_exploitation"])
    assert not {"nspcc-helpline", "ivison-trust"} & set(slugs(child))


@pytest.mark.parametrize("area", ["Birmingham", "outside"])
def test_outside_the_thames_valley_national_help_and_how_to_find_the_local_one(ask: Ask, area: str) -> None:
    answer = ask(audience="adult", area=area, need=["domestic_abuse"])
    assert slugs(answer)[0] == "national-domestic-abuse-helpline"
    assert {card.reach for card in answer.cards} == {"national"}
    assert answer.outside_area is not None
    assert answer.outside_area.name == ("Birmingham" if area == "Birmingham" else None)
    assert "children's services" in answer.outside_area.message
    assert answer.outside_area.url == "https://www.victimsupport.org.uk"
    assert answer.for_whom.area == answer.outside_area.name


def test_without_an_area_only_services_that_cover_everybody_are_shown(ask: Ask) -> None:
    answer = ask(audience="young_person", age=14, need=["sexual_violence"])
    assert {card.reach for card in answer.cards} <= {"thames_valley", "national"}
    assert "front_door" not in {card.role for card in answer.cards}
    assert answer.outside_area is None


def test_without_anything_told_the_first_doors_stand(ask: Ask) -> None:
    answer = ask()
    assert {SAFE, "childline", "victims-first", "victim-support-national"} <= set(slugs(answer))
    assert answer.summary == "For: someone"


def test_an_adult_asking_about_a_child_being_hurt_sees_the_front_door(ask: Ask) -> None:
    assert "mash-slough" in slugs(ask(audience="adult", area="slough", need=["physical_abuse"]))[:3]
    assert "mash-slough" not in slugs(ask(audience="adult", area="slough", age=40, need=["physical_abuse"]))


def test_the_councils_own_front_door_stands_for_the_shared_night_team(ask: Ask) -> None:
    answer = ask(audience="professional", area="slough", age=15, need=["child_sexual_exploitation"])
    assert slugs(answer)[0] == "mash-slough"
    assert "berkshire-emergency-duty-service" not in slugs(answer)


def test_services_for_one_group_come_behind_services_for_everybody_and_say_so(ask: Ask) -> None:
    answer = ask(audience="adult", area="outside", need=["domestic_abuse"])
    order = slugs(answer)
    assert order.index("national-domestic-abuse-helpline") < order.index("galop")
    assert card_of(answer, "galop").why[0] == "For LGBT+ people"


def test_a_card_tells_all_that_is_needed_to_decide_and_to_call(ask: Ask) -> None:
    card = card_of(ask(audience="parent_carer", area="slough", age=13, need=["image_abuse"]), "childline")
    assert card.why == [
        "Helps with pictures shared or used as a threat",
        "For ages up to 18",
        "Helps people all over the country",
    ]
    assert card.phones[0].tel == "tel:+448001111"
    assert card.cost == "Free."
    assert card.eligibility.answer == "yes"
    assert card.assurance.level == "sourced"
    assert (
        card.assurance.text == "From published sources, read on 22 November 2026. Not yet confirmed with the service."
    )
    assert "You do not have to tell the police." in card.referral


def test_a_closed_service_says_when_it_opens_and_an_open_one_follows(ask: Ask) -> None:
    answer = ask(audience="adult", age=30, area="reading", need=["image_abuse"], now=MONDAY_23)
    first, second = answer.cards[:2]
    assert (first.slug, first.open_now) == ("revenge-porn-helpline", False)
    assert first.hours is not None
    assert first.hours.startswith("Closed now. Opens tomorrow at 10am.")
    assert reachable_now(second)


def test_a_number_that_may_not_be_published_is_on_no_card(ask: Ask) -> None:
    answer = ask(audience="young_person", area="bracknell-forest", age=12, need=["physical_abuse"])
    shown = [phone.number for phone in card_of(answer, "mash-bracknell-forest").phones]
    assert shown == ["01344 351999"]


@pytest.mark.parametrize("area", ["berkshire", "RG1 and nowhere", "Tilehurst"])
def test_an_area_that_is_not_one_place_is_asked_about(ask: Ask, area: str) -> None:
    with pytest.raises((SeveralAreasError, UnknownAreaError)):
        ask(area=area)


@pytest.mark.parametrize(
    ("now", "open_now"),
    [
        ("2026-11-23T11:00", True),
        ("2026-11-23T23:00:00Z", False),
        ("2026-07-20T08:30:00+00:00", True),  # half past nine in London
        ("2026-07-20T08:30:00 01:00", False),  # half past eight; the plus sign was read as a space
        ("0001-01-01T00:00:00Z", False),
        ("9999-12-31T23:59:59Z", False),
    ],
)
def test_any_moment_can_be_asked_about(client: TestClient, now: str, open_now: bool) -> None:
    reply = client.get("/api/recommendations", params={"audience": "professional", "area": "reading", "now": now})
    phones = reply.json()["cards"][0]["phones"]
    assert next(phone for phone in phones if phone["number"] == "0118 937 3641")["open_now"] is open_now


def test_the_clock_is_asked_when_no_moment_is_given(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("directory_api.deps.clock", lambda: datetime(2026, 11, 23, 23, tzinfo=UTC))
    first = client.get("/api/recommendations?audience=professional&area=reading").json()["cards"][0]
    assert first["phones"][0]["number"] == "01344 351999"


def test_an_oxfordshire_district_is_served_by_its_county(ask: Ask) -> None:
    answer = ask(audience="professional", area="cherwell", age=15, need=["child_sexual_exploitation"])
    assert slugs(answer)[0] == "mash-oxfordshire"
    assert answer.for_whom.area == "Cherwell"
