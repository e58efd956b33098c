"""The service list and the single record: filters, paging, and services that ended."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from directory_api.directory.parameters import ServiceQuery
from directory_api.eligibility import Verdict, judge_age
from directory_api.person import Person
from directory_api.search.filters import FILTERS
from tests.directory_api.asking import Services


def find(client: TestClient, **query: Any) -> dict[str, Any]:
    reply = client.get("/api/services", params={"per_page": 100, **query})
    assert reply.status_code == 200, reply.text
    found: dict[str, Any] = reply.json()
    return found


def slugs(found: dict[str, Any]) -> set[str]:
    return {service["slug"] for service in found["contents"]}


def test_without_filters_every_offered_service_is_listed_by_name(client: TestClient, services: Services) -> None:
    found = find(client)
    assert slugs(found) == {service.slug for service in services.values() if service.offered}
    names = [service["name"].casefold() for service in found["contents"]]
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("query", "inside", "outside"),
    [
        ({"area": "slough"}, {"mash-slough", "victims-first", "childline"}, {"cspoa-reading", "odas"}),
        ({"area": "Slough"}, {"mash-slough"}, {"cspoa-reading"}),
        ({"area": "didcot"}, {"mash-oxfordshire"}, {"mash-slough"}),
        ({"area": "berkshire"}, {"mash-slough", "cspoa-reading", "trust-house-reading"}, {"mash-oxfordshire"}),
        ({"area": "cherwell"}, {"mash-oxfordshire"}, {"mash-slough"}),
        ({"postcode": "OX11 7AA"}, {"mash-oxfordshire", "childline"}, {"mash-slough"}),
        ({"postcode": "mk17"}, {"mash-milton-keynes", "first-response-buckinghamshire"}, {"mash-slough"}),
        ({"age": 15}, {"childline", "odas"}, {"rape-crisis-247", "napac", "revenge-porn-helpline"}),
        ({"age": 16}, {"childline", "rape-crisis-247"}, {"revenge-porn-helpline"}),
        ({"age": 18}, {"childline", "revenge-porn-helpline"}, {"report-remove", "mash-slough"}),
        ({"age": 40}, {"victims-first", "napac"}, {"childline", "safe-support-after-crime-and-abuse"}),
        ({"need": "image_abuse"}, {"report-remove", "revenge-porn-helpline"}, {"samaritans"}),
        ({"audience": "professional"}, {"ictg-barnardos"}, {"childline"}),
        ({"organization": "nspcc"}, {"childline", "nspcc-helpline"}, {"samaritans"}),
        ({"organization": "NSPCC"}, {"childline", "nspcc-helpline"}, {"samaritans"}),
        ({"search": "childline"}, {"childline"}, {"samaritans"}),
        ({"search": "child line"}, {"childline"}, {"samaritans"}),
        ({"search": "sammaritans"}, {"samaritans"}, {"childline"}),
        ({"search": "revenge porn"}, {"revenge-porn-helpline"}, {"samaritans"}),
        ({"search": "action fraud"}, {"report-fraud"}, {"samaritans"}),
        ({"status": "renamed"}, {"report-fraud", "ivison-trust"}, {"childline"}),
        ({"status": "all"}, {"kingfisher-team", "childline"}, set()),
        ({"area": "reading", "need": "domestic_abuse", "age": 30}, {"berkshire-womens-aid"}, {"odas", "childline"}),
    ],
)
def test_a_filter_keeps_what_it_says(
    client: TestClient, query: dict[str, Any], inside: set[str], outside: set[str]
) -> None:
    found = slugs(find(client, **query))
    assert inside <= found
    assert not outside & found


def test_a_distance_keeps_the_services_with_a_place_that_near_and_says_how_far_it_is(client: TestClient) -> None:
    found = find(client, postcode="OX4 1AA", proximity=10_000)["contents"]
    assert [service["slug"] for service in found] == ["oxfordshire-camhs"]
    assert 500 < found[0]["distance_metres"] < 5_000
    assert not find(client, postcode="SL1 1AA", proximity=5_000)["contents"]


def test_services_that_are_open_now_are_told_from_those_that_are_not(client: TestClient) -> None:
    found = slugs(find(client, open_now=True))
    assert "samaritans" in found  # day and night
    assert found < slugs(find(client))


def test_every_filter_is_a_parameter_with_words_for_people() -> None:
    parameters = set(ServiceQuery.model_fields) - {"page", "per_page", "proximity"}
    assert {item.name for item in FILTERS} == parameters
    for item in FILTERS:
        assert item.description.endswith(".")
        assert ServiceQuery.model_fields[item.name].description == item.description


@pytest.mark.parametrize("age", range(31))
def test_the_age_filter_and_recommendations_share_one_rule(client: TestClient, services: Services, age: int) -> None:
    taken = {
        one.slug
        for one in services.values()
        if one.offered and judge_age(one, Person(age=age)).verdict is not Verdict.NO
    }
    assert slugs(find(client, age=age)) == taken


def test_the_best_match_by_name_comes_first(client: TestClient) -> None:
    assert find(client, search="safe")["contents"][0]["name"].startswith("SAFE!")


@pytest.mark.parametrize("words", ["xylophone", "😀", "!?"])
def test_a_search_that_finds_nothing_is_an_empty_page(client: TestClient, words: str) -> None:
    found = find(client, search=words)
    assert (found["total_items"], found["total_pages"], found["empty"], found["last_page"]) == (0, 0, True, True)


@pytest.mark.parametrize(
    ("page", "size", "first", "last"),
    [(1, 4, True, False), (2, 4, False, False), (3, 2, False, True), (4, 0, False, True)],
)
def test_pages_have_a_size_and_an_end(client: TestClient, page: int, size: int, first: bool, last: bool) -> None:
    found = find(client, search="safeguarding front door", page=page, per_page=4)
    assert (found["total_items"], found["total_pages"], found["page_number"]) == (10, 3, page)
    assert (found["size"], len(found["contents"])) == (size, size)
    assert (found["first_page"], found["last_page"], found["empty"]) == (first, last, size == 0)


def test_pages_together_hold_every_service_once(client: TestClient, services: Services) -> None:
    total = find(client, status="all", per_page=10)["total_pages"]
    pages = [find(client, status="all", page=page, per_page=10)["contents"] for page in range(1, total + 1)]
    everything = [service["slug"] for page in pages for service in page]
    assert sorted(everything) == sorted(service.slug for service in services.values())


@pytest.mark.parametrize("by", ["id", "slug"])
def test_a_service_is_read_by_id_or_slug(client: TestClient, services: Services, by: str) -> None:
    childline = services["childline"]
    record = client.get(f"/api/services/{getattr(childline, by)}").json()
    assert (record["slug"], record["name"]) == ("childline", "Childline")
    assert record["contacts"]["phones"][0]["tel"] == "tel:+448001111"
    assert record["organization"]["slug"] == "nspcc"
    assert record["sources"]
    assert record["assurance"]["level"] == "sourced"
    assert record["link"] == "/api/services/childline"


def test_a_service_that_ended_is_found_by_name_and_says_where_it_went(client: TestClient) -> None:
    found = find(client, search="kingfisher")["contents"]
    assert found[0]["slug"] == "kingfisher-team"
    assert found[0]["offered"] is False
    record = client.get("/api/services/kingfisher-team").json()
    assert "Youth Justice" in record["status_note"]
    assert record["successor"]["slug"] == "oxfordshire-youth-justice-exploitation-service"
    after = client.get(record["successor"]["link"]).json()
    assert after["offered"] is True


def test_a_service_that_is_not_offered_shows_no_way_to_ring_it(client: TestClient, services: Services) -> None:
    ended = [service for service in services.values() if not service.offered]
    assert ended
    for service in ended:
        contacts = client.get(f"/api/services/{service.slug}").json()["contacts"]
        assert contacts == {key: [] if key == "phones" else None for key in contacts}, service.slug


def test_a_service_that_is_not_offered_is_not_listed_by_what_it_did(client: TestClient, services: Services) -> None:
    for query in ({"area": "oxfordshire"}, {"need": "child_sexual_exploitation"}, {"search": "exploitation"}):
        found = find(client, **query)["contents"]
        named = {service["slug"] for service in found if not service["offered"]}
        assert all("exploitation" in slug or "exploitation" in services[slug].name.lower() for slug in named)
        assert not named or "search" in query


def test_areas_and_needs_are_the_whole_lists(client: TestClient) -> None:
    areas = client.get("/api/areas").json()
    assert sum(area["kind"] == "council" for area in areas) == 9
    assert sum(area["kind"] == "district" for area in areas) == 5
    needs = client.get("/api/needs").json()
    assert len(needs) == 29
    assert "sextortion" in next(need for need in needs if need["id"] == "image_abuse")["synonyms"]
