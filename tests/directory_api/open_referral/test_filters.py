"""Each parameter keeps what it says, under both roots, and all of them together narrow each other."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient

from directory_api.open_referral.routes import ROOTS
from directory_api.open_referral.taxonomies import taxonomy_id
from tests.directory_api.open_referral.asking import everything, names, page_of

Record = dict[str, Any]


def term(client: TestClient, code: str) -> str:
    terms = everything(client, "/hsds/taxonomy_terms", per_page=100)
    return next(str(record["id"]) for record in terms if record["code"] == code)


def codes(record: Record, kind: str) -> set[str]:
    return {
        attribute["taxonomy_term"]["code"]
        for attribute in record.get("attributes", ())
        if attribute["link_type"] == kind
    }


def hours(record: Record) -> list[Record]:
    phones = [*record.get("phones", ()), *(phone for desk in record.get("contacts", ()) for phone in desk["phones"])]
    own = [schedule for schedule in record.get("schedules", ()) if "byday" in schedule]
    return own + [schedule for phone in phones for schedule in phone.get("x_schedules", ())]


def areas(record: Record) -> set[str]:
    return {area["x_area_id"] for area in record.get("service_areas", ())}


KEEPS: dict[str, tuple[str, Callable[[Record], bool]]] = {
    "minimum_age": ("11", lambda record: record.get("minimum_age", -1) >= 11),
    "maximum_age": ("18", lambda record: record.get("maximum_age", 999) <= 18),
    "audience": ("young_person", lambda record: "young_person" in record["x_audiences"]),
    "need": ("image_abuse", lambda record: "image_abuse" in {need["id"] for need in record["x_needs"]}),
    "referral": ("self", lambda record: record["x_eligibility"].get("self_referral") is True),
    "language": ("CY", lambda record: "cy" in {row.get("code") for row in record.get("languages", ())}),
    "area": ("E06000039", lambda record: bool(areas(record) & {"slough", "berkshire", "thames-valley", "england"})),
    "postcode": (
        "SL1 1AA",  # a district that reaches into Buckinghamshire
        lambda record: bool(areas(record) & {"slough", "buckinghamshire", "berkshire", "thames-valley", "england"}),
    ),
    "day": ("SA", lambda record: any("SA" in schedule["byday"] for schedule in hours(record))),
    "start_time": ("09:00", lambda record: any(schedule["opens_at"] >= "09:00" for schedule in hours(record))),
    "end_time": ("17:00", lambda record: any(schedule["closes_at"] <= "17:00" for schedule in hours(record))),
    "search": ("childline", lambda record: "childline" in str(record).lower()),
}


@pytest.mark.parametrize("name", KEEPS)
@pytest.mark.parametrize("root", ROOTS)
def test_a_parameter_keeps_exactly_what_it_says(client: TestClient, root: str, name: str) -> None:
    value, fits = KEEPS[name]
    every = {record["x_slug"]: record for record in everything(client, f"{root}/services", full="true", per_page=100)}
    kept = names(client, f"{root}/services", **{name: value})
    assert 0 < len(kept) < len(every)
    if name == "search":
        assert all(fits(every[slug]) for slug in kept)
    else:
        assert kept == {slug for slug, record in every.items() if fits(record)}


@pytest.mark.parametrize(
    ("taxonomy", "code"),
    [
        ("needs", "image_abuse"),
        ("audiences", "parent_carer"),
        ("referral_routes", "police"),
        ("reach", "national"),
        ("assurance", "sourced"),
        ("service_types", "688"),
        ("service_types", "266"),
    ],
)
def test_terms_and_taxonomies_find_the_services_that_carry_them(client: TestClient, taxonomy: str, code: str) -> None:
    every = list(everything(client, "/hsds/services", full="true", per_page=100))
    terms = page_of(client, "/hsds/taxonomy_terms", taxonomy_id=taxonomy_id(taxonomy), per_page=100)["contents"]
    wanted = next(record["id"] for record in terms if record["code"] == code)
    carries = {record["x_slug"] for record in every if code in codes(record, taxonomy)}
    assert carries
    assert names(client, "/hsds/services", taxonomy_term_id=wanted) == carries
    any_of_it = {record["x_slug"] for record in every if codes(record, taxonomy)}
    assert names(client, "/hsds/services", taxonomy_id=taxonomy_id(taxonomy)) == any_of_it
    runners = {record["organization"]["id"] for record in every if record["x_slug"] in carries}
    found = everything(client, "/hsds/organizations", taxonomy_term_id=wanted, per_page=100)
    assert {record["id"] for record in found} == runners


def test_filters_are_combined_with_and(client: TestClient) -> None:
    asked = {"area": "slough", "age": 14, "audience": "young_person", "taxonomy_term_id": term(client, "image_abuse")}
    alone = [names(client, "/hsds/services", **{name: value}) for name, value in asked.items()]
    together = names(client, "/hsds/services", **asked)
    assert together == set.intersection(*alone)
    assert 0 < len(together) < min(len(found) for found in alone)
    assert not names(client, "/hsds/services", need="image_abuse", search="zzzzqqq")


def test_day_and_times_have_to_fit_one_schedule_together(client: TestClient) -> None:
    asked = {"day": "MO", "start_time": "09:00", "end_time": "17:00"}
    every = list(everything(client, "/hsds/services", full="true", per_page=100))

    def fits(schedule: Record) -> bool:
        times = schedule["opens_at"] >= "09:00" and schedule["closes_at"] <= "17:00"
        return times and "MO" in schedule["byday"]

    expected = {record["x_slug"] for record in every if any(fits(schedule) for schedule in hours(record))}
    assert names(client, "/hsds/services", **asked) == expected != set()


def test_age_is_the_question_of_a_person_and_not_of_the_standard(client: TestClient) -> None:
    for_fourteen = names(client, "/hsds/services", age=14)
    assert "childline" in for_fourteen
    assert "rape-crisis-247" not in for_fourteen  # 16 and over
    assert for_fourteen == {row["slug"] for row in everything(client, "/api/services", age=14, per_page=100)}
    assert "childline" not in names(client, "/hsds/services", minimum_age=14)


@pytest.mark.parametrize("place", ["slough", "Slough", "Slough Borough Council", "e06000039", "SL1", "sl1 1aa"])
def test_an_area_may_be_told_in_any_way(client: TestClient, place: str) -> None:
    found = names(client, "/hsds/services", area=place)
    assert "mash-slough" in found
    assert "mash-oxfordshire" not in found


def test_an_organization_finds_its_services(client: TestClient) -> None:
    childline = page_of(client, "/hsds/services", search="childline")["contents"][0]
    id_ = childline["organization"]["id"]
    found = list(everything(client, "/hsds/services", organization_id=id_.upper()))
    assert childline["id"] in {record["id"] for record in found}
    assert {record["organization"]["id"] for record in found} == {id_}


def test_open_now_asks_the_clock(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {}
    for moment in ("2026-11-23T11:00+00:00", "2026-11-22T03:00+00:00"):
        monkeypatch.setattr("directory_api.deps.clock", lambda moment=moment: datetime.fromisoformat(moment))
        reply = client.get("/hsds/services?open_now=true&per_page=100")
        found[moment] = {record["x_slug"] for record in reply.json()["contents"]}, reply.headers["etag"]
    (by_day, day_tag), (at_night, night_tag) = found.values()
    assert "childline" in at_night & by_day
    assert "berkshire-emergency-duty-service" in at_night - by_day
    assert by_day - at_night
    assert day_tag != night_tag


@pytest.mark.parametrize(
    "query",
    [
        {"unknown": "1"},
        {"search": ""},
        {"taxonomy_id": "", "minimum_age": "", "proximity": ""},
        {"FULL": "x", "$": "y"},
    ],
    ids=str,
)
@pytest.mark.parametrize("root", ROOTS)
def test_what_is_unknown_or_empty_asks_for_nothing(client: TestClient, root: str, query: dict[str, str]) -> None:
    assert page_of(client, f"{root}/services", **query) == page_of(client, f"{root}/services")


def test_a_body_may_hold_null_numbers_and_more_than_we_know(client: TestClient) -> None:
    body = {"age": 14, "area": None, "full": False, "per_page": "5", "who": {"knows": []}}
    assert client.post("/hsds/services", json=body).json() == page_of(client, "/hsds/services", age=14, per_page=5)


def test_a_body_goes_over_the_address(client: TestClient) -> None:
    reply = client.post("/hsds/services?age=14&per_page=3", json={"age": 30})
    assert reply.json() == page_of(client, "/hsds/services", age=30, per_page=3)


def test_terms_have_no_hierarchy_so_all_are_at_the_top(client: TestClient) -> None:
    every = page_of(client, "/hsds/taxonomy_terms")
    assert page_of(client, "/hsds/taxonomy_terms", top_only="true") == every
    assert page_of(client, "/hsds/taxonomy_terms", parent_id=every["contents"][0]["id"])["total_items"] == 0
    found = page_of(client, "/hsds/taxonomy_terms", search="sexual")["contents"]
    assert found
    assert all("sexual" in str(record).lower() for record in found)


def test_a_word_people_use_finds_the_need(client: TestClient) -> None:
    found = page_of(client, "/hsds/taxonomy_terms", search="revenge porn")["contents"]
    assert [record["code"] for record in found] == ["image_abuse"]
