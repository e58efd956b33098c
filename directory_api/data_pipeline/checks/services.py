"""Services and what they refer to."""

from collections.abc import Iterator

from directory_api.data_pipeline.checks.common import repeated
from directory_api.data_pipeline.dataset import Dataset, Entry
from directory_api.data_pipeline.problems import Problem
from directory_api.data_pipeline.records.places import Area
from directory_api.data_pipeline.records.service import Service

NATIONAL_FOLDER = "national"
FRONT_DOOR = "safeguarding front door"


def files_are_named_for_their_service(dataset: Dataset) -> Iterator[Problem]:
    """One service, one slug, one file, in the folder of an area or in national."""
    folders = {area.id for area in dataset.areas.record.areas} | {NATIONAL_FOLDER}
    for entry in dataset.services:
        path, slug = entry.file.path, entry.record.slug
        if path.stem != slug:
            yield entry.problem(f"The file is called “{path.stem}”, its slug is “{slug}”.", "slug")
        if path.parent.name not in folders:
            yield entry.problem(f"The folder “{path.parent.name}” is neither an area nor “{NATIONAL_FOLDER}”.")
    for index, slug in repeated(entry.record.slug for entry in dataset.services):
        yield dataset.services[index].problem(f"Another file already has the slug “{slug}”.", "slug")


def what_services_name_exists(dataset: Dataset) -> Iterator[Problem]:
    """Organization, needs, areas and commissioners."""
    providers = {item.slug for item in dataset.providers.record.providers}
    needs = {need.id for need in dataset.support_needs.record.needs}
    areas = {area.id for area in dataset.areas.record.areas}
    commissioners = {item.id for item in dataset.commissioners.record.commissioners}
    for entry in dataset.services:
        service = entry.record
        if service.organization not in providers:
            yield entry.problem(f"providers.yml has no “{service.organization}”.", "organization")
        for key, listed in (("main", service.needs.main), ("also", service.needs.also)):
            for index, need in enumerate(listed):
                if need not in needs:
                    yield entry.problem(f"support_needs.yml has no “{need}”.", "needs", key, index)
        for index, area in enumerate(service.areas.covers):
            if area not in areas:
                yield entry.problem(f"areas.yml has no “{area}”.", "areas", "covers", index)
        for index, item in enumerate(service.commissioners):
            if item.commissioner not in commissioners:
                yield entry.problem(f"commissioners.yml has no “{item.commissioner}”.", "commissioners", index)


def services_say_what_they_are_for(dataset: Dataset) -> Iterator[Problem]:
    """At least one need and one audience, but for a record that was imported and waits for somebody to review it."""
    for entry in dataset.services:
        service = entry.record
        if service.origin and not service.offered:
            continue
        if not (service.needs.main or service.needs.also):
            yield entry.problem("The service names no need.", "needs")
        if not service.audiences:
            yield entry.problem("“audiences” needs at least 1 entry.", "audiences")


def lists_do_not_repeat(dataset: Dataset) -> Iterator[Problem]:
    """A need is main or besides, not both; nothing is listed twice."""
    for entry in dataset.services:
        service = entry.record
        for _, need in repeated([*service.needs.main, *service.needs.also]):
            yield entry.problem(f"The need “{need}” is named twice.", "needs")
        for _, audience in repeated(service.audiences):
            yield entry.problem(f"The audience “{audience}” is named twice.", "audiences")
        for _, item in repeated(item.commissioner for item in service.commissioners):
            yield entry.problem(f"The commissioner “{item}” is named twice.", "commissioners")


def story_of_ended_services(dataset: Dataset) -> Iterator[Problem]:
    """A service that is not simply open says why; where it went must be somewhere people can go."""
    by_slug = {entry.record.slug: entry.record for entry in dataset.services}
    for entry in dataset.services:
        service = entry.record
        if service.status != "open" and not service.status_note:
            yield entry.problem(f"The status is “{service.status}”, so “status_note” must tell its story.", "status")
        if service.successor is None:
            continue
        successor = by_slug.get(service.successor)
        if successor is None:
            yield entry.problem(f"There is no service “{service.successor}” to go to.", "successor")
        elif not successor.offered:
            yield entry.problem(f"“{service.successor}” is not offered, so nobody can go there.", "successor")
        if service.offered:
            yield entry.problem("A service that is offered has no successor.", "successor")


