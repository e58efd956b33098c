"""No address of a refuge, or of any place that must stay secret, ever reaches a file."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.services_data.importing_helpers import copy_of, imported, record_of

ADDRESS = {"address_1": "12 Hidden Street", "city": "Reading", "postal_code": "RG1 4PN"}
PLACE = {"location": {"name": "The house", "latitude": 51.4543, "longitude": -0.9781, "addresses": [ADDRESS]}}
HIDDEN = ("Hidden Street", "RG1 4PN", "51.4543", "The house")


def service(**fields: Any) -> dict[str, Any]:
    return {
        "id": "s-1",
        "name": "Somewhere",
        "organization": {"name": "Kind"},
        "service_at_locations": [PLACE],
        **fields,
    }


def given_as(record: dict[str, Any], real_data: Path, tmp_path: Path) -> tuple[Any, str]:
    feed, into = tmp_path / "feed.json", copy_of(real_data, tmp_path)
    feed.write_text(json.dumps([record]), encoding="utf-8")
    report = imported(feed, into, "hsds")
    written = "".join(path.read_text(encoding="utf-8") for path in into.rglob("*.yml") if "Kind" in path.read_text())
    return record_of(report, "s-1", into), written


@pytest.mark.parametrize(
    "record",
    [
        service(name="Harbour Refuge"),
        service(description="<p>A <b>refuge</b> for women.</p>"),
        service(description="The address is not disclosed."),
        service(description="The location is kept confidential."),
        service(organization={"name": "Kind", "description": "Kind runs refuges."}),
        service(attributes=[{"taxonomy_term": {"name": "Refuges"}}]),
        service(service_taxonomys=[{"taxonomy": {"name": "Domestic abuse"}}], description="Housing for women."),
        service(description="A safe house for survivors of modern slavery."),
        service(description="Supported accommodation after forced marriage."),
        service(x_confidential_address=True),
        service(x_confidential_address="true"),
        service(name="Refuge", description="It is at 12 Hidden Street. RG1 4PN is its postcode."),
        service(
            name="Refuge", description="Come to 12 hidden street any day.", url="https://maps.google.com/?q=RG1+4PN"
        ),
        service(name="Refuge", languages=[{"name": "English", "note": "At 12 Hidden Street, RG1 4PN."}]),
        service(name="Refuge", service_areas=[{"name": "12 Hidden Street"}]),
    ],
)
def test_a_hidden_address_is_in_no_file(record: dict[str, Any], real_data: Path, tmp_path: Path) -> None:
    taken, written = given_as(record, real_data, tmp_path)
    assert taken.contact.address_confidential
    assert taken.contact.locations == []
    assert not [word for word in HIDDEN if word.casefold() in written.casefold()]


@pytest.mark.parametrize(
    "record", [service(), service(description="A drop-in for anybody."), service(description="Help with housing.")]
)
def test_an_address_that_is_public_is_kept(record: dict[str, Any], real_data: Path, tmp_path: Path) -> None:
    taken, _ = given_as(record, real_data, tmp_path)
    assert not taken.contact.address_confidential
    assert [(place.address_1, place.latitude) for place in taken.contact.locations] == [("12 Hidden Street", 51.4543)]
