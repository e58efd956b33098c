"""A feed as its records, whatever it comes as: JSON, one JSON object a line, CSV, a folder or a zip of tables."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from directory_api.data_pipeline.importing.sentences import say
from directory_api.data_pipeline.importing.shapes import services_in
from directory_api.data_pipeline.importing.tables import Tables, read_table, services_of_tables

FORMATS = ("open-referral-uk-1", "open-referral-uk-3", "hsds", "csv")
SHORT_FORMATS = {"1": "open-referral-uk-1", "3": "open-referral-uk-3", "oruk-1": FORMATS[0], "oruk-3": FORMATS[1]}
ENCODINGS = ("utf-8-sig", "cp1252")  # Excel saves the second
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
MEGABYTE = 2**20
NO_JSON = object()


class FeedFailed(Exception):
    """The feed as a whole cannot be read. The message is a sentence for people."""

    def __init__(self, reason: str, **values: Any) -> None:
        super().__init__(say("failure", reason, **values))


def records_of_path(path: Path, format_: str, most_megabytes: int) -> list[Any]:
    """The records of a file, or of a folder of tables."""
    if path.is_dir():
        return _of_folder(path, most_megabytes)
    if not path.is_file():
        raise FeedFailed("no_such_file", path=path)
    _within(path.stat().st_size, most_megabytes)
    return records_of_bytes(path.read_bytes(), format_, most_megabytes, name=path.stem)


def _of_folder(folder: Path, most_megabytes: int) -> list[Any]:
    """The records in a folder of tables, or of JSON files: those in or called `services`, else all of them."""
    tables = sorted(folder.glob("*.csv"))
    pages = sorted([*folder.glob("services/*.json"), *folder.glob("services*.json")]) or sorted(folder.glob("*.json"))
    _within(sum(file.stat().st_size for file in (tables or pages)), most_megabytes)
    if tables or not pages:
        return _of_tables({file.stem: file.read_bytes() for file in tables})
    return [record for page in pages for record in services_in(json_of(page.read_bytes()))]


def records_of_bytes(content: bytes, format_: str, most_megabytes: int, *, name: str = "services") -> list[Any]:
    """The records in a file's or an answer's bytes. A zip holds tables, or one JSON file."""
    if content.startswith(b"PK\x03\x04"):
        return _of_zip(content, format_, most_megabytes)
    if format_ == "csv":
        return _of_tables({name: content})
    return list(services_in(json_of(content)))


def json_of(content: bytes) -> Any:
    """JSON, or JSON lines as a list. A line that is no JSON stays as text, to be refused by its position."""
    text = text_of_bytes(content)
    try:
        return json.loads(text, strict=False)
    except RecursionError:
        raise FeedFailed("too_deep") from None
    except ValueError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        parsed = [_line(line) for line in lines]
        if len(lines) > 1 and isinstance(parsed[0], Mapping):
            return [line if item is NO_JSON else item for line, item in zip(lines, parsed, strict=True)]
        raise FeedFailed("not_json", problem=str(error)) from None


def text_of_bytes(content: bytes) -> str:
    """Text in the encodings that feeds come in, without a byte order mark."""
    if content.startswith(UTF_16_MARKS):
        return content.decode("utf-16", errors="replace")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _line(line: str) -> Any:
    try:
        return json.loads(line, strict=False)
    except (ValueError, RecursionError):
        return NO_JSON


def _of_tables(contents: Mapping[str, bytes]) -> list[Any]:
    tables: Tables = {}
    for name, content in contents.items():
        try:
            tables.update(read_table(name, text_of_bytes(content)))
        except csv.Error as error:
            raise FeedFailed("bad_table", table=name, problem=str(error)) from None
    if len(tables) == 1 and "services" not in tables:
        tables = {"services": next(iter(tables.values()))}
    if "services" not in tables:
        raise FeedFailed("no_services_table")
    return list(services_of_tables(tables))


def _of_zip(content: bytes, format_: str, most_megabytes: int) -> list[Any]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _within(sum(item.file_size for item in archive.infolist()), most_megabytes)
            files = {name: archive.read(name) for name in _wanted(archive)}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError):
        raise FeedFailed("bad_zip") from None
    tables = {Path(name).stem: data for name, data in files.items() if name.casefold().endswith(".csv")}
    if tables and (format_ == "csv" or len(tables) == len(files)):
        return _of_tables(tables)
    documents = [data for name, data in sorted(files.items()) if not name.casefold().endswith(".csv")]
    return [record for data in documents for record in services_in(json_of(data))]


def _wanted(archive: zipfile.ZipFile) -> Iterator[str]:
    for name in archive.namelist():
        path = Path(name)
        if path.suffix.casefold() in {".csv", ".json", ".ndjson", ".jsonl"} and path.stem != "datapackage":
            yield name


def _within(size: int, most_megabytes: int) -> None:
    if size > most_megabytes * MEGABYTE:
        raise FeedFailed("too_large", megabytes=most_megabytes)