def cover_makes_sense(dataset: Dataset) -> Iterator[Problem]:
    """No area inside another that is also listed, and no empty cover without a word about it."""
    areas = {area.id: area for area in dataset.areas.record.areas}
    for entry in dataset.services:
        cover = entry.record.areas
        if not cover.covers and not cover.note:
            yield entry.problem("It covers no area of ours, so “note” must say why.", "areas")
        for index, area in enumerate(cover.covers):
            inside = next((other for other in cover.covers if other in _around(areas, area)), None)
            if inside:
                yield entry.problem(f"“{area}” lies in “{inside}”, which is listed too.", "areas", "covers", index)
        if cover.reach == "national" and cover.covers not in ([], ["england"]):
            yield entry.problem("National cover is written as england.", "areas", "covers")


def _around(areas: dict[str, Area], area_id: str) -> set[str]:
    found: set[str] = set()
    area = areas.get(area_id)
    while area and area.parent and area.parent not in found:
        found.add(area.parent)
        area = areas.get(area.parent)
    return found


def offered_services_can_be_reached(dataset: Dataset) -> Iterator[Problem]:
    """People must never be sent to a name alone, nor to one that no page supports."""
    for entry in dataset.services:
        if not entry.record.offered:
            continue
        if not _can_be_reached(entry):
            yield entry.problem("The service is offered, but nothing says how to reach it.", "contact")
        if not entry.record.sources:
            yield entry.problem("The service is offered, but no source with an address supports it.", "status")


def _can_be_reached(entry: Entry[Service]) -> bool:
    contact = entry.record.contact
    return bool(contact.website or contact.email or contact.text) or any(phone.publish for phone in contact.phones)


def every_council_has_a_front_door(dataset: Dataset) -> Iterator[Problem]:
    """A child in any of the nine councils has somewhere to be kept safe."""
    covered = {
        area
        for entry in dataset.services
        if entry.record.kind == FRONT_DOOR and entry.record.offered
        for area in entry.record.areas.covers
    }
    for index, area in enumerate(dataset.areas.record.areas):
        if area.kind == "council" and area.id not in covered:
            yield dataset.areas.problem(f"No {FRONT_DOOR} is offered for “{area.id}”.", "areas", index, "id")


def hidden_addresses_are_not_recorded(dataset: Dataset) -> Iterator[Problem]:
    """An address that must not be known, such as a refuge's, is in no file either."""
    for entry in dataset.services:
        contact = entry.record.contact
        if contact.address_confidential and contact.locations:
            yield entry.problem("The address is confidential, so no location may be recorded.", "contact", "locations")


def locations_have_known_postcodes(dataset: Dataset) -> Iterator[Problem]:
    """A place people may visit in the Thames Valley lies in one of its postcode districts."""
    known = {district.code for district in dataset.areas.record.postcode_districts}
    known |= {district.code for district in dataset.areas.record.outside_districts}
    for entry in dataset.services:
        for index, location in enumerate(entry.record.contact.locations):
            district = location.postal_code.split(" ")[0]
            if district not in known and entry.record.areas.reach != "national":
                yield entry.problem(
                    f"areas.yml does not know the postcode district {district}.", "contact", "locations", index
                )


CHECKS = (
    files_are_named_for_their_service,
    what_services_name_exists,
    services_say_what_they_are_for,
    lists_do_not_repeat,
    story_of_ended_services,
    cover_makes_sense,
    offered_services_can_be_reached,
    every_council_has_a_front_door,
    hidden_addresses_are_not_recorded,
    locations_have_known_postcodes,
)
