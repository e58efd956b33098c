"""The verb `export` of the command line."""

from collections.abc import Callable, Iterable
from pathlib import Path

from directory_api.data_pipeline.dataset import read_file
from directory_api.data_pipeline.exporting.as_json import write_hsds, write_open_referral_uk
from directory_api.data_pipeline.exporting.printable import write_printable
from directory_api.data_pipeline.exporting.published import NothingToExport, Published
from directory_api.data_pipeline.exporting.tables import write_tables
from directory_api.data_pipeline.problems import DataRefusedError
from directory_api.data_pipeline.records.reference import EmergencyContact, EmergencyContactsFile
from directory_api.database import make_engine

__all__ = ["NothingToExport", "run_export"]

EMERGENCY_CONTACTS = "emergency_contacts.yml"
WRITERS: dict[str, Callable[[Published, Path], list[Path]]] = {
    "hsds": write_hsds,
    "open-referral-uk": write_open_referral_uk,
    "csv": write_tables,
}


def run_export(format_: str, folder: Path, database: str, data: Path) -> list[Path]:
    """Write what the database serves to a folder; returns the files.

    Files that an earlier export left there are written over, others stay. Raises NothingToExport if the database was
    never loaded, and DataRefusedError if the emergency numbers in `data` cannot be read.
    """
    engine = make_engine(database)
    try:
        published = Published.read(engine)
    finally:
        engine.dispose()
    folder.mkdir(parents=True, exist_ok=True)
    if format_ == "html":
        return write_printable(published, _emergency_contacts(data), folder)
    return WRITERS[format_](published, folder)


def _emergency_contacts(data: Path) -> Iterable[EmergencyContact]:
    entry, problems = read_file(data / EMERGENCY_CONTACTS, EmergencyContactsFile)
    if entry is None:
        raise DataRefusedError(problems)
    return entry.record.contacts
