"""The real data, read once for all tests of this folder, and databases to load it into."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from directory_api.data_pipeline.dataset import Dataset, read_dataset
from directory_api.data_pipeline.load import load
from directory_api.database import make_engine

REPOSITORY = Path(__file__).resolve().parents[2]
REAL_DATA = REPOSITORY / "services_data"


@pytest.fixture(scope="session")
def real_data() -> Path:
    return REAL_DATA


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    dataset, problems = read_dataset(REAL_DATA)
    assert dataset is not None, problems
    return dataset


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database that serves the real data. Tests that use it only read."""
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('loaded')}/directory.db")
    load(REAL_DATA, engine)
    yield engine
    engine.dispose()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Engine]:
    """A database with nothing in it, not even tables."""
    engine = make_engine(f"sqlite:///{tmp_path}/new/directory.db")
    yield engine
    engine.dispose()
