"""Runs pytest in each Python world and adds up what happened."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self
from xml.etree import ElementTree

from tools.bootstrap import BUILD, REPOSITORY, Environment
from tools.environments import GUIDE, WEB
from tools.guide_model import QUIET

REPORTS = BUILD / "reports"
NO_TESTS_COLLECTED = 5
PYTEST_WORKED = (0, 1)  # all passed; some failed, which the counts tell


@dataclass
class Counts:
    """How many tests passed, failed (or could not start) and were skipped, and why those were."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    reasons: dict[str, int] = field(default_factory=dict)

    def add(self, other: Self) -> None:
        """Take in another suite's counts."""
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        for reason, count in other.reasons.items():
            self.reasons[reason] = self.reasons.get(reason, 0) + count

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def read_report(report: ElementTree.Element) -> Counts:
    """Counts from pytest's JUnit report."""
    counts = Counts()
    for case in report.iter("testcase"):
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            counts.failed += 1
        elif skipped is not None:
            counts.add(Counts(skipped=1, reasons={skipped.get("message", "no reason given"): 1}))
        else:
            counts.passed += 1
    return counts


def run_suite(name: str, environment: Environment, arguments: Sequence[str]) -> Counts:
    """Run the tests that belong to one environment, their output on the screen as they go."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    report = REPORTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    print(f"\n{name}", flush=True)
    command = [str(environment.python), "-m", "pytest", "-q", f"--junitxml={report}", *arguments]
    code = subprocess.run(command, cwd=REPOSITORY, env={**os.environ, **QUIET}).returncode
    if code == NO_TESTS_COLLECTED:
        return Counts()
    counts = read_report(ElementTree.parse(report).getroot()) if report.exists() else Counts()  # noqa: S314 - our own file
    if code not in PYTEST_WORKED or (code and not counts.failed):
        counts.failed += 1
    return counts


def run_suites(arguments: Sequence[str]) -> Counts:
    """Both worlds, the quick one first."""
    total = Counts()
    total.add(run_suite("guide (Python 3.10)", GUIDE, arguments))
    total.add(run_suite("everything else (Python 3.12)", WEB, arguments))
    return total


def closing_lines(counts: Counts) -> str:
    """What was skipped and why, then the one line of counts that everybody reads."""
    skipped = [f"  skipped {count}: {reason}" for reason, count in sorted(counts.reasons.items())]
    return "\n".join(["", *skipped, str(counts)])
