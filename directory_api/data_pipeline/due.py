"""Which records have to be confirmed again, so that no number goes stale unseen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from directory_api.data_pipeline.dataset import Dataset

SOON_DAYS = 30
NOT_CONFIRMED = "sourced"


@dataclass(frozen=True, order=True)
class Due:
    """A service whose check is due. Overdue ones sort first, and among them those that people can still reach."""

    check_due: date
    slug: str
    name: str
    confirmed: bool  # ever, by the service itself
    website: str | None

    def sentence(self, today: date) -> str:
        """Say it in a line, with where to ask."""
        days = (self.check_due - today).days
        when = f"overdue by {-days} days" if days < 0 else "due today" if days == 0 else f"due in {days} days"
        told = "" if self.confirmed else ", never confirmed by the service"
        return f"{self.check_due}  {self.slug}: {when}{told}. {self.website or 'No website is known.'}"


def due(dataset: Dataset, today: date, within_days: int = SOON_DAYS) -> list[Due]:
    """Return the offered services whose check is due within so many days of today, the longest overdue first."""
    last_day = today + timedelta(days=within_days)
    return sorted(one for one in _offered(dataset) if one.check_due <= last_day)


def _offered(dataset: Dataset) -> Iterator[Due]:
    for entry in dataset.services:
        record = entry.record
        if record.offered:
            confirmed = record.assurance.level != NOT_CONFIRMED
            yield Due(record.check_due, record.slug, record.name, confirmed, record.contact.website)
