"""The reader, built once: from the project's own data, on a fixed day."""

from datetime import date
from pathlib import Path

import pytest

from understanding import Reader
from understanding.place import PlaceReader

SERVICES_DATA = Path(__file__).parents[3] / "services_data"
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.load(SERVICES_DATA, today=lambda: TODAY)


@pytest.fixture(scope="session")
def places() -> PlaceReader:
    return PlaceReader.load(SERVICES_DATA)
