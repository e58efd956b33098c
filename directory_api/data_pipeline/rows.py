"""Records as rows of the directory's tables. Only what may be shown to people becomes a row."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlmodel import SQLModel

from directory_api import models
from directory_api.data_pipeline.dataset import Dataset
from directory_api.data_pipeline.identity import record_id
from directory_api.data_pipeline.place_rows import centroid_rows, place_rows
from directory_api.data_pipeline.service_rows import Row, service_rows

# Parents before children, so that every foreign key is there when it is needed.
TABLES_IN_ORDER: tuple[type[SQLModel], ...] = (
    models.Dataset,
    models.Area,
    models.Place,
    models.PostcodeDistrict,
    models.PostcodeCentroid,
    models.Organization,
    models.SupportNeed,
    models.NeedSynonym,
    models.Location,
    models.Service,
    models.Phone,
    models.Schedule,
    models.ServiceAtLocation,
    models.ServiceArea,
    models.ServiceNeed,
    models.ServiceAudience,
    models.Language,
    models.ServiceCommissioner,
    models.Source,
)


Rows = dict[type[SQLModel], list[dict[str, Any]]]


def all_rows(dataset: Dataset, version: str) -> Rows:
    """Every row of the directory, by table, in the order the tables must be filled.

    Each row is a dict with every column of its table. A place that several services work from is one row.
    """
    rows: Rows = {table: [] for table in TABLES_IN_ORDER}
    rows[models.Dataset].append({"id": 1, "version": version, "loaded_at": datetime.now(UTC)})
    places = (*place_rows(dataset.areas.record), *centroid_rows(dataset.postcode_centroids.record))
    for table, row in (*_reference_rows(dataset), *places):
        rows[table].append(row)
    commissioners = {item.id: item.name for item in dataset.commissioners.record.commissioners}
    for entry in dataset.services:
        for table, row in service_rows(entry.record, commissioners):
            rows[table].append(row)
    rows[models.Location] = list({row["id"]: row for row in rows[models.Location]}.values())
    return rows


def _reference_rows(dataset: Dataset) -> Iterator[Row]:
    for item in dataset.providers.record.providers:
        yield (
            models.Organization,
            {
                "id": record_id("organization", item.slug),
                "slug": item.slug,
                "name": item.name,
                "description": item.description,
                "website": item.website,
                "charity_number": item.charity_number,
                "company_number": item.company_number,
            },
        )
    number = 0
    for position, need in enumerate(dataset.support_needs.record.needs, start=1):
        yield (
            models.SupportNeed,
            {
                "id": need.id,
                "position": position,
                "name": need.name,
                "plain_words": need.plain_words,
                "professional_words": need.professional_words,
            },
        )
        for words in need.synonyms:
            number += 1
            yield models.NeedSynonym, {"id": number, "need_id": need.id, "words": words}
