"""The ids that callers may send are those of services_data, and every id in the code names something there."""

import yaml

from directory_api.data_pipeline.records.service import OFFERED_STATUSES
from directory_api.eligibility import NOT_A_CRIME_SUFFERED
from directory_api.emergency_contacts import CONTACTS_FILE, load_emergency_contacts
from directory_api.person import ABOUT_WHO_HARMS, ANY_CRIME, CHILD_NEEDS
from directory_api.recommendations.candidate import REPORTING_KINDS
from directory_api.recommendations.first_doors import (
    ALWAYS_OPEN_FOR_ALL,
    ALWAYS_OPEN_FOR_THE_YOUNG,
    CHILD_PROTECTION_NEEDS,
    FIRST_DOOR_SLUGS,
    is_front_door,
)
from directory_api.recommendations.for_some_people import FOR_SOME_PEOPLE
from directory_api.recommendations.recommend import LOCAL_HELP_ELSEWHERE
from directory_api.recommendations.shortlist import NOT_FOR_CARDS
from directory_api.search.catalogue import Catalogue
from directory_api.vocabulary import NEEDS, STATUSES
from directory_api.wording import WORDING_FILE
from tests.directory_api.asking import Services


def test_needs_and_statuses_are_those_of_the_data(catalogue: Catalogue) -> None:
    assert tuple(catalogue.needs) == NEEDS
    assert set(OFFERED_STATUSES) <= set(STATUSES)


def test_needs_that_rules_name_exist() -> None:
    assert CHILD_NEEDS | ABOUT_WHO_HARMS | NOT_A_CRIME_SUFFERED | CHILD_PROTECTION_NEEDS | {ANY_CRIME} <= set(NEEDS)


def test_services_that_rules_name_are_offered(services: Services) -> None:
    for slug in (*FIRST_DOOR_SLUGS, ALWAYS_OPEN_FOR_ALL, ALWAYS_OPEN_FOR_THE_YOUNG, LOCAL_HELP_ELSEWHERE):
        assert services[slug].offered, slug


def test_the_lines_that_no_answer_goes_without_are_always_open(services: Services) -> None:
    assert services[ALWAYS_OPEN_FOR_ALL].always_open
    assert services[ALWAYS_OPEN_FOR_THE_YOUNG].always_open


def test_services_for_some_people_exist(services: Services) -> None:
    assert set(FOR_SOME_PEOPLE) <= set(services)


def test_kinds_that_rules_name_exist(services: Services) -> None:
    assert {service.kind for service in services.values()} >= REPORTING_KINDS | {NOT_FOR_CARDS}


def test_every_council_has_a_front_door_with_a_number(catalogue: Catalogue, services: Services) -> None:
    for council in catalogue.areas.councils:
        doors = [
            service
            for service in services.values()
            if service.offered
            if is_front_door(service) and council.id in {row.area_id for row in service.service_areas}
        ]
        assert len(doors) == 1, council.id
        assert doors[0].phones, council.id


def test_every_emergency_contact_is_read_in_order() -> None:
    written = yaml.safe_load(CONTACTS_FILE.read_text(encoding="utf-8"))["contacts"]
    contacts = load_emergency_contacts()
    assert set(contacts) == {row["id"] for row in written}
    assert next(iter(contacts)) == "999"
    assert contacts["childline"].tel == "tel:+448001111"


def test_no_sentence_is_longer_than_twenty_words() -> None:
    """What filled-in names add is not counted."""
    for section, sentences in yaml.safe_load(WORDING_FILE.read_text(encoding="utf-8")).items():
        if section in ("openapi", "filters"):  # for developers
            continue
        for key, text in sentences.items():
            for sentence in text.replace("?", ".").replace("!", ".").split(". "):
                assert len(sentence.split()) <= 20, (section, key, sentence)
