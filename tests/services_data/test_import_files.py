"""What a person wrote is never overwritten, and no file is ever there in part."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from directory_api.data_pipeline.__main__ import main
from directory_api.data_pipeline.checks import check
from directory_api.data_pipeline.importing.report import Report
from directory_api.data_pipeline.problems import DataRefusedError
from tests.services_data.importing_helpers import copy_of, imported, outcome_of, record_of, texts_below

SERVICE = {
    "id": "s-1",
    "name": "Night Line",
    "status": "active",
    "description": "Somebody listens.",
    "organization": {"id": "o-1", "name": "Night Line Trust", "description": "Runs it."},
    "service_areas": [{"name": "Slough"}],
    "attributes": [{"taxonomy_term": {"name": "Stalking"}}],
}


@pytest.fixture
def into(real_data: Path, tmp_path: Path) -> Path:
    return copy_of(real_data, tmp_path)


def give(into: Path, *records: Any, **options: Any) -> Report:
    feed = into.parent / "feed.json"
    feed.write_text(json.dumps(list(records)), encoding="utf-8")
    return imported(feed, into, "hsds", **options)


def file_of(report: Report, into: Path) -> Path:
    file = outcome_of(report, "s-1").file
    assert file
    return into / file


def test_a_change_in_the_feed_changes_its_own_file_and_keeps_the_link(into: Path) -> None:
    path = file_of(give(into, SERVICE), into)
    changed = give(into, {**SERVICE, "name": "Day Line", "service_areas": [{"name": "Reading"}]})
    assert outcome_of(changed, "s-1").outcome == "changed"
    assert outcome_of(changed, "s-1").why == ["Changed: name, areas."]
    assert file_of(changed, into) == path
    assert record_of(changed, "s-1", into).name == "Day Line"
    assert check(into)[1] == []


@pytest.mark.parametrize(
    ("find", "replacement"),
    [
        ("status: check\n", "status: open\n"),
        ("summary: Somebody listens.", "summary: Somebody listens to you."),
        ("# Taken from", "# Reviewed on 22 November; taken from"),
    ],
    ids=["made open", "reworded", "line taken out"],
)
def test_a_file_that_a_person_touched_is_theirs(into: Path, find: str, replacement: str) -> None:
    path = file_of(give(into, SERVICE), into)
    text = path.read_text(encoding="utf-8")
    assert find in text
    path.write_text(text.replace(find, replacement, 1), encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    kept = outcome_of(give(into, {**SERVICE, "name": "Day Line"}), "s-1")
    assert kept.outcome == "kept"
    assert "The feed differs in:" in kept.why[0]
    assert path.read_text(encoding="utf-8") == before


def test_a_broken_record_never_overwrites_a_good_file(into: Path) -> None:
    path = file_of(give(into, SERVICE), into)
    before = path.read_text(encoding="utf-8")
    report = give(into, {**SERVICE, "name": None}, {**SERVICE, "name": "<br>"})
    assert [outcome.outcome for outcome in report.result.outcomes] == ["refused", "refused"]
    assert path.read_text(encoding="utf-8") == before


def test_a_record_that_breaks_a_rule_with_the_others_is_refused_alone(into: Path) -> None:
    blaming = {**SERVICE, "id": "s-2", "name": "A line for the streetwise"}
    report = give(into, blaming, SERVICE)
    assert outcome_of(report, "s-2").why == ["It would break a rule: “streetwise” blames the person who was hurt."]
    assert outcome_of(report, "s-1").outcome == "taken"
    assert check(into)[1] == []


def test_a_provider_of_refused_records_alone_is_not_added(into: Path) -> None:
    alone = {"id": "o-9", "name": "Only Here", "description": "Only here."}
    report = give(into, {**SERVICE, "id": "s-2", "name": "A line for the streetwise", "organization": alone}, SERVICE)
    assert report.result.new_providers == ["night-line-trust"]
    assert "Only Here" not in (into / "providers.yml").read_text(encoding="utf-8")


def test_a_provider_that_we_know_is_used_and_not_added(into: Path) -> None:
    report = give(into, {**SERVICE, "organization": {"name": "VICTIM SUPPORT"}})
    assert report.result.new_providers == []
    assert record_of(report, "s-1", into).organization == "victim-support"


@pytest.mark.parametrize("name", ["Pact", "慈善", "慈善会"])
def test_another_provider_never_takes_the_place_of_one_we_know(into: Path, name: str) -> None:
    report = give(into, {**SERVICE, "organization": {"name": name}})
    (slug,) = report.result.new_providers
    assert slug != "pact"
    assert record_of(report, "s-1", into).organization == slug
    assert give(into, {**SERVICE, "organization": {"name": name}}).result.counts()["unchanged"] == 1
    assert check(into)[1] == []


def test_a_withheld_number_of_ours_stays_withheld_in_a_feed(into: Path) -> None:
    report = give(into, {**SERVICE, "phones": [{"number": "0118 921 7640"}]})
    phones = record_of(report, "s-1", into).contact.phones
    assert [(phone.number, phone.publish) for phone in phones] == [("0118 921 7640", False)]
    assert phones[0].why_not_published == "Another record withholds this number."


def test_a_record_that_its_publisher_removed_is_told_and_not_deleted(into: Path) -> None:
    path = file_of(give(into, SERVICE), into)
    report = give(into, {"id": "s-1", "name": "Night Line", "deleted": True}, {**SERVICE, "id": "s-2"})
    assert outcome_of(report, "s-1").outcome == "ended"
    assert path.is_file()


def test_a_record_that_left_the_feed_is_told(into: Path) -> None:
    slug = record_of(give(into, SERVICE), "s-1", into).slug
    assert give(into, {**SERVICE, "id": "s-2", "name": "Other"}).result.gone == [slug]


def test_a_trial_writes_nothing(into: Path) -> None:
    before = texts_below(into)
    report = give(into, SERVICE, trial=True)
    assert report.result.counts()["taken"] == 1
    assert not report.result.written
    assert texts_below(into) == before


def test_a_crash_on_the_way_leaves_every_file_whole(into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, real, done = texts_below(into), os.replace, []

    def fail_at_the_second(source: Path, target: Path) -> None:
        if done:
            raise OSError("the disk is full")
        done.append(target)
        real(source, target)

    monkeypatch.setattr(os, "replace", fail_at_the_second)
    with pytest.raises(OSError, match="the disk is full"):
        give(into, SERVICE, {**SERVICE, "id": "s-2", "name": "Other"})
    monkeypatch.undo()
    after = texts_below(into)
    assert {path for path in after if path not in before} <= {*done, into.parent / "feed.json"}
    assert not list(into.rglob("*.part"))
    assert give(into, SERVICE, {**SERVICE, "id": "s-2", "name": "Other"}).result.written
    assert check(into)[1] == []


def test_data_that_is_not_in_order_is_said_before_anything_is_written(
    into: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (into / "areas.yml").unlink()
    feed = into.parent / "feed.json"
    feed.write_text(json.dumps([SERVICE]), encoding="utf-8")
    assert main(["import", "--from", str(feed), "--format", "hsds", "--into", str(into)]) == 1
    assert "is not a folder of services_data that can be read" in capsys.readouterr().err


def test_a_rule_that_our_own_files_would_break_stops_the_import(into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from directory_api.data_pipeline.importing import plan
    from directory_api.data_pipeline.problems import Problem

    real = plan.cross_check

    def and_one_more(dataset: Any) -> list[Problem]:
        more = [Problem(into / "areas.yml", 1, "new")] if any(item.record.origin for item in dataset.services) else []
        return real(dataset) + more

    monkeypatch.setattr(plan, "cross_check", and_one_more)
    before = texts_below(into)
    with pytest.raises(DataRefusedError):
        give(into, SERVICE)
    assert texts_below(into) == before | {into.parent / "feed.json": ""} or texts_below(into) == before
