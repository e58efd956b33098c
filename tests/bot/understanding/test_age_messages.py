"""Ages as people say them, kind by kind: the table is age_messages.yml."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from tests.bot.understanding.reading_helpers import message
from understanding.age import AgeFound, AgeReader

TABLE = yaml.safe_load(Path(__file__).with_name("age_messages.yml").read_text(encoding="utf-8"))
ROWS = [(kind, *row) for kind, rows in TABLE.items() for row in rows]


@pytest.fixture(scope="module")
def reader() -> AgeReader:
    return AgeReader.load(lambda: date(2026, 11, 22))


@pytest.mark.parametrize(("kind", "text", "age", "whose"), ROWS)
def test_an_age_is_read_however_it_is_said(reader, kind, text, age, whose):
    assert reader.read(message(text)) == AgeFound(age, whose), kind
