"""What is known while a feed is read: whose it is, when, and the names of our own areas, needs and providers."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from directory_api.data_pipeline.checks.shown_words import LANGUAGE_TOPIC
from directory_api.data_pipeline.dataset import Dataset
from directory_api.data_pipeline.importing.coping import Coping
from directory_api.data_pipeline.importing.needs import NeedNames
from directory_api.data_pipeline.importing.organizations import Organizations
from directory_api.data_pipeline.importing.places import AreaNames


@dataclass(frozen=True)
class Feed:
    """Where records come from. `own_export`: trusted to be an export of this directory, taken as it is."""

    publisher: str
    url: str | None
    read_on: date
    own_export: bool = False


@dataclass
class Reading:
    """A feed, and what its records are matched with."""

    feed: Feed
    areas: AreaNames
    needs: NeedNames
    organizations: Organizations
    commissioners: frozenset[str]
    blaming: tuple[str, ...]

    @classmethod
    def of(cls, dataset: Dataset, feed: Feed) -> "Reading":
        """Match with the names in this data."""
        return cls(
            feed,
            AreaNames.of(dataset.areas.record),
            NeedNames.of(dataset.support_needs.record),
            Organizations(dataset.providers.record, feed.publisher),
            frozenset(item.id for item in dataset.commissioners.record.commissioners),
            tuple(
                word.casefold()
                for entry in dataset.knowledge
                if entry.record.id == LANGUAGE_TOPIC
                for word in entry.record.blaming_words
            ),
        )


@dataclass
class Built:
    """A record of the feed as the fields of one of ours. `position` counts the feed's records from 1."""

    position: int
    id: str
    name: str
    slug: str
    folder: str
    fields: dict[str, Any]
    coping: Coping = field(default_factory=Coping)
    deleted: bool = False


class NotTaken(Exception):
    """A record that cannot be one of ours. `reason` names a sentence under `why`."""

    def __init__(self, reason: str, **values: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values
