"""The data dictionary beside the tables: what each column means, its type, and a value from the very file."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

MEANINGS_FILE = Path(__file__).with_name("dictionary.yml")
LONGEST_EXAMPLE = 80  # characters
HEAD = ("table", "column", "meaning", "type", "example")


@cache
def _written() -> dict[str, Any]:
    written: dict[str, Any] = yaml.safe_load(MEANINGS_FILE.read_text(encoding="utf-8"))
    return written


def meaning(table: str, column: str) -> tuple[str, str]:
    """What a column means, and its type. Both are empty where nobody has described it; a test finds such a column."""
    written = _written()
    told = written["tables"].get(table, {}).get(column) or written["everywhere"].get(column)
    return (told["meaning"], told.get("type", "text")) if told else ("", "")


def write_dictionary(
    folder: Path, columns: Mapping[str, Sequence[str]], rows: Mapping[str, Sequence[Mapping[str, Any]]]
) -> list[Path]:
    """Write dictionary.csv and, for reading, dictionary.md."""
    lines = [
        (table, column, *meaning(table, column), _example(rows[table], column))
        for table, names in columns.items()
        for column in names
    ]
    as_csv, as_text = folder / "dictionary.csv", folder / "dictionary.md"
    with as_csv.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEAD, *lines])
    told = [_written()["introduction"]]
    for table in columns:
        told += ["", f"## {table}.csv", "", _written()["about"].get(table, ""), ""]
        told += ["| column | meaning | type | example |", "| --- | --- | --- | --- |"]
        told += [f"| {' | '.join(_in_a_table(text) for text in line[1:])} |" for line in lines if line[0] == table]
    as_text.write_text("\n".join(told) + "\n", encoding="utf-8")
    return [as_csv, as_text]


def _example(rows: Sequence[Mapping[str, Any]], column: str) -> str:
    value = str(next((row[column] for row in rows if row.get(column) not in (None, "")), ""))
    return value if len(value) <= LONGEST_EXAMPLE else f"{value[: LONGEST_EXAMPLE - 1]}…"


def _in_a_table(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
