"""YAML read with the line of every value kept, so that a failure can point at it."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from directory_api.data_pipeline.problems import Problem

KeyPath = tuple[str | int, ...]

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Parser):  # type: ignore[misc]
    """Reads only null, true, false and plain numbers as such.

    YAML 1.1 would turn 17:00 into 1020, 0300 into 192, no into false and 2024-05-01 into a date. All stay text here.
    """

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|)$"), ["n", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$"), list("-0123456789")
)


@dataclass
class YamlFile:
    """A file's values and the line each stands on."""

    path: Path
    value: Any
    lines: dict[KeyPath, int]

    def line(self, where: KeyPath = ()) -> int:
        """The line of `where`, or of the nearest thing that holds it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def problem(self, message: str, *where: str | int) -> Problem:
        """A problem at a place in this file."""
        return Problem(self.path, self.line(where), message)


def read_yaml(path: Path) -> tuple[YamlFile, list[Problem]]:
    """Read one file. Syntax errors and keys given twice come back as problems; the value is then None or partial."""
    loader = _Loader(path.read_text(encoding="utf-8"))
    result = YamlFile(path, None, {})
    problems: list[Problem] = []
    try:
        node = loader.get_single_node()
        if node is None:
            problems.append(Problem(path, 1, "The file is empty."))
        else:
            result.value = _build(loader, node, (), result, problems)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problems.append(Problem(path, line, f"This is not valid YAML: {error.problem}."))
    finally:
        loader.dispose()
    return result, problems


def _build(loader: Any, node: yaml.Node, where: KeyPath, result: YamlFile, problems: list[Problem]) -> Any:
    result.lines.setdefault(where, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(loader, node, where, result, problems)
    if isinstance(node, yaml.SequenceNode):
        return [_build(loader, item, (*where, index), result, problems) for index, item in enumerate(node.value)]
    return loader.construct_object(node)


def _build_mapping(
    loader: Any, node: yaml.MappingNode, where: KeyPath, result: YamlFile, problems: list[Problem]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in values:
            problems.append(Problem(result.path, line, f"“{key}” is given twice."))
            continue
        result.lines[(*where, key)] = line
        values[key] = _build(loader, value_node, (*where, key), result, problems)
    return values
