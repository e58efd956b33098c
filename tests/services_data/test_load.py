"""A load is all or nothing, keeps every link, and never takes the directory down."""

import shutil
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text
from sqlmodel import Session, select

from directory_api import models
from directory_api.data_pipeline.__main__ import main
from directory_api.data_pipeline.load import LOSS_ALLOWED, TooManyLostError, load
from directory_api.data_pipeline.problems import DataRefusedError
from directory_api.data_pipeline.rows import TABLES_IN_ORDER
from directory_api.database import make_engine

# Services that nothing else in the data names.
NOT_RELIED_ON = [
    "alana-house",
    "galop",
    "paladin",
    "respond",
    "signhealth",
    "cst",
    "brake-nrvs",
    "true-vision",
    "karma-nirvana",
    "winstons-wish",
    "survivors-uk",
    "napac",
]


@pytest.fixture
def copy(real_data: Path, tmp_path: Path) -> Path:
    """The real data, to be changed."""
    return Path(shutil.copytree(real_data, tmp_path / "data"))


def all_ids(engine: Engine) -> dict[str, set[object]]:
    with Session(engine) as session:
        return {
            table.__tablename__: {
                tuple(row.__mapper__.primary_key_from_instance(row)) for row in session.exec(select(table))
            }
            for table in TABLES_IN_ORDER
        }


def version(engine: Engine) -> str:
    with Session(engine) as session:
        return session.exec(select(models.Dataset)).one().version


def change(data: Path, file: str, find: str, replacement: str) -> None:
    path = data / file
    content = path.read_text(encoding="utf-8")
    assert find in content
    path.write_text(content.replace(find, replacement, 1), encoding="utf-8")


def test_an_empty_database_is_filled_and_says_with_what(empty: Engine, real_data: Path) -> None:
    loaded = load(real_data, empty)
    assert loaded.services >= 99
    assert version(empty) == loaded.version


def test_loading_the_same_data_again_does_nothing_and_is_quick(empty: Engine, real_data: Path) -> None:
    load(real_data, empty)
    started = time.perf_counter()
    again = load(real_data, empty)
    assert again.already_there
    assert time.perf_counter() - started < 1


def test_a_rebuild_keeps_every_id(empty: Engine, loaded: Engine, real_data: Path, tmp_path: Path) -> None:
    load(real_data, empty)
    assert all_ids(empty) == all_ids(loaded)


def test_changing_a_service_keeps_its_link_and_changes_the_version(empty: Engine, copy: Path) -> None:
    load(copy, empty)
    before, ids = version(empty), all_ids(empty)["service"]
    change(copy, "services/national/samaritans.yml", "name: Samaritans", "name: The Samaritans")
    load(copy, empty)
    assert version(empty) != before
    assert all_ids(empty)["service"] == ids


def test_a_change_of_a_comment_alone_is_a_new_version_with_the_same_rows(empty: Engine, copy: Path) -> None:
    load(copy, empty)
    ids = all_ids(empty)
    change(copy, "support_needs.yml", "# The kinds", "# All kinds")
    assert not load(copy, empty).already_there
    assert all_ids(empty) == ids


def test_refused_data_leaves_the_old_data_served(empty: Engine, copy: Path) -> None:
    load(copy, empty)
    before = all_ids(empty), version(empty)
    change(copy, "services/national/samaritans.yml", "116 123", "116 12")
    with pytest.raises(DataRefusedError):
        load(copy, empty)
    assert (all_ids(empty), version(empty)) == before


def break_the_last_insert(engine: Engine) -> None:
    @event.listens_for(engine, "before_cursor_execute")
    def fail(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.replace('"', "").startswith("INSERT INTO source"):
            raise RuntimeError("the disk is full")


def check_that_a_fault_changes_nothing(engine: Engine, copy: Path) -> None:
    load(copy, engine)
    before = all_ids(engine), version(engine)
    change(copy, "services/national/samaritans.yml", "name: Samaritans", "name: The Samaritans")
    break_the_last_insert(engine)
    with pytest.raises(RuntimeError):
        load(copy, engine)
    assert (all_ids(engine), version(engine)) == before


def test_a_fault_in_the_middle_leaves_the_old_data_served(empty: Engine, copy: Path) -> None:
    check_that_a_fault_changes_nothing(empty, copy)


@pytest.mark.requires("postgresql")
def test_postgresql_serves_the_same_rows_and_keeps_them_after_a_fault(
    postgres_url: str, loaded: Engine, copy: Path
) -> None:
    engine = make_engine(postgres_url)
    load(copy, engine)
    assert all_ids(engine) == all_ids(loaded)
    check_that_a_fault_changes_nothing(engine, copy)
    engine.dispose()


def test_a_few_services_may_go_but_many_only_if_it_is_meant(empty: Engine, copy: Path) -> None:
    offered = load(copy, empty).offered
    allowed = int(offered * LOSS_ALLOWED)
    paths = [next((copy / "services").rglob(f"{slug}.yml")) for slug in NOT_RELIED_ON]
    assert len(paths) > allowed
    for path in paths[: allowed + 1]:
        set_aside(path)
    before = all_ids(empty), version(empty)
    with pytest.raises(TooManyLostError) as refused:
        load(copy, empty)
    assert sorted(refused.value.lost) == sorted(NOT_RELIED_ON[: allowed + 1])
    assert (all_ids(empty), version(empty)) == before
    assert load(copy, empty, allow_loss=True).offered == offered - allowed - 1
    set_aside(paths[allowed + 1])
    assert load(copy, empty).offered == offered - allowed - 2


def set_aside(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    for status in ("open", "renamed"):
        content = content.replace(f"status: {status}\n", "status: check\n")
    if "status_note" not in content:
        content = content.replace("status: check\n", "status: check\nstatus_note: To be looked at.\n")
    path.write_text(content, encoding="utf-8")


def test_readers_go_on_reading_during_a_load(empty: Engine, copy: Path) -> None:
    load(copy, empty)
    other = make_engine(str(empty.url))
    with other.connect() as reader:
        seen = reader.execute(text("SELECT count(*) FROM service")).scalar()
        change(copy, "services/national/samaritans.yml", "name: Samaritans", "name: The Samaritans")
        load(copy, empty)
        assert reader.execute(text("SELECT count(*) FROM service")).scalar() == seen
    other.dispose()


def test_the_command_line_says_file_and_line_and_ends_with_one(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(copy, "services/national/samaritans.yml", "116 123", "116 12")
    assert main(["check", "--data", str(copy)]) == 1
    said = capsys.readouterr().err
    assert "samaritans.yml:" in said
    assert "“116 12” is not a UK phone number." in said


def test_the_command_line_loads_compares_and_refuses_a_great_loss(
    copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--data", str(copy), "--database", f"sqlite:///{tmp_path}/cli.db"]
    assert main(["load", *place]) == 0
    assert main(["load", *place]) == 0
    assert "already serves this data" in capsys.readouterr().out
    change(copy, "services/national/samaritans.yml", "name: Samaritans", "name: The Samaritans")
    assert main(["compare", *place]) == 0
    assert "Changed: samaritans: name was “Samaritans”, becomes “The Samaritans”." in capsys.readouterr().out
