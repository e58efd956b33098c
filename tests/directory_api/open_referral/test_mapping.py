"""What a service's document says, case by case."""

from datetime import date
from typing import Any

import pytest

from directory_api import models
from directory_api.models import Service
from directory_api.open_referral.documents import (
    StandardReference,
    organization_documents,
    service_at_location_documents,
    service_documents,
)
from directory_api.open_referral.values import email_address, known, web_address
from directory_api.vocabulary import STATUSES
from tests.directory_api.open_referral.official import STANDARDS, faults

ID = "80487fa2-43a5-5827-9b99-cf503ffe1589"


def organization(**more: Any) -> models.Organization:
    given = {"id": ID, "slug": "example", "name": "Example", "description": "Helps."}
    return models.Organization(**(given | more))


def phone(**more: Any) -> models.Phone:
    given = {
        "id": ID, "position": 1, "number": "0800 1111", "tel": "+448001111", "type": "voice",
        "availability": "unknown", "confidence": "high",
    }  # fmt: skip
    return models.Phone(**(given | more))


def service(**more: Any) -> Service:
    given = {
        "id": ID, "slug": "example", "name": "Example", "description": "Helps.", "kind": "helpline", "status": "open",
        "offered": True, "reach": "national", "age_basis": "stated", "confidence": "high", "assurance": "sourced",
        "assured_date": date(2026, 11, 22), "check_due": date(2027, 2, 20), "organization": organization(),
    }  # fmt: skip
    return Service(**(given | more))


def full(reference: StandardReference, **more: Any) -> dict[str, Any]:
    document = service_documents(service(**more), reference).full
    for standard in STANDARDS:
        assert not faults(standard, "service.json", document)
    return document


def place(**more: Any) -> models.ServiceAtLocation:
    location = models.Location(
        id=ID,
        name="House",
        address_1="1 High Street",
        city="Reading",
        postal_code="RG1 1AA",
        latitude=51.4,
        longitude=-0.9,
    )
    return models.ServiceAtLocation(id=ID, location=location, **more)


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_has_a_word_of_the_standard(reference: StandardReference, status: str) -> None:
    offered = status in ("open", "renamed")
    found = full(reference, status=status, offered=offered)["status"]
    assert (found == "active") is offered


def test_midnight_and_hours_into_the_next_day(reference: StandardReference) -> None:
    rows = [("09:00", "24:00"), ("17:00", "09:00"), ("00:00", "24:00")]
    schedules = [
        models.Schedule(id=f"{ID[:-1]}{number}", position=number, byday="MO,FR", opens_at=opens, closes_at=closes)
        for number, (opens, closes) in enumerate(rows)
    ]
    found = full(reference, schedules=schedules)["schedules"]
    assert [(one["opens_at"], one["closes_at"]) for one in found] == [
        ("09:00", "23:59"),
        ("17:00", "09:00"),
        ("00:00", "23:59"),
    ]
    assert all((one["freq"], one["wkst"], one["byday"]) == ("WEEKLY", "MO", "MO,FR") for one in found)


def test_a_service_that_never_shuts_has_a_schedule_that_says_so(reference: StandardReference) -> None:
    (schedule,) = full(reference, always_open=True, hours_note="Day and night.")["schedules"]
    assert (schedule["byday"], schedule["opens_at"], schedule["closes_at"]) == (
        "MO,TU,WE,TH,FR,SA,SU",
        "00:00",
        "23:59",
    )
    assert schedule["x_open_on_bank_holidays"] is True
    assert schedule["description"] == "Day and night."


def test_hours_that_are_only_known_in_words_are_told_in_words(reference: StandardReference) -> None:
    (schedule,) = full(reference, hours_note="Most mornings.")["schedules"]
    assert set(schedule) == {"id", "description"}


def test_a_number_that_is_not_for_everybody_is_never_among_the_phones(reference: StandardReference) -> None:
    phones = [
        phone(description="Helpline", availability_note="9am to 5pm"),
        phone(id=ID[:-1] + "1", number="01344 355050", for_professionals_only=True),
        phone(id=ID[:-1] + "2", number="01865 815956", purpose="lado"),
    ]
    found = full(reference, phones=phones)
    assert [(one["number"], one["description"]) for one in found["phones"]] == [("0800 1111", "Helpline. 9am to 5pm")]
    titles = {contact["title"]: contact["phones"][0]["number"] for contact in found["contacts"]}
    assert titles == {
        "For professionals only": "01344 355050",
        "To report a worry about an adult who works with children (LADO)": "01865 815956",
    }


def test_a_confidential_address_is_only_said_to_exist(reference: StandardReference) -> None:
    secret = {"address_confidential": True, "address_note": "Near the station", "service_at_locations": [place()]}
    found = full(reference, **secret)
    assert found["x_confidential_address"] is True
    for word in ("High Street", "RG1", "station", "51.4", "House"):
        assert word not in str(found)
    assert service_at_location_documents(service(**secret), reference) == []


def test_a_place_is_shown_with_its_address_and_access(reference: StandardReference) -> None:
    shown = {"service_at_locations": [place(description="Upstairs")], "accessibility_note": "Step-free."}
    (inside,) = full(reference, **shown)["service_at_locations"]
    ((id_, document, listed),) = service_at_location_documents(service(**shown), reference)
    assert (id_, document["name"], document["status"]) == (ID, "Example", "active")
    assert inside.items() <= document.items()
    location = document["location"]
    assert (location["latitude"], location["longitude"]) == (51.4, -0.9)
    assert location["addresses"][0]["country"] == "GB"
    assert location["accessibility"][0]["accessibility"] == location["accessibility"][0]["description"] == "Step-free."
    assert "addresses" not in listed["location"]


