"""What a load would change, in words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sqlalchemy.orm import selectinload
from sqlmodel import Session, select

from directory_api import models
from directory_api.data_pipeline.dataset import Dataset
from directory_api.data_pipeline.records.service import Service

PARTS = [selectinload(part) for part in (models.Service.phones, models.Service.service_areas, models.Service.needs)]  # type: ignore[arg-type]
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


@dataclass(frozen=True)
class Losses:
    """The services, by slug, that are offered now and would not be after a load; and how many are offered now."""

    no_longer_offered: list[str]
    offered_before: int


@dataclass
class Differences:
    """Between the database and the data: services by slug, and changes as sentences."""

    new: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    no_longer_offered: list[str] = field(default_factory=list)

    def sentences(self) -> Iterator[str]:
        """One line for each difference, losses first."""
        yield from (f"Lost: {slug}." for slug in self.lost)
        yield from (f"No longer offered: {slug}." for slug in self.no_longer_offered if slug not in self.lost)
        yield from (f"New: {slug}." for slug in self.new)
        yield from self.changed
        if not (self.lost or self.new or self.changed or self.no_longer_offered):
            yield "Nothing that people would notice changes."


def losses(dataset: Dataset, session: Session) -> Losses:
    """Say which services a load would take away from people."""
    offered = session.exec(select(models.Service.slug).where(models.Service.offered)).all()
    still = {entry.record.slug for entry in dataset.services if entry.record.offered}
    return Losses(sorted(set(offered) - still), len(offered))


def compare(dataset: Dataset, session: Session) -> Differences:
    """Compare the data with what the database serves. An empty database makes every service new."""
    old = {row.slug: row for row in session.exec(select(models.Service).options(*PARTS))}
    new = {entry.record.slug: entry.record for entry in dataset.services}
    result = Differences(
        new=sorted(new.keys() - old.keys()),
        lost=sorted(old.keys() - new.keys()),
        no_longer_offered=losses(dataset, session).no_longer_offered,
    )
    for slug in sorted(old.keys() & new.keys()):
        result.changed.extend(_changes(new[slug], old[slug]))
    return result


def _changes(new: Service, old: models.Service) -> Iterator[str]:
    for words, (from_record, from_row) in WATCHED.items():
        before, after = from_row(old), from_record(new)
        if before != after:
            yield f"Changed: {new.slug}: {words} was {_shown(before)}, becomes {_shown(after)}."


def _shown(value: object) -> str:
    return "nothing" if value in (None, "") else f"“{value}”"
