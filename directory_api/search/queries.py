"""The only selects over the directory's tables. Each returns whole objects that live on without their session.

Text is put in order here and not by the database: SQLite and PostgreSQL order letters differently.
"""

from collections.abc import Sequence

from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import selectinload
from sqlmodel import Session, col, select

from directory_api.errors import DirectoryNotLoadedError
from directory_api.models import (
    Area,
    Dataset,
    NeedSynonym,
    Phone,
    Place,
    PostcodeDistrict,
    Service,
    SupportNeed,
)


def dataset_version(session: Session) -> str:
    """Return the version of the data being served. Raises DirectoryNotLoadedError where there is none to serve."""
    try:
        version = session.exec(select(Dataset.version)).first()
    except DBAPIError:
        raise DirectoryNotLoadedError from None
    if version is None:
        raise DirectoryNotLoadedError
    return version


def all_services(session: Session) -> list[Service]:
    """Return every service with all that belongs to it, whatever its status, in order of name."""
    parts = [selectinload(getattr(Service, relation.key)) for relation in inspect(Service).relationships]
    hours_of_numbers = selectinload(Service.phones).selectinload(Phone.schedules)  # type: ignore[arg-type]
    services = session.exec(select(Service).options(*parts, hours_of_numbers)).all()
    return sorted(services, key=lambda service: (service.name.casefold(), service.slug))


def all_areas(session: Session) -> list[Area]:
    """Return every area in order of name."""
    return sorted(session.exec(select(Area)).all(), key=lambda area: area.name)


def all_places(session: Session) -> Sequence[Place]:
    """Return every name that people use for somewhere, in the data's order."""
    return session.exec(select(Place).order_by(col(Place.id))).all()


def all_postcode_districts(session: Session) -> list[PostcodeDistrict]:
    """Return every postcode district with each area it touches, the largest share first."""
    rows = session.exec(select(PostcodeDistrict)).all()
    return sorted(rows, key=lambda row: (row.code, -row.share_percent, row.area_id or ""))


def all_needs(session: Session) -> Sequence[SupportNeed]:
    """Return every need in the data's order."""
    return session.exec(select(SupportNeed).order_by(col(SupportNeed.position))).all()


def all_synonyms(session: Session) -> Sequence[NeedSynonym]:
    """Return every other way people say a need, in the data's order."""
    return session.exec(select(NeedSynonym).order_by(col(NeedSynonym.id))).all()
