"""Records as the text of files, and files put in place whole or not at all.

A file that import wrote begins with a line that holds a hash of all that follows. As long as it is right, nobody has
touched the file, and the next import may write it again. Whoever changes the file, or takes the line out, owns it.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from directory_api.data_pipeline.importing.sentences import say

WIDTH = 120  # characters of a line
HASH_LETTERS = 16
PART = ".part"  # ends the name of a file that is not in place yet, so that nothing reads it as a record


class _Dumper(yaml.SafeDumper):
    """Writes coordinates plainly: 0.00001 and not 1e-05, which our reader takes for text. Lists stand in."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent the items of a list under its name."""
        super().increase_indent(flow, False)


def _plain_float(dumper: yaml.SafeDumper, value: float) -> yaml.ScalarNode:
    text = f"{value:.6f}".rstrip("0")
    return dumper.represent_scalar("tag:yaml.org,2002:float", text + "0" if text.endswith(".") else text)


_Dumper.add_representer(float, _plain_float)


def record_text(fields: Mapping[str, Any]) -> str:
    """A record as YAML, in the order of its fields."""
    return yaml.dump(dict(fields), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)


def file_text(body: str) -> str:
    """The text of a file that import writes: the line with the hash, then the record."""
    return f"{_marker(body)}\n{body}"


def is_untouched(text: str) -> bool:
    """Whether a file is as import wrote it."""
    first, _, body = text.partition("\n")
    return first == _marker(body)


def _marker(body: str) -> str:
    fingerprint = hashlib.sha256(body.encode("utf-8")).hexdigest()[:HASH_LETTERS]
    return f"# {say('record', 'marker', fingerprint=fingerprint)}"


def provider_text(fields: Mapping[str, Any]) -> str:
    """One entry to be put at the end of providers.yml."""
    lines = yaml.dump([dict(fields)], Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH - 2)
    return "\n".join(f"  {line}" for line in lines.splitlines())


class Staging:
    """Files written to one side; `put_in_place` then renames them all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: dict[Path, Path] = {}
        self._written = 0

    def write(self, target: Path, text: str) -> Path:
        """Write what is to stand at `target`; returns where it stands for now."""
        self._written += 1
        staged = self._folder / f"{self._written}{PART}"
        with staged.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        self._waiting[target] = staged
        return staged

    def drop(self, target: Path) -> None:
        """Forget a file that is not to be put in place after all."""
        self._waiting.pop(target, None)

    def put_in_place(self) -> None:
        """Rename every file to its place. Each is there whole or as it was before."""
        for target, staged in self._waiting.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(staged, target)
        self._waiting.clear()


@contextmanager
def staging(root: Path) -> Iterator[Staging]:
    """A folder beside the data, on the same disk so that renaming is one step, and gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=".import-", dir=root) as folder:
        yield Staging(Path(folder))
