"""What a load would change, in words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sqlmodel import Session, select

from directory_api import models
from directory_api.data_pipeline.dataset import Dataset
from directory_api.data_pipeline.records.service import Service

Readers = tuple[Callable[[Service], object], Callable[[models.Service], object]]
# What people would notice: the words used for it, and how to read it from a record and from a row.
WATCHED: dict[str, Readers] = {
    "name": (lambda new: new.name, lambda old: old.name),
    "status": (lambda new: new.status, lambda old: old.status),
    "summary": (lambda new: new.summary, lambda old: old.description),
    "website": (lambda new: new.contact.website, lambda old: old.url),
    "email": (lambda new: new.contact.email, lambda old: old.email),
    "text": (lambda new: new.contact.text.words if new.contact.text else None, lambda old: old.text_contact),
    "youngest age": (lambda new: new.ages.minimum, lambda old: old.minimum_age),
    "oldest age": (lambda new: new.ages.maximum, lambda old: old.maximum_age),
    "hours": (lambda new: new.opening.words, lambda old: old.hours_note),
    "phone numbers": (
        lambda new: ", ".join(phone.number for phone in new.contact.phones if phone.publish),
        lambda old: ", ".join(phone.number for phone in old.phones),
    ),
    "areas": (
        lambda new: ", ".join(sorted(new.areas.covers)),
        lambda old: ", ".join(sorted(area.area_id for area in old.service_areas)),
    ),
    "needs": (
        lambda new: ", ".join(sorted({*new.needs.main, *new.needs.also})),
        lambda old: ", ".join(sorted(need.need_id for need in old.needs)),
    ),
    "last assured": (lambda new: new.assurance.date, lambda old: old.assured_date),
}


@dataclass
class Differences:
    """Between the database and the data: services by slug, and changes as sentences."""

    new: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    no_longer_offered: list[str] = field(default_factory=list)
    offered_before: int = 0

    def sentences(self) -> Iterator[str]:
        """One line for each difference, losses first."""
        yield from (f"Lost: {slug}." for slug in self.lost)
        yield from (f"No longer offered: {slug}." for slug in self.no_longer_offered if slug not in self.lost)
        yield from (f"New: {slug}." for slug in self.new)
        yield from self.changed
        if not (self.lost or self.new or self.changed or self.no_longer_offered):
            yield "Nothing that people would notice changes."


def compare(dataset: Dataset, session: Session) -> Differences:
    """Compare the data with what the database serves. An empty database makes every service new."""
    old = {row.slug: row for row in session.exec(select(models.Service).order_by(models.Service.slug))}
    new = {entry.record.slug: entry.record for entry in dataset.services}
    result = Differences(
        new=sorted(new.keys() - old.keys()),
        lost=sorted(old.keys() - new.keys()),
        no_longer_offered=[slug for slug, row in old.items() if row.offered and not _offered(new.get(slug))],
        offered_before=sum(row.offered for row in old.values()),
    )
    for slug in sorted(old.keys() & new.keys()):
        result.changed.extend(_changes(new[slug], old[slug]))
    return result


def _offered(service: Service | None) -> bool:
    return service is not None and service.offered


def _changes(new: Service, old: models.Service) -> Iterator[str]:
    for words, (from_record, from_row) in WATCHED.items():
        before, after = from_row(old), from_record(new)
        if before != after:
            yield f"Changed: {new.slug}: {words} was {_shown(before)}, becomes {_shown(after)}."


def _shown(value: object) -> str:
    return "nothing" if value in (None, "") else f"“{value}”"
