"""Somebody who edits the data sees, in words, what people will notice."""

import dataclasses

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from directory_api.data_pipeline.compare import compare
from directory_api.data_pipeline.dataset import Dataset, Entry
from directory_api.data_pipeline.records.service import Service


def changed(dataset: Dataset, slug: str, values: dict[str, object]) -> Dataset:
    services: list[Entry[Service]] = []
    for entry in dataset.services:
        record = entry.record.model_copy(update=values) if entry.record.slug == slug else entry.record
        services.append(dataclasses.replace(entry, record=record))
    return dataclasses.replace(dataset, services=services)


def sentences(dataset: Dataset, engine: Engine) -> list[str]:
    with Session(engine) as session:
        return list(compare(dataset, session).sentences())


def test_the_same_data_changes_nothing(dataset: Dataset, loaded: Engine) -> None:
    assert sentences(dataset, loaded) == ["Nothing that people would notice changes."]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": "The Samaritans"}, "Changed: samaritans: name was “Samaritans”, becomes “The Samaritans”."),
        ({"slug": "samaritans-uk"}, "Lost: samaritans."),
        ({"slug": "samaritans-uk"}, "New: samaritans-uk."),
        ({"status": "check"}, "No longer offered: samaritans."),
        ({"status": "check"}, "Changed: samaritans: status was “open”, becomes “check”."),
    ],
)
def test_a_change_is_told_in_words(dataset: Dataset, loaded: Engine, values: dict[str, object], sentence: str) -> None:
    assert sentence in sentences(changed(dataset, "samaritans", values), loaded)


def test_a_number_that_goes_is_told(dataset: Dataset, loaded: Engine) -> None:
    record = next(entry.record for entry in dataset.services if entry.record.slug == "samaritans")
    without = record.contact.model_copy(update={"phones": []})
    assert "Changed: samaritans: phone numbers was “116 123”, becomes nothing." in sentences(
        changed(dataset, "samaritans", {"contact": without}), loaded
    )
