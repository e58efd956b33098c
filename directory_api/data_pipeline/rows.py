"""Records as rows of the directory's tables. Only what may be shown to people becomes a row."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlmodel import SQLModel

from directory_api import models
from directory_api.data_pipeline.dataset import Dataset
from directory_api.data_pipeline.identity import record_id
from directory_api.data_pipeline.place_rows import place_rows
from directory_api.data_pipeline.service_rows import service_rows

# Parents before children, so that every foreign key is there when it is needed.
TABLES_IN_ORDER: tuple[type[SQLModel], ...] = (
    models.Dataset,
    models.Area,
    models.Place,
    models.PostcodeDistrict,
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


def all_rows(dataset: Dataset, version: str) -> dict[type[SQLModel], list[SQLModel]]:
    """Every row of the directory, by table, in the order the tables must be filled."""
    rows: dict[type[SQLModel], list[SQLModel]] = {table: [] for table in TABLES_IN_ORDER}
    rows[models.Dataset].append(models.Dataset(version=version, loaded_at=datetime.now(UTC)))
    for row in _reference_rows(dataset):
        rows[type(row)].append(row)
    for row in place_rows(dataset.areas.record):
        rows[type(row)].append(row)
    commissioners = {item.id: item.name for item in dataset.commissioners.record.commissioners}
    for entry in dataset.services:
        for row in service_rows(entry.record, commissioners):
            rows[type(row)].append(row)
    return rows


def _reference_rows(dataset: Dataset) -> Iterator[SQLModel]:
    for item in dataset.providers.record.providers:
        yield models.Organization(
            id=record_id("organization", item.slug),
            slug=item.slug,
            name=item.name,
            description=item.description,
            website=item.website,
            charity_number=item.charity_number,
            company_number=item.company_number,
        )
    number = 0
    for position, need in enumerate(dataset.support_needs.record.needs, start=1):
        yield models.SupportNeed(
            id=need.id,
            position=position,
            name=need.name,
            plain_words=need.plain_words,
            professional_words=need.professional_words,
        )
        for words in need.synonyms:
            number += 1
            yield models.NeedSynonym(id=number, need_id=need.id, words=words)
