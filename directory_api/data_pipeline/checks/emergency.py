"""emergency_contacts.yml: the only home of its numbers, and equal to what the services' own records say."""

from collections.abc import Iterator

from directory_api.data_pipeline.checks.common import repeated
from directory_api.data_pipeline.dataset import Dataset
from directory_api.data_pipeline.problems import Problem
from directory_api.data_pipeline.records.reference import EmergencyContact
from directory_api.data_pipeline.records.service import Service
from directory_api.data_pipeline.uk_numbers import dialled, digits_of, is_uk_number

# What the guide and the pages rely on being there.
NEEDED_IDS = (
    "999",
    "silent-solution-55",
    "relay-18000",
    "police-101",
    "childline",
    "samaritans",
    "shout",
    "papyrus",
    "nspcc-helpline",
    "national-domestic-abuse-helpline",
    "rape-crisis-247",
    "victims-first",
)


def contacts_are_all_there(dataset: Dataset) -> Iterator[Problem]:
    """Each once, in an order of their own."""
    entry, contacts = dataset.emergency_contacts, dataset.emergency_contacts.record.contacts
    for index, contact_id in repeated(contact.id for contact in contacts):
        yield entry.problem(f"The contact “{contact_id}” is given twice.", "contacts", index, "id")
    for index, position in repeated(contact.position for contact in contacts):
        yield entry.problem(f"Two contacts have the position {position}.", "contacts", index, "position")
    for needed in NEEDED_IDS:
        if needed not in {contact.id for contact in contacts}:
            yield entry.problem(f"The contact “{needed}” is missing.", "contacts")


def contacts_agree_with_the_services(dataset: Dataset) -> Iterator[Problem]:
    """A number or address here is the one in the service's own record, and may be published there."""
    entry = dataset.emergency_contacts
    services = {item.record.slug: item.record for item in dataset.services}
    for index, contact in enumerate(entry.record.contacts):
        service = services.get(contact.service)
        if service is None or not service.offered:
            yield entry.problem(f"No service “{contact.service}” is offered.", "contacts", index, "service")
            continue
        if contact.number and digits_of(contact.number) not in _published(service):
            yield entry.problem(
                f"{contact.number} is not a published number of “{service.slug}”.", "contacts", index, "number"
            )
        if contact.url and contact.url != service.contact.website:
            yield entry.problem(f"The record of “{service.slug}” has another website.", "contacts", index, "url")


def contacts_are_for_whom_the_services_are_for(dataset: Dataset) -> Iterator[Problem]:
    """A helpline for people from some age, or for one kind of harm, is not put before anybody else in danger."""
    entry = dataset.emergency_contacts
    services = {item.record.slug: item.record for item in dataset.services}
    for index, contact in enumerate(entry.record.contacts):
        service = services.get(contact.service)
        if service is None:
            continue  # told by the rule above
        if contact.minimum_age is not None and contact.minimum_age != service.ages.minimum:
            yield entry.problem(
                f"The record of “{service.slug}” has another youngest age.", "contacts", index, "minimum_age"
            )
        for need in contact.needs or ():
            if need not in (*service.needs.main, *service.needs.also):
                yield entry.problem(f"“{service.slug}” does not list the need {need}.", "contacts", index, "needs")


def contacts_can_be_used(dataset: Dataset) -> Iterator[Problem]:
    """To call needs a tel: link that dials the number, to text a number, and the web an address."""
    entry = dataset.emergency_contacts
    for index, contact in enumerate(entry.record.contacts):
        missing = {"call": contact.tel, "text": contact.number, "web": contact.url}[contact.action] is None
        if missing:
            yield entry.problem(f"Nothing says how to {contact.action}.", "contacts", index, "action")
        if contact.tel and contact.tel != _link(contact):
            yield entry.problem(f"{contact.tel} does not dial {contact.number}.", "contacts", index, "tel")


def _published(service: Service) -> set[str]:
    numbers = {digits_of(phone.number) for phone in service.contact.phones if phone.publish}
    text = service.contact.text
    return numbers | ({digits_of(text.number)} if text and text.number else set())


def _link(contact: EmergencyContact) -> str | None:
    if contact.number is None or not is_uk_number(contact.number):
        return None
    return f"tel:{dialled(contact.number)}"


CHECKS = (
    contacts_are_all_there,
    contacts_agree_with_the_services,
    contacts_are_for_whom_the_services_are_for,
    contacts_can_be_used,
)
