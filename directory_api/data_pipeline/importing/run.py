"""One import from beginning to end: read the feed, plan, put the files in place, report."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from directory_api.data_pipeline.dataset import read_dataset
from directory_api.data_pipeline.importing.feed import FORMATS, SHORT_FORMATS, FeedFailed, records_of_path
from directory_api.data_pipeline.importing.fetch import Fetched, fetch
from directory_api.data_pipeline.importing.limits import Limits
from directory_api.data_pipeline.importing.plan import Plan
from directory_api.data_pipeline.importing.reading import Feed, Reading
from directory_api.data_pipeline.importing.report import Report
from directory_api.data_pipeline.importing.text_files import staging


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass(frozen=True)
class ImportOptions:
    """What to import and how.

    `source`: a path, or an address that begins with http. `feed_url`: where a feed read from a file is found by others.
    `own_export`: it is an export of this directory and is taken as it is. `partial`: take what was read of a feed that
    broke off. `trial`: write nothing.
    """

    source: str
    format: str
    into: Path
    publisher: str | None = None
    feed_url: str | None = None
    own_export: bool = False
    partial: bool = False
    trial: bool = False
    limits: Limits = field(default_factory=Limits)
    today: Callable[[], date] = _today

    @property
    def is_remote(self) -> bool:
        """Whether the source is an address on the web."""
        return "://" in self.source

    @property
    def whose(self) -> str:
        """The publisher: as told, or else the host of the feed, or the name of the file."""
        address = self.source if self.is_remote else self.feed_url
        return self.publisher or (urlsplit(address).hostname if address else None) or Path(self.source).stem


def import_feed(options: ImportOptions, transport: httpx.BaseTransport | None = None) -> Report:
    """Turn a feed into files below `into`.

    Raises FeedFailed, with nothing written, if the feed cannot be read at all, or not to its end and `partial` was not
    asked for; DataRefusedError if the data we have is itself not in order.
    """
    format_ = SHORT_FORMATS.get(options.format, options.format)
    if format_ not in FORMATS:
        raise FeedFailed("unknown_format", format=options.format, known=", ".join(FORMATS))
    dataset, problems = read_dataset(options.into)
    if dataset is None:
        raise FeedFailed("not_a_folder_of_ours", folder=options.into, problem=problems[0])
    fetched = _read(options, format_, transport)
    if fetched.problem and not options.partial:
        raise FeedFailed("broke_off", problem=fetched.problem)
    if not fetched.records:
        raise FeedFailed("no_records")
    url = options.feed_url or (options.source if options.is_remote else None)
    feed = Feed(options.whose, url, options.today(), options.own_export)
    with staging(options.into) as stage:
        plan = Plan(dataset, Reading.of(dataset, feed), stage)
        result = plan.run(fetched.records)
        if fetched.problem is None:
            plan.note_gone()
        if not options.trial:
            stage.put_in_place()
            result.written = True
    return Report(options.source, format_, feed, result, options.trial, fetched.problem)


def _read(options: ImportOptions, format_: str, transport: httpx.BaseTransport | None) -> Fetched:
    if options.is_remote:
        return fetch(options.source, format_, options.limits, transport)
    return Fetched(records_of_path(Path(options.source), format_, options.limits.megabytes))