def test_access_is_told_where_there_is_no_place(reference: StandardReference) -> None:
    assert full(reference, accessibility_note="Sign language.")["x_accessibility"][0]["description"] == "Sign language."


def test_who_pays_who_confirmed_and_whose_record_it_was(reference: StandardReference) -> None:
    found = full(
        reference,
        commissioners=[models.ServiceCommissioner(id=ID, commissioner_id="pcc", name="The PCC", note="until 2027")],
        assurance="confirmed",
        assured_by="The manager's office",
        origin_publisher="A council",
        origin_id="77",
        origin_url="https://council.example/feed",
    )
    assert found["funding"][0]["source"] == "The PCC"
    assert found["x_roles"] == [
        {"role": "commissioner", "name": "The PCC", "code": "pcc", "note": "until 2027"},
        {"role": "assurer", "name": "The manager's office"},
    ]
    assert found["x_publisher"] == {"name": "A council", "id": "77", "url": "https://council.example/feed"}
    assert "assurer_email" not in found


def test_who_it_takes_is_told_with_its_basis_and_nought_is_an_age(reference: StandardReference) -> None:
    found = full(
        reference,
        minimum_age=0,
        maximum_age=18,
        maximum_age_with_additional_needs=25,
        self_referral=True,
        police_referral=False,
        sex_rule="women",
        sex_rule_note="For women.",
        eligibility_description="Up to 18.",
    )
    assert (found["minimum_age"], found["maximum_age"]) == (0, 18)
    assert found["eligibility_description"] == "Up to 18. For women."
    assert found["x_eligibility"] == {
        "minimum_age": 0,
        "maximum_age": 18,
        "maximum_age_with_additional_needs": 25,
        "basis": "stated",
        "words": "Up to 18.",
        "sex": "women",
        "sex_words": "For women.",
        "self_referral": True,
        "police_referral": False,
    }
    routes = [one["taxonomy_term"]["code"] for one in found["attributes"] if one["link_type"] == "referral_routes"]
    assert routes == ["self"]


def test_an_area_leads_to_its_official_code(reference: StandardReference) -> None:
    rows = [models.ServiceArea(id=ID, area_id="slough"), models.ServiceArea(id=ID[:-1] + "1", area_id="berkshire")]
    berkshire, slough = full(reference, service_areas=rows)["service_areas"]
    assert slough["uri"] == "http://statistics.data.gov.uk/id/statistical-geography/E06000039"
    assert (slough["extent"], slough["extent_type"], slough["service_area"]) == ("E06000039", "text", "Slough")
    assert "uri" not in berkshire
    assert "extent_type" not in berkshire


def test_an_organization_has_its_numbers_in_public_registers(reference: StandardReference) -> None:
    row = organization(charity_number="1003758", company_number="02530588")
    document, listed = organization_documents(row, reference)
    found = {one["identifier_scheme"]: one["identifier"] for one in document["organization_identifiers"]}
    assert found == {"GB-CHC": "1003758", "GB-COH": "02530588"}
    assert "organization_identifiers" not in listed


@pytest.mark.parametrize(
    ("written", "served"),
    [
        ("https://example.org/a?b=c&d=%20#e", "https://example.org/a?b=c&d=%20#e"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/café", "https://example.org/caf%C3%A9"),
        ('https://example.org/"<x>|[1]', "https://example.org/%22%3Cx%3E%7C%5B1%5D"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/#a#b", "https://example.org/#a%23b"),
        (None, None),
        ("", None),
    ],
)
def test_an_address_is_always_one_that_the_schemas_take(
    reference: StandardReference, written: str | None, served: str | None
) -> None:
    assert web_address(written) == served
    assert full(reference, url=written).get("url") == served


@pytest.mark.parametrize(
    "email", ["a.b+c@example.co.uk", "ä@example.org", "a b@example.org", "a..b@example.org", "a@b", None]
)
def test_an_email_address_is_served_only_if_the_schemas_take_it(
    reference: StandardReference, email: str | None
) -> None:
    assert email_address(email) == (email if email == "a.b+c@example.co.uk" else None)
    full(reference, email=email)


def test_nought_and_no_are_values_and_empty_is_not() -> None:
    assert known(a=0, b=False, c=None, d="", e=[], f={}) == {"a": 0, "b": False}


def test_a_number_of_the_official_list_of_service_types_is_given_where_it_fits(reference: StandardReference) -> None:
    def types(**more: Any) -> dict[str, str]:
        attributes = full(reference, **more)["attributes"]
        terms = [one["taxonomy_term"] for one in attributes if one["link_type"] == "service_types"]
        return {term["code"]: term["term_uri"] for term in terms}

    needs = [models.ServiceNeed(service_id=ID, need_id=need) for need in ("any_crime", "court_witness", "fraud")]
    assert types(needs=needs) == {"688": "http://id.esd.org.uk/service/688"}
    assert types(kind="safeguarding front door") == {"266": "http://id.esd.org.uk/service/266"}
    assert types() == {}
