"""services_data read into records, each still knowing its file and lines."""

import hashlib
from collections.abc import Iterator
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
from directory_api.data_pipeline.sharing import in_order
from directory_api.data_pipeline.yaml_files import YamlFile, quick_value, read_yaml

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
    services = [kept(*read) for read in _read_services(_yaml_files(folder / "services"))]
    knowledge = [kept(*read_file(path, KnowledgeTopic)) for path in _yaml_files(folder / "knowledge")]
    if not services:
        problems.append(Problem(folder / "services", 1, "There is no service here."))
    if problems:
        return None, problems
    return Dataset(folder, services=services, knowledge=knowledge, **single), []  # type: ignore[arg-type]


def _yaml_files(folder: Path) -> list[Path]:
    """Every YAML file in it, at any depth, in an order that is the same everywhere."""
    return [Path(name) for name in sorted(str(path) for path in folder.rglob("*.yml"))]


def _read_services(paths: list[Path]) -> Iterator[tuple[Entry[Service] | None, list[Problem]]]:
    """The YAML is read by several processes, and made records here: plain values are sent much faster than records."""
    for path, value in zip(paths, in_order(quick_value, paths), strict=True):
        try:
            yield Entry(Service.model_validate(value), YamlFile(path)), []
        except ValidationError:
            yield read_file(path, Service)  # once more with care, for the line


def dataset_version(folder: Path) -> str:
    """A hash of the data and of the code that reads it: equal versions give equal databases."""
    code = {path for pattern in CODE for path in CODE_FOLDER.glob(pattern)}
    digest = hashlib.sha256()
    for root, paths in ((folder, _yaml_files(folder)), (CODE_FOLDER, sorted(code))):
        shown_from = len(str(root))
        for path, content in zip(paths, in_order(_hash_of_content, paths), strict=True):
            digest.update(f"{str(path)[shown_from:]}\0".encode() + content)
    return digest.hexdigest()


def _hash_of_content(path: Path) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return hashlib.sha256(file.readall()).digest()


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
