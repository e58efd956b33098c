"""Opening hours that can be judged by a clock."""

from collections.abc import Iterator

from directory_api.data_pipeline.dataset import Dataset, Entry
from directory_api.data_pipeline.problems import Problem
from directory_api.data_pipeline.records.service import Hours, Service


def hours_are_possible(dataset: Dataset) -> Iterator[Problem]:
    """Times on a clock, each day once, spans that do not overlap. Closing before opening means overnight."""
    for entry in dataset.services:
        yield from _possible(entry, entry.record.opening.schedule, "opening", "schedule")
        for index, phone in enumerate(entry.record.contact.phones):
            yield from _possible(entry, phone.hours, "contact", "phones", index, "hours")


def _possible(entry: Entry[Service], rows: list[Hours], *where: str | int) -> Iterator[Problem]:
    taken: list[tuple[str, str, str]] = []
    for index, row in enumerate(rows):
        if row.opens_at == "24:00" or row.opens_at == row.closes_at:
            yield entry.problem(f"It opens at {row.opens_at} and closes at {row.closes_at}.", *where, index, "opens_at")
            continue
        if len(set(row.byday)) < len(row.byday):
            yield entry.problem("A day is named twice.", *where, index, "byday")
        closes = row.closes_at if row.closes_at > row.opens_at else "24:00"
        for day in dict.fromkeys(row.byday):
            if any(day == other and row.opens_at < until and since < closes for other, since, until in taken):
                yield entry.problem(f"Two opening times overlap on {day}.", *where, index)
            taken.append((day, row.opens_at, closes))


def availability_fits_the_hours(dataset: Dataset) -> Iterator[Problem]:
    """Scheduled numbers have hours and no others do; an out-of-hours number needs an office that shuts."""
    for entry in dataset.services:
        service = entry.record
        for index, phone in enumerate(service.contact.phones):
            if (phone.availability == "scheduled") != bool(phone.hours):
                yield entry.problem(
                    f"Availability “{phone.availability}” does not fit: only a scheduled number has “hours”.",
                    *("contact", "phones", index, "availability"),
                )
        office = service.opening.schedule or [row for phone in service.contact.phones for row in phone.hours]
        if not office and any(phone.availability == "out_of_hours" for phone in service.contact.phones):
            yield entry.problem("A number answers out of hours, but no office hours are given.", "opening")
        if service.opening.always_open and service.opening.schedule:
            yield entry.problem("It is always open, yet has a schedule.", "opening", "always_open")


CHECKS = (hours_are_possible, availability_fits_the_hours)
