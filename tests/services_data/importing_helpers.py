"""What the tests of import share: a copy of the real data to import into, and short ways to ask."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

from directory_api.data_pipeline.dataset import read_file
from directory_api.data_pipeline.importing.coping import Coping
from directory_api.data_pipeline.importing.outcomes import Outcome
from directory_api.data_pipeline.importing.report import Report
from directory_api.data_pipeline.importing.run import ImportOptions, import_feed
from directory_api.data_pipeline.records.service import Service

FEEDS = Path(__file__).parent / "feeds"
MESSY = FEEDS / "messy_council.json"
TODAY = date(2026, 11, 22)
PUBLISHER = "Example Council"
FEED_URL = "https://feeds.example.org/services"


def copy_of(real_data: Path, folder: Path) -> Path:
    return Path(shutil.copytree(real_data, folder / "data"))


def imported(source: Path | str, into: Path, format_: str = "open-referral-uk-1", **options: Any) -> Report:
    known = {"publisher": PUBLISHER, "feed_url": FEED_URL, "today": lambda: TODAY}
    return import_feed(ImportOptions(str(source), format_, into, **(known | options)))


def outcome_of(report: Report, id_: str) -> Outcome:
    return next(outcome for outcome in report.result.outcomes if outcome.id == id_)


def record_of(report: Report, id_: str, into: Path) -> Service:
    file = outcome_of(report, id_).file
    assert file, outcome_of(report, id_).why
    entry, problems = read_file(into / file, Service)
    assert entry, problems
    return entry.record


def texts_below(folder: Path) -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*")) if path.is_file()}


def no_coping() -> Coping:
    return Coping()
