"""The profile tells every name of ours that is served, and only those; the pages are readable and link up."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from directory_api.open_referral.parameters import FilterQuery, PlacesQuery, ServicesQuery
from directory_api.open_referral.profile import declared
from directory_api.open_referral.routes import ROOTS
from tests.directory_api.open_referral.asking import everything, page_of

# What else is told of at `search`, and which kind of object each nested list holds.
KINDS = {
    "phones": "phone",
    "schedules": "schedule",
    "x_schedules": "schedule",
    "service_areas": "service_area",
    "organization": "organization",
    "contacts": "contact",
    "taxonomy_term": "taxonomy_term",
}
# The standards' own parameters of lists of services and places (the checklist of both).
OF_THE_STANDARDS = {
    "page", "per_page", "search", "format", "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after",
    "minimal", "full", "minimum_age", "maximum_age", "day", "start_time", "end_time", "postcode", "proximity",
}  # fmt: skip


def ours(record: dict[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    """Every name of ours in a record, with the kind of object it stands on."""
    for name, value in record.items():
        if name.startswith("x_"):
            yield kind, name
        inner = value if isinstance(value, list) else [value]
        for one in inner:
            if isinstance(one, dict) and name in KINDS:
                yield from ours(one, KINDS[name])
            elif isinstance(one, dict) and not name.startswith("x_"):
                yield from ours(one, name)


def test_every_name_of_ours_is_declared_and_every_declared_name_is_ours(client: TestClient) -> None:
    served: set[tuple[str, str]] = set()
    for record in everything(client, "/hsds/services", modified_after="2020-01-01", full="true", per_page=100):
        served |= set(ours(record, "service"))
    for record in everything(client, "/hsds/taxonomy_terms", per_page=100):
        served |= set(ours(record, "taxonomy_term"))
    told = {(kind, field["name"]) for kind, fields in declared()["fields"].items() for field in fields}
    not_in_this_data = {("service", "x_publisher"), ("service", "x_confidential_address"), ("service", "deleted")}
    assert served <= told
    assert told - not_in_this_data <= served


def test_a_list_shows_the_names_that_are_said_to_be_in_lists(client: TestClient) -> None:
    told = {field["name"] for field in declared()["fields"]["service"] if field["in"] == "list"}
    for record in everything(client, "/hsds/services", per_page=100):
        assert {name for name in record if name.startswith("x_")} <= told


def test_the_parameters_of_ours_are_declared() -> None:
    asked = set(FilterQuery.model_fields) | set(ServicesQuery.model_fields) | set(PlacesQuery.model_fields)
    assert asked >= OF_THE_STANDARDS
    assert {parameter["name"] for parameter in declared()["parameters"]} == asked - OF_THE_STANDARDS


@pytest.mark.parametrize("root", ROOTS)
def test_the_pages_are_readable_and_lead_to_each_other(client: TestClient, root: str) -> None:
    about = page_of(client, f"{root}/")
    assert page_of(client, f"{root}/profile.json") == declared()
    for address in (about["profile"], about["data_guide"]):
        reply = client.get(address)
        assert reply.status_code == 200
        assert reply.headers["content-type"].startswith("text/html")
        assert '<html lang="en-GB">' in reply.text
        for link in re.findall(r'href="(/[^"]*)"', reply.text):
            assert client.get(link).status_code == 200, link
    profile = client.get(about["profile"]).text
    assert all(field["name"] in profile for fields in declared()["fields"].values() for field in fields)
    assert all(f"issues/{number}" in profile for number in (166, 468, 487, 553, 597))


def test_the_guide_can_be_read_by_a_twelve_year_old(client: TestClient) -> None:
    for page in ("profile", "data-guide"):
        text = re.sub(
            r"<style.*?</style>|<code>.*?</code>|<[^>]+>", " ", client.get(f"/hsds/{page}").text, flags=re.DOTALL
        )
        sentences = [one for one in re.split(r"[.!?:]\s", text) if len(one.split()) > 2]
        words = re.findall(r"[A-Za-z']+", text)
        assert len(words) / len(sentences) < 16, page
        assert sum(len(word) for word in words) / len(words) < 5, page
