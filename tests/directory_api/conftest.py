"""The real services_data in a database of its own, loaded once, and the service over it."""

from collections.abc import Iterator
from datetime import datetime

import numpy as np
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from directory_api.data_pipeline.load import load
from directory_api.database import make_engine
from directory_api.main import create_app
from directory_api.recommendations.recommend import recommend
from directory_api.recommendations.schemas import Recommendation, RecommendationQuery
from directory_api.search.catalogue import Catalogue, CatalogueCache
from directory_api.settings import REPOSITORY, Settings
from tests.directory_api.asking import Ask, Services

MONDAY_MORNING = "2026-11-23T11:00"


@pytest.fixture(scope="session")
def directory_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a database that serves the real data. Tests only read it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('directory')}/directory.db"
    engine = make_engine(url)
    load(REPOSITORY / "services_data", engine)
    engine.dispose()
    return url


@pytest.fixture(scope="session")
def catalogue(directory_url: str) -> Catalogue:
    return CatalogueCache(make_engine(directory_url)).get()


@pytest.fixture(scope="session")
def services(catalogue: Catalogue) -> Services:
    """Every service, whatever its status, by slug."""
    return {service.slug: service for service in catalogue.at(np.arange(len(catalogue.index)))}


@pytest.fixture(scope="session")
def app(directory_url: str) -> FastAPI:
    return create_app(Settings(_env_file=None, database_url=directory_url))


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def ask(catalogue: Catalogue) -> Ask:
    """Ask for a recommendation without the wire, on a Monday morning unless told otherwise."""

    def recommend_for(now: str = MONDAY_MORNING, **query: object) -> Recommendation:
        return recommend(catalogue, RecommendationQuery.model_validate(query), datetime.fromisoformat(now))

    return recommend_for
