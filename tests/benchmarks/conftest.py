"""Generated services in two numbers, read and loaded once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from directory_api.data_pipeline.load import load
from directory_api.database import make_engine
from directory_api.main import create_app
from directory_api.settings import Settings
from tools.bench.generate import generate

FEW, MANY = 200, 3_000


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Folders of services_data, by their number of services."""
    folders = {size: tmp_path_factory.mktemp(f"services-{size}") / "data" for size in (FEW, MANY)}
    for size, folder in folders.items():
        generate(folder, size)
    return folders


@pytest.fixture(scope="session")
def directories(
    generated: dict[int, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[int, TestClient]]:
    """The web service over each of them."""
    clients: dict[int, TestClient] = {}
    for size, folder in generated.items():
        url = f"sqlite:///{tmp_path_factory.mktemp('database')}/directory.db"
        engine = make_engine(url)
        load(folder, engine)
        engine.dispose()
        clients[size] = TestClient(create_app(Settings(database_url=url, _env_file=None)))
    yield clients
    for client in clients.values():
        client.close()
