"""Data with a fault is refused, with the file, the line and a sentence that says what is wrong."""

import dataclasses
import re
from pathlib import Path

import pytest
import yaml

from directory_api.data_pipeline.checks import ALL_CHECKS, cross_check
from directory_api.data_pipeline.dataset import SINGLE_FILES, Dataset, read_file
from directory_api.data_pipeline.problems import Problem
from directory_api.data_pipeline.records.reference import KnowledgeTopic
from directory_api.data_pipeline.records.service import Service
from tests.services_data.conftest import REAL_DATA

EXAMPLES = Path(__file__).parent / "broken_examples"
SERVICES = sorted((EXAMPLES / "services").glob("*.yml"))
EDITS = sorted((EXAMPLES / "edits").glob("*.yml"))
FIRST_LINE = re.compile(r"# Refused at line (\d+): (.+)")
# One change with several faults, as when services still name a need that is gone: the stated one is looked for.
KNOCK_ON = {
    "council-left-out",
    "emergency-number-differs",
    "need-of-our-own",
    "postcode-centroid-left-out",
    "postcode-district-given-twice",
    "provider-given-twice",
    "provider-of-nothing",
}


def names(paths: list[Path]) -> list[str]:
    return [path.stem for path in paths]


def with_service(dataset: Dataset, path: Path) -> tuple[Dataset | None, list[Problem]]:
    """The real data with one more service, as if the file stood in services/national."""
    entry, problems = read_file(path, Service)
    if entry is None:
        return None, problems
    in_place = dataclasses.replace(entry.file, path=REAL_DATA / "services" / "national" / path.name)
    entry = dataclasses.replace(entry, file=in_place)
    return dataclasses.replace(dataset, services=[*dataset.services, entry]), []


def with_edit(dataset: Dataset, edit: dict[str, str], folder: Path) -> tuple[Dataset | None, list[Problem]]:
    """The real data with one file changed."""
    relative = Path(edit["file"])
    original = (REAL_DATA / relative).read_text(encoding="utf-8")
    assert edit["find"] in original, "the real file no longer holds the text that this example changes"
    changed = folder / relative
    changed.parent.mkdir(parents=True, exist_ok=True)
    changed.write_text(original.replace(edit["find"], edit["with"], 1), encoding="utf-8")
    kind = relative.parts[0].removesuffix(".yml")
    entry, problems = read_file(changed, {"services": Service, "knowledge": KnowledgeTopic, **SINGLE_FILES}[kind])
    if entry is None:
        return None, problems
    if kind in SINGLE_FILES:
        return dataclasses.replace(dataset, **{kind: entry}), []
    others = [other for other in getattr(dataset, kind) if other.file.path != REAL_DATA / relative]
    return dataclasses.replace(dataset, **{kind: [*others, entry]}), []


def expected_of_edit(edit: dict[str, str], folder: Path) -> tuple[Path, int]:
    reported = edit.get("reported_in", edit["file"])
    text = (REAL_DATA / reported).read_text(encoding="utf-8")
    at = text.index(edit.get("line_of", edit["find"]))
    path = REAL_DATA / reported if "reported_in" in edit else folder / reported
    return path, text.count("\n", 0, at) + 1


@pytest.mark.parametrize("path", SERVICES, ids=names(SERVICES))
def test_a_broken_service_is_refused_with_its_line_and_reason(path: Path, dataset: Dataset) -> None:
    stated = FIRST_LINE.match(path.read_text(encoding="utf-8"))
    assert stated, "the first line must say where and how the file is refused"
    changed, problems = with_service(dataset, path)
    found = problems if changed is None else cross_check(changed)
    assert [(problem.path.name, problem.line, problem.message) for problem in found] == [
        (path.name, int(stated[1]), stated[2])
    ]


@pytest.mark.parametrize("path", EDITS, ids=names(EDITS))
def test_a_broken_edit_is_refused_with_its_line_and_reason(path: Path, dataset: Dataset, tmp_path: Path) -> None:
    edit = yaml.safe_load(path.read_text(encoding="utf-8"))
    changed, problems = with_edit(dataset, edit, tmp_path)
    found = problems if changed is None else cross_check(changed)
    assert Problem(*expected_of_edit(edit, tmp_path), edit["message"]) in found
    assert path.stem in KNOCK_ON or len(found) == 1, [str(problem) for problem in found]


def test_every_broken_example_has_a_message_of_its_own(dataset: Dataset) -> None:
    messages = [FIRST_LINE.match(path.read_text(encoding="utf-8"))[2] for path in SERVICES]
    messages += [yaml.safe_load(path.read_text(encoding="utf-8"))["message"] for path in EDITS]
    assert len(messages) >= 20
    assert len(set(messages)) == len(messages)


def test_every_rule_has_an_example_that_breaks_it(dataset: Dataset, tmp_path: Path) -> None:
    changed = [with_service(dataset, path)[0] for path in SERVICES]
    for path in EDITS:
        edit = yaml.safe_load(path.read_text(encoding="utf-8"))
        changed.append(with_edit(dataset, edit, tmp_path / path.stem)[0])
    complete = [one for one in changed if one is not None]
    never_broken = [rule.__name__ for rule in ALL_CHECKS if not any(list(rule(one)) for one in complete)]
    assert never_broken == []


def test_several_faults_in_one_file_are_all_reported(tmp_path: Path) -> None:
    path = tmp_path / "several.yml"
    path.write_text("slug: several\nstatus: maybe\nstars: 5\nstars: 4\n", encoding="utf-8")
    _, problems = read_file(path, Service)
    lines = {(problem.line, problem.message) for problem in problems}
    assert (4, "“stars” is given twice.") in lines
    assert (3, "“stars” is not a known field here. See services_data/README.md.") in lines
    assert (1, "“summary” is missing.") in lines
    assert any(line == 2 for line, _ in lines)
