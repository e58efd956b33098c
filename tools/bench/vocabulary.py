"""What synthetic services are made of: parts of the real records, so that sizes, words and rules are like theirs."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FRONT_DOOR = "safeguarding front door"  # one for each council is fixed; a synthetic one would change who comes first
LONGEST_SENTENCE = 150  # characters: two of them fit the limit for a shown text
LONGEST_BORROWED = 60  # characters of a title or a role


@dataclass(frozen=True)
class Need:
    """A need and the ways people say it."""

    id: str
    words: list[str]


@dataclass(frozen=True)
class Council:
    """An area that local services are for, the towns in it and the postcode districts that lie mostly in it."""

    id: str
    name: str
    towns: list[str]
    districts: list[str]


@dataclass(frozen=True)
class Vocabulary:
    """Parts of real records. `records` are the whole records, of offered services that are no front doors."""

    records: list[dict[str, Any]]
    sentences: list[str]
    needs: list[Need]
    councils: list[Council]
    commissioners: list[str]
    charity_words: list[str]


def read_vocabulary(folder: Path) -> Vocabulary:
    """Read the real services_data."""
    services = [_plain(path) for path in sorted((folder / "services").rglob("*.yml"))]
    offered = [one for one in services if one["status"] == "open" and one["kind"] != FRONT_DOOR]
    needs = _plain(folder / "support_needs.yml")["needs"]
    sentences = {part for one in offered for part in _sentences(one["summary"]) if len(part) <= LONGEST_SENTENCE}
    return Vocabulary(
        records=offered,
        sentences=sorted(sentences),
        needs=[Need(need["id"], [need["name"], *need.get("synonyms", [])]) for need in needs],
        councils=_councils(_plain(folder / "areas.yml")),
        commissioners=[item["id"] for item in _plain(folder / "commissioners.yml")["commissioners"]],
        charity_words=sorted({word for one in offered for word in one["name"].split() if word.isalpha()}),
    )


def _plain(path: Path) -> Any:
    """Every scalar as the text that stands there."""
    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - makes nothing but text


def _sentences(text: str) -> list[str]:
    return [part.strip().removesuffix(".") + "." for part in text.split(". ")]


def _councils(file: dict[str, Any]) -> list[Council]:
    areas = file["areas"]
    districts: dict[str, list[str]] = {}
    for district in file["postcode_districts"]:
        if shares := district.get("areas"):
            largest = max(shares, key=lambda share: float(share["share_percent"]))
            if float(largest["share_percent"]) > 50 and district.get("no_homes") != "true":
                districts.setdefault(largest["area"], []).append(district["code"])
    councils = []
    for area in areas:
        if area["kind"] == "council":
            parts = [area, *(part for part in areas if part.get("parent") == area["id"])]
            places = [name for part in parts for key in ("towns", "villages") for name in part.get(key, [])]
            councils.append(Council(area["id"], area["name"], places, districts[area["id"]]))
    return councils
