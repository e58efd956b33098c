"""The verb `import` of the command line."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from directory_api.data_pipeline.importing.feed import FORMATS, SHORT_FORMATS
from directory_api.data_pipeline.importing.limits import Limits
from directory_api.data_pipeline.importing.outcomes import Outcome
from directory_api.data_pipeline.importing.sentences import say, sections

MOST_REFUSED = 20  # told on the screen; the report has all


def add_options(parser: argparse.ArgumentParser, default_folder: Path) -> None:
    """What may be said after `import`."""
    limits = Limits()
    parser.add_argument("--from", dest="source", required=True, help="a file, a folder of tables, or an address")
    parser.add_argument(
        "--format", required=True, choices=[*FORMATS, *SHORT_FORMATS], help="what the feed is written in"
    )
    parser.add_argument("--into", type=Path, default=default_folder, help="the folder to write in (services_data)")
    parser.add_argument("--publisher", help="whose feed it is (else the host, or the file's name)")
    parser.add_argument("--feed-url", help="where others find a feed that is read from a file; it becomes the source")
    parser.add_argument("--report", type=Path, help="write the report there; as JSON if it ends in .json")
    parser.add_argument("--own-export", action="store_true", help="an export of this directory: take it as it is")
    parser.add_argument("--partial", action="store_true", help="take what could be read of a feed that breaks off")
    parser.add_argument("--trial", action="store_true", help="say what would be done and write nothing")
    parser.add_argument("--allow-private", action="store_true", help="also read from this machine's own network")
    parser.add_argument("--max-pages", type=int, default=limits.pages, help="requests at most (%(default)s)")
    parser.add_argument("--max-megabytes", type=int, default=limits.megabytes, help="size at most (%(default)s)")
    parser.add_argument("--max-seconds", type=float, default=limits.seconds, help="time at most (%(default)s)")


def run_import(options: argparse.Namespace) -> Iterator[str]:
    """Turn a feed into text for people to review."""
    from directory_api.data_pipeline.importing.run import ImportOptions, import_feed  # slow to import, only needed here

    limits = Limits(options.max_pages, options.max_megabytes, options.max_seconds, options.allow_private)
    report = import_feed(
        ImportOptions(
            source=options.source,
            format=options.format,
            into=options.into,
            publisher=options.publisher,
            feed_url=options.feed_url,
            own_export=options.own_export,
            partial=options.partial,
            trial=options.trial,
            limits=limits,
        )
    )
    yield from report.summary()
    refused = [outcome for outcome in report.result.outcomes if outcome.outcome in {"refused", "kept"}]
    yield from (_line(outcome) for outcome in refused[:MOST_REFUSED])
    if len(refused) > MOST_REFUSED:
        yield say("report", "more", count=len(refused) - MOST_REFUSED)
    if options.report:
        report.write(options.report)
        yield say("report", "at", path=options.report)


def _line(outcome: Outcome) -> str:
    known = {"position": outcome.position, "name": outcome.name or "?", "id": outcome.id or "?"}
    told = say("report", "record", outcome=sections()["outcome"][outcome.outcome], **known)
    return f"{told}. {' '.join(outcome.why)}"
