"""services_data read into records, each still knowing its file and lines."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ValidationError

from directory_api.data_pipeline.garbage import no_garbage_collection
from directory_api.data_pipeline.plain_errors import plain_sentence
from directory_api.data_pipeline.problems import Problem
from directory_api.data_pipeline.records.centroids import PostcodeCentroidsFile
from directory_api.data_pipeline.records.places import AreasFile
from directory_api.data_pipeline.records.reference import (
    CommissionersFile,
    EmergencyContactsFile,
    KnowledgeTopic,
    ProvidersFile,
    SupportNeedsFile,
)
from directory_api.data_pipeline.records.service import Service
from directory_api.data_pipeline.yaml_files import YamlFile, read_yaml

CODE_FOLDER = Path(__file__).resolve().parent.parent
# What decides how records become rows, and rows what is served.
CODE = (
    "data_pipeline/**/*.py",
    "directory/*.py",
    "migrations/**/*.py",
    "models/*.py",
    "open_referral/**/*.py",
    "open_referral/**/*.yml",
    "search/text/**/*.py",
)
SINGLE_FILES: dict[str, type[BaseModel]] = {
    "areas": AreasFile,
    "postcode_centroids": PostcodeCentroidsFile,
    "support_needs": SupportNeedsFile,
    "emergency_contacts": EmergencyContactsFile,
    "providers": ProvidersFile,
    "commissioners": CommissionersFile,
}


@dataclass(frozen=True)
class Entry[R: BaseModel]:
    """A record and the file it stands in."""

    record: R
    file: YamlFile

    def problem(self, message: str, *where: str | int) -> Problem:
        """A problem at a place in the file."""
        return self.file.problem(message, *where)


@dataclass
class Dataset:
    """Everything under services_data. Complete only if reading it gave no problems."""

    folder: Path
    areas: Entry[AreasFile]
    postcode_centroids: Entry[PostcodeCentroidsFile]
    support_needs: Entry[SupportNeedsFile]
    emergency_contacts: Entry[EmergencyContactsFile]
    providers: Entry[ProvidersFile]
    commissioners: Entry[CommissionersFile]
    services: list[Entry[Service]] = field(default_factory=list)
    knowledge: list[Entry[KnowledgeTopic]] = field(default_factory=list)


def read_dataset(folder: Path) -> tuple[Dataset | None, list[Problem]]:
    """Read every file. With any problem in a file's shape the dataset is None: cross checks need all of it."""
    with no_garbage_collection():
        return _read_dataset(folder)


def _read_dataset(folder: Path) -> tuple[Dataset | None, list[Problem]]:
    problems: list[Problem] = []

    def kept[R: BaseModel](entry: Entry[R] | None, found: list[Problem]) -> Entry[R] | None:
        problems.extend(found)
        return entry

    single = {name: kept(*read_file(folder / f"{name}.yml", model)) for name, model in SINGLE_FILES.items()}
    services = [kept(*read_file(path, Service)) for path in sorted((folder / "services").rglob("*.yml"), key=str)]
    knowledge = [kept(*read_file(path, KnowledgeTopic)) for path in sorted((folder / "knowledge").glob("*.yml"))]
    if not services:
        problems.append(Problem(folder / "services", 1, "There is no service here."))
    if problems:
        return None, problems
    return Dataset(folder, services=services, knowledge=knowledge, **single), []  # type: ignore[arg-type]


def dataset_version(folder: Path) -> str:
    """A hash of the data and of the code that reads it: equal versions give equal databases."""
    digest = hashlib.sha256()
    data = [(file, folder) for file in folder.rglob("*.yml")]
    code = [(file, CODE_FOLDER) for pattern in CODE for file in CODE_FOLDER.glob(pattern)]
    for path, root in (*sorted(data), *sorted(code)):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def read_file[R: BaseModel](path: Path, model: type[R]) -> tuple[Entry[R] | None, list[Problem]]:
    """Read one file as a record. With any problem there is no record."""
    if not path.is_file():
        return None, [Problem(path, 1, "This file is missing.")]
    file, problems = read_yaml(path)
    if file.value is None:
        return None, problems
    try:
        record = model.model_validate(file.value)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            where, message = plain_sentence(detail)
            problems.append(file.problem(message, *where))
        return None, problems
    if problems:
        return None, problems
    file.value = None  # it is all in the record
    return Entry(record, file), []
