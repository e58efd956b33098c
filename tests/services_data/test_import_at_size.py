"""A council's whole directory, none of it assured, is imported in seconds and told for what it is."""

import json
import time
from pathlib import Path
from typing import Any

from directory_api.data_pipeline.checks import check
from tests.services_data.importing_helpers import copy_of, imported

RECORDS = 1_157  # as many as one council's feed was found to hold, not one of them assured
SECONDS = 60  # generous: some ten on an idle machine with two cores


def record(number: int) -> dict[str, Any]:
    """One record, each with a fault of some kind."""
    return {
        "id": number if number % 7 else str(number),
        "name": f"Service {number}" if number % 100 else None,
        "description": f"<p>Help number {number}.</p><p>Write to person{number}@example.org.</p>"
        if number % 3
        else None,
        "assured_date": None,
        "status": "active" if number % 2 else "",
        "organization": {"id": f"o{number % 60}", "name": f"Organisation {number % 60}"} if number % 5 else None,
        "minimum_age": "16+" if number % 4 else "All ages",
        "contacts": [{"phones": [{"number": f"0118 955 {5000 + number % 900}"}]}],
        "service_areas": {"service_area": "Reading"} if number % 6 else [],
    }


def test_a_whole_council_is_imported_and_said_to_be_unassured(real_data: Path, tmp_path: Path) -> None:
    feed, into = tmp_path / "feed.json", copy_of(real_data, tmp_path)
    feed.write_text(json.dumps({"totalPages": 1, "content": [record(number) for number in range(1, RECORDS + 1)]}))
    started = time.monotonic()
    report = imported(feed, into)
    assert time.monotonic() - started < SECONDS
    counts = report.result.counts()
    assert (counts["taken"], counts["refused"]) == (RECORDS - RECORDS // 100, RECORDS // 100)
    assert report.result.coped()["no_assured_date"] == counts["taken"]
    assert any("Not one of the 1,157 records has an assured date" in line for line in report.summary())
    assert check(into)[1] == []
    assert imported(feed, into).result.counts()["unchanged"] == counts["taken"]
