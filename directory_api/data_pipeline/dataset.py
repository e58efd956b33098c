"""services_data read into records, each still knowing its file and lines."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ValidationError

from directory_api.data_pipeline.plain_errors import plain_sentence
from directory_api.data_pipeline.problems import Problem
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

CODE_FOLDER = Path(__file__).resolve().parent
SINGLE_FILES: dict[str, type[BaseModel]] = {
    "areas": AreasFile,
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
    support_needs: Entry[SupportNeedsFile]
    emergency_contacts: Entry[EmergencyContactsFile]
    providers: Entry[ProvidersFile]
    commissioners: Entry[CommissionersFile]
    services: list[Entry[Service]] = field(default_factory=list)
    knowledge: list[Entry[KnowledgeTopic]] = field(default_factory=list)


def read_dataset(folder: Path) -> tuple[Dataset | None, list[Problem]]:
    """Read every file. With any problem in a file's shape the dataset is None: cross checks need all of it."""
    problems: list[Problem] = []
    single = {name: _read(folder / f"{name}.yml", model, problems) for name, model in SINGLE_FILES.items()}
    services = [_read(path, Service, problems) for path in sorted((folder / "services").rglob("*.yml"))]
    knowledge = [_read(path, KnowledgeTopic, problems) for path in sorted((folder / "knowledge").glob("*.yml"))]
    if not services:
        problems.append(Problem(folder / "services", 1, "There is no service here."))
    if problems:
        return None, problems
    return Dataset(folder, services=services, knowledge=knowledge, **single), []  # type: ignore[arg-type]


def dataset_version(folder: Path) -> str:
    """A hash of the data and of the code that reads it: equal versions give equal databases."""
    digest = hashlib.sha256()
    files = [*folder.rglob("*.yml"), *CODE_FOLDER.rglob("*.py"), CODE_FOLDER.parent / "models.py"]
    roots = (folder.resolve(), CODE_FOLDER.parent)
    for path in sorted(file.resolve() for file in files):
        root = next(root for root in roots if path.is_relative_to(root))
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _read[R: BaseModel](path: Path, model: type[R], problems: list[Problem]) -> Entry[R] | None:
    if not path.is_file():
        problems.append(Problem(path, 1, "This file is missing."))
        return None
    file, found = read_yaml(path)
    problems.extend(found)
    if found and file.value is None:
        return None
    try:
        return Entry(model.model_validate(file.value), file)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            where, message = plain_sentence(detail)
            problems.append(Problem(path, file.line(where), message))
        return None
