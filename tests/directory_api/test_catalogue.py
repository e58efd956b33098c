"""The directory is read once for each version of the data, from either database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session, select

from directory_api.data_pipeline.load import load
from directory_api.database import make_engine
from directory_api.main import create_app
from directory_api.models import Dataset, Service
from directory_api.search.catalogue import Catalogue, CatalogueCache
from directory_api.settings import REPOSITORY, Settings
from tests.directory_api.asking import Services


@pytest.fixture
def engine(tmp_path: Path, directory_url: str) -> Iterator[Engine]:
    """A copy of the real database that a test may change."""
    copy = tmp_path / "copy.db"
    with make_engine(directory_url).connect() as connection:
        connection.exec_driver_sql(f"VACUUM INTO '{copy}'")
    engine = make_engine(f"sqlite:///{copy}")
    yield engine
    engine.dispose()


def rename(engine: Engine, version: str | None) -> None:
    with Session(engine) as session:
        service = session.exec(select(Service).where(Service.slug == "childline")).one()
        service.name = "Childline, renamed"
        dataset = session.exec(select(Dataset)).one()
        dataset.version = version or dataset.version
        session.commit()


def test_a_new_load_is_served_from_the_next_look_on(engine: Engine) -> None:
    cache = CatalogueCache(engine, look_again_after=0)
    before = cache.get().find("childline")
    rename(engine, "newer")
    after = cache.get().find("childline")
    assert before
    assert after
    assert (before.name, after.name) == ("Childline", "Childline, renamed")


def test_the_same_version_is_not_read_again(engine: Engine) -> None:
    cache = CatalogueCache(engine, look_again_after=0)
    before = cache.get()
    rename(engine, version=None)
    assert cache.get() is before


def test_the_database_is_not_asked_for_its_version_at_every_request(engine: Engine) -> None:
    cache = CatalogueCache(engine, look_again_after=60)
    before = cache.get()
    rename(engine, "newer")
    assert cache.at_hand is before
    assert cache.get() is before


def test_while_one_request_reads_a_new_load_the_others_are_answered_from_the_one_before(engine: Engine) -> None:
    cache = CatalogueCache(engine, look_again_after=0)
    before = cache.get()
    rename(engine, "newer")
    with cache._reading:
        assert cache.get() is before
    assert cache.get() is not before


def test_what_was_read_lives_on_without_its_session(catalogue: Catalogue, services: Services) -> None:
    """Nothing is fetched late: a part of a service that was not read would raise here."""
    for service in services.values():
        assert service.organization.name
        assert all(phone.schedules is not None for phone in service.phones)
        assert {row.area_id for row in service.service_areas} <= set(catalogue.areas.by_id)


SAME_ON_BOTH = (
    "/api/services?status=all&per_page=100",
    "/api/services/cspoa-reading",
    "/api/areas",
    "/api/needs",
    "/api/places?q=RG1",
    "/api/places?q=readin",
    "/api/recommendations?audience=professional&area=reading&now=2026-11-23T23:00",
    "/api/recommendations?audience=young_person&area=slough&age=13&need=image_abuse&now=2026-11-23T11:00",
)


@pytest.mark.requires("postgresql")
def test_postgresql_gives_the_same_answers_as_sqlite(client: TestClient, postgres_url: str) -> None:
    load(REPOSITORY / "services_data", make_engine(postgres_url))
    on_postgresql = TestClient(create_app(Settings(_env_file=None, database_url=postgres_url)))
    for path in SAME_ON_BOTH:
        assert on_postgresql.get(path).json() == client.get(path).json(), path
