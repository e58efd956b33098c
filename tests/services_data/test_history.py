"""A mirror is told of every change and every removal, and what was taken away for somebody's safety is not repeated."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from directory_api.data_pipeline.history import differences
from directory_api.data_pipeline.load import load
from directory_api.models import Change, Document, Revision

CAMHS = "services/buckinghamshire/buckinghamshire-camhs.yml"
NAME = "Buckinghamshire CAMHS (children's mental health)"
NEW_NAME = "Buckinghamshire CAMHS"
Edit = Callable[[str], str]


@pytest.fixture
def copy(real_data: Path, tmp_path: Path) -> Path:
    """The real data, to be changed."""
    return Path(shutil.copytree(real_data, tmp_path / "data"))


@pytest.fixture
def served(empty: Engine, copy: Path) -> Engine:
    """A database that serves the copy, since a year ago."""
    load(copy, empty)
    with Session(empty) as session:
        for revision in session.exec(select(Revision)):
            revision.last_modified = "2025-11-22T09:00:00Z"
        session.commit()
    return empty


def edit(data: Path, change: Edit) -> None:
    path = data / CAMHS
    before = path.read_text(encoding="utf-8")
    assert (after := change(before)) != before
    path.write_text(after, encoding="utf-8")


def revisions(engine: Engine) -> dict[str, Revision]:
    """By the name of the service."""
    with Session(engine) as session:
        return {row.name: row for row in session.exec(select(Revision).where(Revision.kind == "service"))}


def document(engine: Engine, kind: str, id_: str) -> dict[str, Any] | None:
    with Session(engine) as session:
        row = session.get(Document, (kind, id_))
        return None if row is None else orjson.loads(row.body)


def changes(engine: Engine, id_: str) -> list[Change]:
    with Session(engine) as session:
        rows = session.exec(select(Change).where(Change.resource_id == id_).order_by(col(Change.last_action_date)))
        return [row for row in rows if row.last_action_type != "create"]


def test_a_change_is_dated_and_told_and_nothing_else_is(served: Engine, copy: Path) -> None:
    edit(copy, lambda text: text.replace(f"name: {NAME}", f"name: {NEW_NAME}", 1))
    load(copy, served)
    changed = {name: row for name, row in revisions(served).items() if row.last_modified > "2025-12"}
    assert list(changed) == [NEW_NAME]
    record = document(served, "service", changed[NEW_NAME].id)
    assert record
    assert record["last_modified"] == changed[NEW_NAME].last_modified
    told = [entry for entry in record["metadata"] if entry["last_action_type"] == "update"]
    renamed = next(entry for entry in told if entry["field_name"] == "name")
    assert (renamed["previous_value"], renamed["replacement_value"]) == (NAME, NEW_NAME)


def test_a_record_that_is_taken_away_is_told_of_and_its_documents_are_gone(served: Engine, copy: Path) -> None:
    gone = revisions(served)[NAME]
    (copy / CAMHS).unlink()
    load(copy, served)
    after = revisions(served)[NAME]
    assert after.removed
    assert after.last_modified > "2025-12"
    assert document(served, "service", gone.id) is None
    assert document(served, "api_service_summary", gone.id) is None
    assert [row.last_action_type for row in changes(served, gone.id)] == ["delete"]


def test_a_record_that_comes_back_is_served_again(served: Engine, copy: Path) -> None:
    text = (copy / CAMHS).read_text(encoding="utf-8")
    (copy / CAMHS).unlink()
    load(copy, served)
    (copy / CAMHS).write_text(text + "\n", encoding="utf-8")
    load(copy, served)
    after = revisions(served)[NAME]
    assert not after.removed
    assert document(served, "service", after.id)


def test_a_number_that_was_withdrawn_is_not_repeated_in_the_history(served: Engine, copy: Path) -> None:
    before = document(served, "service", revisions(served)[NAME].id)
    assert before
    number = before["phones"][0]["number"]
    edit(copy, lambda text: text.replace(number, "01865 901952"))
    load(copy, served)
    record = document(served, "service", before["id"])
    assert record
    assert "phones" in {entry["field_name"] for entry in record["metadata"]}
    assert number not in orjson.dumps(record["metadata"]).decode()


def test_a_load_that_changes_one_record_keeps_the_documents_of_all_others(served: Engine, copy: Path) -> None:
    with Session(served) as session:
        other = session.exec(select(Document).where(Document.kind == "service_summary")).first()
        assert other
        other.body = other.body.replace("{", '{"untouched":true,', 1)
        session.commit()
        key = other.id
    edit(copy, lambda text: text.replace(f"name: {NAME}", f"name: {NEW_NAME}", 1))
    load(copy, served)
    kept = document(served, "service_summary", key)
    assert kept
    assert kept["untouched"] is True


@pytest.mark.parametrize(
    ("name", "before", "after", "told"),
    [
        ("name", "Old", "New", ("Old", "New")),
        ("minimum_age", 11, 13, ("11", "13")),
        ("maximum_age", None, 18, ("", "18")),
        ("email", "old@example.org", None, ("(contact details and addresses are not repeated here)", "")),
        ("attributes", ["x" * 600], [], ("(too long to show here)", "[]")),
    ],
)
def test_values_are_told_as_text(name: str, before: Any, after: Any, told: tuple[str, str]) -> None:
    assert list(differences({name: before}, {name: after})) == [(name, *told)]


def test_the_dates_of_a_record_are_no_change_of_it() -> None:
    assert not list(differences({"last_modified": "a", "metadata": []}, {"last_modified": "b"}))
