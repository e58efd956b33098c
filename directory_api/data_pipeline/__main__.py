"""python -m directory_api.data_pipeline check | due | compare | load | import | export."""

import argparse
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

from sqlmodel import Session

from directory_api.data_pipeline.checks import check
from directory_api.data_pipeline.compare import compare
from directory_api.data_pipeline.due import SOON_DAYS, due
from directory_api.data_pipeline.importing import command as importing
from directory_api.data_pipeline.importing.feed import FeedFailed
from directory_api.data_pipeline.load import LOSS_ALLOWED, TooManyLostError, load
from directory_api.data_pipeline.problems import DataRefusedError
from directory_api.database import make_engine
from directory_api.settings import Settings

DEFAULT_FOLDER = Path(__file__).resolve().parents[2] / "services_data"


def main(arguments: list[str] | None = None) -> int:
    """Run one verb. Returns 0 when all is well and 1 when the data was refused."""
    options = _options(arguments)
    try:
        return VERBS[options.verb](options)
    except FeedFailed as error:
        print(error, file=sys.stderr)
    except DataRefusedError as error:
        for problem in sorted(error.problems):
            print(problem, file=sys.stderr)
        print(f"{len(error.problems)} problem(s). Nothing was loaded.", file=sys.stderr)
    except TooManyLostError as error:
        print(f"Not offered any more: {', '.join(error.lost)}.", file=sys.stderr)
        print(
            f"That is {len(error.lost)} of {error.offered_now} services, more than {LOSS_ALLOWED:.0%}. "
            "Nothing was loaded. If it is meant, add --allow-loss.",
            file=sys.stderr,
        )
    return 1


def run_check(options: argparse.Namespace) -> int:
    """Read everything, check everything, load nothing."""
    dataset, problems = check(options.data)
    if dataset is None or problems:
        raise DataRefusedError(problems)
    offered = sum(entry.record.offered for entry in dataset.services)
    print(f"{len(dataset.services)} services are in order, {offered} of them offered.")
    return 0


def run_due(options: argparse.Namespace) -> int:
    """List the services that have to be confirmed again, the longest overdue first."""
    dataset, problems = check(options.data)
    if dataset is None or problems:
        raise DataRefusedError(problems)
    found = due(dataset, options.on, options.within)
    for one in found:
        print(one.sentence(options.on))
    never = sum(not one.confirmed for one in found)
    print(f"{len(found)} offered services are due by then, {never} of them never confirmed.")
    return 0


def run_compare(options: argparse.Namespace) -> int:
    """Say what a load would change."""
    dataset, problems = check(options.data)
    if dataset is None or problems:
        raise DataRefusedError(problems)
    from directory_api.data_pipeline.schema import bring_schema_up_to_date  # slow to import, and only needed here

    engine = make_engine(options.database)
    bring_schema_up_to_date(engine)
    with Session(engine) as session:
        for sentence in compare(dataset, session).sentences():
            print(sentence)
    return 0


def run_load(options: argparse.Namespace) -> int:
    """Check, then replace what the database serves."""
    started = time.perf_counter()
    loaded = load(options.data, make_engine(options.database), allow_loss=options.allow_loss)
    seconds = time.perf_counter() - started
    if loaded.already_there:
        print(f"The database already serves this data ({seconds:.1f} s).")
    else:
        print(f"Loaded {loaded.services} services, {loaded.offered} of them offered ({seconds:.1f} s).")
    return 0


def run_import(options: argparse.Namespace) -> int:
    """Turn somebody else's feed into text for people to review."""
    for sentence in importing.run_import(options):
        print(sentence)
    return 0


def run_export(options: argparse.Namespace) -> int:
    """Write what the database serves as files for others."""
    from directory_api.data_pipeline.exporting import command  # slow to import, and only needed here

    try:
        paths = command.run_export(options.format, options.to, options.database, options.data)
    except command.NothingToExport:
        print("The database serves nothing yet. Run load first.", file=sys.stderr)
        return 1
    print(f"{len(paths)} files are in {options.to}.")
    return 0


EXPORT_FORMATS = ("hsds", "open-referral-uk", "csv", "html")
VERBS = {
    "check": run_check,
    "due": run_due,
    "compare": run_compare,
    "load": run_load,
    "import": run_import,
    "export": run_export,
}


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m directory_api.data_pipeline", description=__doc__)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--data", type=Path, default=DEFAULT_FOLDER, help="the folder to read (services_data)")
    database = argparse.ArgumentParser(add_help=False)
    database.add_argument("--database", default=None, help="its address (DATABASE_URL, or the file in .build)")
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("check", parents=[shared], help=run_check.__doc__)
    due_verb = verbs.add_parser("due", parents=[shared], help=run_due.__doc__)
    due_verb.add_argument(
        "--on", type=date.fromisoformat, default=datetime.now(UTC).date(), help="judge as of this day (today)"
    )
    due_verb.add_argument("--within", type=int, default=SOON_DAYS, help=f"days ahead to look ({SOON_DAYS})")
    verbs.add_parser("compare", parents=[shared, database], help=run_compare.__doc__)
    load_verb = verbs.add_parser("load", parents=[shared, database], help=run_load.__doc__)
    load_verb.add_argument("--allow-loss", action="store_true", help="load even if many services are lost")
    export_verb = verbs.add_parser("export", parents=[shared, database], help=run_export.__doc__)
    export_verb.add_argument("--format", required=True, choices=EXPORT_FORMATS, help="html: a directory to print")
    export_verb.add_argument("--to", type=Path, required=True, help="the folder to write in")
    importing.add_options(verbs.add_parser("import", help=run_import.__doc__), DEFAULT_FOLDER)
    options = parser.parse_args(arguments)
    if getattr(options, "database", "") is None:
        options.database = Settings().database_url
    return options


if __name__ == "__main__":
    sys.exit(main())
