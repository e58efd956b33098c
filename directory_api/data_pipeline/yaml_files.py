"""YAML read fast; and, where a fault is found, once more with the line of every value, so that it can be pointed at."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from directory_api.data_pipeline.problems import Problem

KeyPath = tuple[str | int, ...]
NextEvent = Callable[[], Any]

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Only null, true, false and plain numbers are read as such. YAML 1.1 would turn 17:00 into 1020, 0300 into 192, no into
# false and 2024-05-01 into a date. All stay text here.
_WORDS = {"true": True, "false": False, "null": None, "": None}
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?")


class _Loader(_Parser):  # type: ignore[misc]
    """The same rules for the careful reading, which knows tags besides."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|)$"), ["n", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$"), list("-0123456789")
)


class _UnusualError(Exception):
    """The file has something that the quick reading leaves to the careful one."""


@dataclass
class YamlFile:
    """A file's values, and on demand the line each stands on."""

    path: Path
    value: Any = None
    read_from: Path | None = None  # where it is not the path that problems name
    _lines: dict[KeyPath, int] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.read_from = self.read_from or self.path

    def line(self, where: KeyPath = ()) -> int:
        """The line of `where`, or of the nearest thing that holds it. Reads the file again the first time."""
        if not self._lines:
            self._lines = _CarefulReading(self.read_from or self.path).lines
        while where and where not in self._lines:
            where = where[:-1]
        return self._lines.get(where, 1)

    def problem(self, message: str, *where: str | int) -> Problem:
        """A problem at a place in this file."""
        return Problem(self.path, self.line(where), message)


def read_yaml(path: Path) -> tuple[YamlFile, list[Problem]]:
    """Read one file. Syntax errors and keys given twice come back as problems; the value is then None or partial."""
    try:
        return YamlFile(path, _quick_value(path.read_text(encoding="utf-8"))), []
    except (_UnusualError, yaml.YAMLError):
        careful = _CarefulReading(path)
        return YamlFile(path, careful.value, path, careful.lines), careful.problems


def quick_value(path: Path) -> Any:
    """The value of an ordinary document, or None where the file has to be read with care (read_yaml)."""
    try:
        return _quick_value(path.read_text(encoding="utf-8"))
    except (_UnusualError, yaml.YAMLError):
        return None


def _quick_value(text: str) -> Any:
    """The value of an ordinary document. Raises _UnusualError for anchors, tags, a key given twice or no document."""
    loader = _Parser(text)
    try:
        next_event = loader.get_event
        _expect(next_event, yaml.StreamStartEvent, yaml.DocumentStartEvent)
        value = _quick(next_event(), next_event)
        _expect(next_event, yaml.DocumentEndEvent, yaml.StreamEndEvent)
    finally:
        loader.dispose()
    return value


def _expect(next_event: NextEvent, *kinds: type[yaml.Event]) -> None:
    for kind in kinds:
        if type(next_event()) is not kind:
            raise _UnusualError


def _quick(event: Any, next_event: NextEvent) -> Any:
    kind = type(event)
    if kind is yaml.AliasEvent or event.anchor is not None or event.tag is not None:
        raise _UnusualError
    if kind is yaml.ScalarEvent:
        return _plain_value(event.value) if event.implicit[0] else event.value
    if kind is yaml.MappingStartEvent:
        values: dict[str, Any] = {}
        while type(key := next_event()) is yaml.ScalarEvent:
            if key.value in values:
                raise _UnusualError
            values[sys.intern(key.value)] = _quick(next_event(), next_event)  # one text for all files: quicker to send
        if type(key) is not yaml.MappingEndEvent:
            raise _UnusualError
        return values
    items = []
    while type(item := next_event()) is not yaml.SequenceEndEvent:
        items.append(_quick(item, next_event))
    return items


def _plain_value(text: str) -> Any:
    """What an unquoted scalar means: null, true, false and plain numbers as such, all else as text."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "-0123456789" and (number := _NUMBER.fullmatch(text)):
        return float(text) if number[1] else int(text)
    return text


class _CarefulReading:
    """A file read slowly: its value, the line of everything in it, and what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.value: Any = None
        self.lines: dict[KeyPath, int] = {}
        self.problems: list[Problem] = []
        self._loader = loader = _Loader(path.read_text(encoding="utf-8"))
        try:
            node = loader.get_single_node()
            if node is None:
                self._problem(1, "The file is empty.")
            else:
                self.value = self._build(node, ())
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            reason = getattr(error, "problem", None) or getattr(error, "reason", "it cannot be read")
            self._problem(mark.line + 1 if mark else 1, f"This is not valid YAML: {reason}.")
        finally:
            loader.dispose()

    def _problem(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.path, line, message))

    def _build(self, node: yaml.Node, where: KeyPath) -> Any:
        self.lines.setdefault(where, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._build_mapping(node, where)
        if isinstance(node, yaml.SequenceNode):
            return [self._build(item, (*where, index)) for index, item in enumerate(node.value)]
        return self._loader.construct_object(node)

    def _build_mapping(self, node: yaml.MappingNode, where: KeyPath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in values:
                self._problem(line, f"“{key}” is given twice.")
                continue
            self.lines[(*where, key)] = line
            values[key] = self._build(value_node, (*where, key))
        return values
