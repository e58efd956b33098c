"""Recognise a question about one service of the directory by its name, also one that is no longer offered."""

import re
from collections.abc import Iterable
from pathlib import Path

import yaml

from conversation.data_files import BOT, read_yaml, services_data

SHORTEST_NAME = 3

Record = tuple[str, list[str]]


class ServiceNames:
    """Names and nicknames -> slug. Built once; holds nothing of a message."""

    def __init__(self, records: Iterable[Record]) -> None:
        """`records` are (slug, names). A name that two services share is not recognised: it would be a guess."""
        lists = read_yaml(BOT / "components" / "service_names.yml")
        slugs: dict[str, set[str]] = {}
        written: dict[str, set[str]] = {}
        for slug, names in (*records, *lists["nicknames"].items()):
            for name in names:
                slugs.setdefault(_folded(name), set()).add(slug)
                written.setdefault(_folded(name), set()).add(name)
        self._slugs = {name: next(iter(found)) for name, found in slugs.items() if _usable(name) and len(found) == 1}
        self._written, self._everyday = written, set(lists["everyday_words"])
        self._names = _any_of(map(re.escape, self._slugs), ending="s?")  # "what's childline's number"
        self._cues = _any_of(lists["cues"])
        self._nouns = _any_of(lists["nouns"])

    @classmethod
    def load(cls) -> "ServiceNames":
        """Every service of services_data/services."""
        return cls(_record(path) for path in sorted((services_data() / "services").rglob("*.yml")))

    def find(self, text: str) -> str | None:
        """The slug of the service that `text` asks about, or None. Linear in the length of the text."""
        folded = _folded(text)
        if not self._slugs or not self._cues.search(folded):
            return None
        for match in self._names.finditer(folded):
            name = match[1]
            if name not in self._everyday or self._meant(name, text, folded[match.end() :]):
                return self._slugs[name]
        return None

    def _meant(self, name: str, text: str, after: str) -> bool:
        """Whether an everyday word is meant as a name: "SAFE!" or "the willow project", not "am I safe"."""
        return any(form in text for form in self._written[name]) or bool(self._nouns.match(after.lstrip()))


def _record(path: Path) -> Record:
    record = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    full = record["name"]
    short = re.sub(r"\s*\(.*?\)", "", full).strip()
    # "Swan" of "Swan Unit", but not "Forced Marriage" of "Forced Marriage Unit": a single word is a name.
    bare = re.fullmatch(r"(\w+) (team|project|service|unit)", short, flags=re.IGNORECASE)
    return record["slug"], [full, short, *([bare[1]] if bare else []), *(record.get("other_names") or [])]


def _usable(name: str) -> bool:
    return len(name) >= SHORTEST_NAME and not name.isdigit()


def _any_of(patterns: Iterable[str], ending: str = "") -> re.Pattern[str]:
    """Whole words only, the longest first."""
    return re.compile(rf"\b({'|'.join(sorted(patterns, key=len, reverse=True))}){ending}(?!\w)")


def _folded(text: str) -> str:
    """Lower case, letters and digits and single spaces, so that "SAFE!" and "safe" meet."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", re.sub(r"['’]", "", text.lower())).split())
