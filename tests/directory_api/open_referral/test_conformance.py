"""What the national validator and the published schemas ask: every address, every page, every id that was found."""

import json
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from directory_api.open_referral.routes import OPEN_REFERRAL_UK, ROOTS, STANDARDS
from tests.directory_api.open_referral.asking import LISTS, SCHEMAS_OF, everything, page_of
from tests.directory_api.open_referral.official import empty_values, faults

LIST_SHAPES = {
    "services": "lists/service_list.json",
    "service_at_locations": "lists/service_at_location_list.json",
    "organizations": "lists/organization_list.json",
    "taxonomies": "taxonomy.json",
    "taxonomy_terms": "taxonomy_term.json",
}
SHAPES = {
    "services": "service.json",
    "service_at_locations": "service_at_location.json",
    "organizations": "organization.json",
    "taxonomies": "taxonomy.json",
    "taxonomy_terms": "taxonomy_term.json",
}
PAGE = "openapi.json#/components/schemas/Page"
FIELDS_OF_A_PAGE = {
    "total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents",
}  # fmt: skip
EVERY_LIST = [(root, name) for root in ROOTS for name in LISTS]


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.root)
def test_the_root_says_which_version_is_spoken_and_where_the_rest_is(client: TestClient, standard: object) -> None:
    assert standard in STANDARDS
    for path in (standard.root, f"{standard.root}/"):  # type: ignore[attr-defined]
        about = page_of(client, path)
        assert not faults("oruk-3.0", "api_details.json", about)
        operation = "openapi.json#/paths/~1/get/responses/200/content/application~1json/schema"
        assert not faults("hsds-3.2.3", operation, about)
        for name in ("profile", "openapi_url", "data_guide"):
            assert about[name].startswith("http://testserver/")
            assert client.get(about[name]).status_code == 200


def test_the_version_is_one_that_validators_can_read() -> None:
    readable = OPEN_REFERRAL_UK.version.replace("HSDS-UK-", "").replace("v", "")
    assert float(readable) == 3.0


@pytest.mark.parametrize(("root", "name"), EVERY_LIST)
def test_first_middle_and_last_page_are_as_the_standard_shapes_them(client: TestClient, root: str, name: str) -> None:
    standard, path = SCHEMAS_OF[root], f"{root}/{name}"
    first = page_of(client, path, page=1, per_page=2)
    pages = first["total_pages"]
    assert pages >= 1
    for number in {1, (pages + 1) // 2, pages}:
        page = page_of(client, path, page=number, per_page=2)
        assert set(page) == FIELDS_OF_A_PAGE
        assert not faults(standard, PAGE, page)
        assert page["page_number"] == number
        assert (page["first_page"], page["last_page"]) == (number == 1, number == pages)
        assert page["size"] == len(page["contents"]) > 0
        assert page["empty"] is False
        found = [fault for record in page["contents"] for fault in faults(standard, LIST_SHAPES[name], record)]
        assert not found


@pytest.mark.parametrize(("root", "name"), EVERY_LIST)
def test_a_page_after_the_last_one_is_empty(client: TestClient, root: str, name: str) -> None:
    page = page_of(client, f"{root}/{name}", page=9_000)
    assert page["contents"] == []
    assert page["empty"] is True
    assert page["last_page"] is True
    assert page["size"] == 0
    assert page["total_items"] > 0


@pytest.mark.parametrize(("root", "name"), EVERY_LIST)
def test_every_id_that_a_list_shows_can_be_read_in_full(client: TestClient, root: str, name: str) -> None:
    ids = [record["id"] for record in everything(client, f"{root}/{name}", per_page=100)]
    assert ids
    assert len(ids) == len(set(ids))
    for id_ in ids:
        assert str(UUID(id_)) == id_
        record = page_of(client, f"{root}/{name}/{id_}")
        assert record["id"] == id_
        assert not faults(SCHEMAS_OF[root], SHAPES[name], record)
        assert not empty_values(record)


@pytest.mark.parametrize("root", ROOTS)
def test_a_place_is_also_the_service_that_three_old_descriptions_took_it_for(client: TestClient, root: str) -> None:
    for listed in everything(client, f"{root}/service_at_locations"):
        place = page_of(client, f"{root}/service_at_locations/{listed['id']}")
        assert place["service"] == page_of(client, f"{root}/services/{place['service']['id']}")
        assert not faults(SCHEMAS_OF[root], "service.json", place)


@pytest.mark.parametrize("name", ["services", "service_at_locations", "organizations"])
@pytest.mark.parametrize("root", ROOTS)
def test_full_gives_nested_records_in_the_list(client: TestClient, root: str, name: str) -> None:
    for record in page_of(client, f"{root}/{name}", full="true", per_page=20)["contents"]:
        assert not faults(SCHEMAS_OF[root], SHAPES[name], record)
        if name == "services":
            assert record == page_of(client, f"{root}/services/{record['id']}")


@pytest.mark.parametrize("root", ROOTS)
def test_minimal_gives_every_id_and_date_in_one_answer(client: TestClient, root: str) -> None:
    page = page_of(client, f"{root}/services", minimal="true", per_page=1)
    listed = {record["id"]: record["last_modified"] for record in everything(client, f"{root}/services")}
    assert {record["id"]: record["last_modified"] for record in page["contents"]} == listed
    assert all(set(record) == {"id", "modified_date", "last_modified"} for record in page["contents"])
    assert (page["total_pages"], page["size"], page["last_page"]) == (1, len(listed), True)


@pytest.mark.parametrize(("root", "name"), EVERY_LIST)
def test_lines_give_everything_without_pages(client: TestClient, root: str, name: str) -> None:
    reply = client.get(f"{root}/{name}", params={"format": "ndjson", "per_page": 1, "page": 5})
    assert reply.headers["content-type"].startswith("application/x-ndjson")
    records = [json.loads(line) for line in reply.text.splitlines()]
    assert records == list(everything(client, f"{root}/{name}", per_page=100))


@pytest.mark.parametrize("full_service", [False, True])
@pytest.mark.parametrize("root", ROOTS)
def test_an_organization_has_the_services_it_offers(client: TestClient, root: str, full_service: bool) -> None:
    found: set[str] = set()
    shape = "service.json" if full_service else "lists/service_list.json"
    for listed in everything(client, f"{root}/organizations", per_page=100):
        path = f"{root}/organizations/{listed['id']}"
        for service in page_of(client, path, full_service=full_service).get("services", ()):
            assert service["organization"]["id"] == listed["id"]
            assert ("attributes" in service) is full_service
            assert not faults(SCHEMAS_OF[root], shape, service)
            found.add(service["id"])
    assert found == {record["id"] for record in everything(client, f"{root}/services", per_page=100)}


@pytest.mark.parametrize(("root", "name"), EVERY_LIST)
def test_a_list_asked_by_post_is_the_list(client: TestClient, root: str, name: str) -> None:
    path, query = f"{root}/{name}", {"page": 2, "per_page": 3, "search": "support"}
    if name in ("taxonomies", "taxonomy_terms"):
        query["search"] = "a"
    expected = page_of(client, path, **query)
    in_address = client.post(path, params=query)
    for reply in (client.post(path, json=query), client.post(path, data=query), in_address):
        assert reply.status_code == 200, reply.text
        assert reply.json() == expected
        assert reply.headers["cache-control"] == "no-store"
        assert "etag" not in reply.headers
    assert client.post(path).json() == page_of(client, path)


def test_both_standards_are_answered_alike(client: TestClient) -> None:
    one, other = ROOTS
    for name in LISTS:
        assert client.get(f"{one}/{name}").content == client.get(f"{other}/{name}").content
