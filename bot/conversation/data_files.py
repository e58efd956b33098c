"""Where the directory's text data lies, read as data only: the bot shares no code with the web service."""

import os
from functools import cache
from pathlib import Path
from typing import Any

import yaml

BOT = Path(__file__).resolve().parent.parent


def services_data() -> Path:
    """The folder services_data: SERVICES_DATA_DIR, or the one beside bot/."""
    return Path(os.environ.get("SERVICES_DATA_DIR") or BOT.parent / "services_data")


@cache
def read_yaml(path: Path) -> Any:
    """One YAML file, read once. Raises FileNotFoundError or yaml.YAMLError."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 (a safe loader)


def councils() -> dict[str, str]:
    """The nine council areas: id -> name, in the order of areas.yml."""
    areas = read_yaml(services_data() / "areas.yml")["areas"]
    return {area["id"]: area["name"] for area in areas if area["kind"] == "council"}


def councils_in(group: str) -> list[str]:
    """The ids of the councils that make up a county group such as berkshire."""
    areas = read_yaml(services_data() / "areas.yml")["areas"]
    return [area["id"] for area in areas if area["kind"] == "council" and area.get("parent") == group]


def need_names() -> dict[str, str]:
    """Every kind of harm or need: id -> name, in the order of support_needs.yml."""
    return {need["id"]: need["name"] for need in read_yaml(services_data() / "support_needs.yml")["needs"]}
