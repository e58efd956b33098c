"""Records become rows that the database takes as they are."""

import dataclasses

from directory_api import models
from directory_api.data_pipeline.dataset import Dataset
from directory_api.data_pipeline.records.service import Location
from directory_api.data_pipeline.rows import TABLES_IN_ORDER, all_rows

SHARED_PLACE = Location(name="Town hall", address_1="1 Market Square", city="Slough", postal_code="SL1 1AA")


def test_every_row_has_a_value_for_every_column(dataset: Dataset) -> None:
    rows = all_rows(dataset, "a version")
    assert tuple(rows) == TABLES_IN_ORDER
    for table, items in rows.items():
        columns = set(table.__table__.columns.keys())  # type: ignore[attr-defined]
        assert all(row.keys() == columns for row in items), table.__name__


def test_a_place_that_two_services_work_from_is_one_place(dataset: Dataset) -> None:
    before = len(all_rows(dataset, "a version")[models.Location])
    services = []
    for entry in dataset.services[:2]:
        contact = entry.record.contact.model_copy(update={"locations": [SHARED_PLACE]})
        record = entry.record.model_copy(update={"contact": contact})
        services.append(dataclasses.replace(entry, record=record))
    rows = all_rows(dataclasses.replace(dataset, services=[*services, *dataset.services[2:]]), "a version")
    assert len(rows[models.Location]) == before + 1
    shared = {row["location_id"] for row in rows[models.ServiceAtLocation]}
    assert shared == {row["id"] for row in rows[models.Location]}
