"""The report of an import: for people as text, for programs as JSON."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from directory_api.data_pipeline.importing.outcomes import Outcome, Result
from directory_api.data_pipeline.importing.reading import Feed
from directory_api.data_pipeline.importing.sentences import say, sections

MOST_NAMES = 40  # of areas, terms or gone records told by name


@dataclass(frozen=True)
class Report:
    """A result with what it is the result of. `problem`: why a feed was not read to its end."""

    source: str
    format: str
    feed: Feed
    result: Result
    trial: bool = False
    problem: str | None = None

    def write(self, path: Path) -> None:
        """Write it to a file: JSON if its name ends in .json, else text."""
        path.parent.mkdir(parents=True, exist_ok=True)
        as_json = path.suffix.casefold() == ".json"
        text = json.dumps(self.as_json(), ensure_ascii=False, indent=2) if as_json else "\n".join(self.lines())
        path.write_text(f"{text}\n", encoding="utf-8")

    def as_json(self) -> dict[str, Any]:
        """Everything in the report, by the names of sentences.yml."""
        result = self.result
        return {
            "source": self.source,
            "format": self.format,
            "publisher": self.feed.publisher,
            "date": self.feed.read_on.isoformat(),
            "written": result.written,
            "read_to_its_end": self.problem is None,
            "counts": {"records": len(result.outcomes), **result.counts()},
            "new_providers": result.new_providers,
            "coped_with": dict(result.coped().most_common()),
            "areas_not_mapped": dict(result.not_mapped("areas").most_common()),
            "terms_not_mapped": dict(result.not_mapped("terms").most_common()),
            "gone": result.gone,
            "records": [
                {
                    "position": outcome.position,
                    "id": outcome.id,
                    "name": outcome.name,
                    "outcome": outcome.outcome,
                    "why": outcome.why,
                    "file": outcome.file,
                    "coped_with": dict(+outcome.coping.counts),
                }
                for outcome in result.outcomes
            ],
        }

    def summary(self) -> Iterator[str]:
        """The whole in a few lines."""
        result, feed = self.result, self.feed
        head = {"feed": self.source, "format": self.format, "publisher": feed.publisher, "date": feed.read_on}
        yield say("report", "head", **head)
        if self.problem:
            yield say("report", "partial", problem=self.problem)
        yield say("report", "counts", records=f"{len(result.outcomes):,}", **result.counts())
        if result.new_providers:
            yield say("report", "new_providers", count=len(result.new_providers))
        assessed = [outcome for outcome in result.outcomes if outcome.coping.counts]
        if assessed and all(outcome.coping.counts["no_assured_date"] for outcome in assessed):
            yield say("report", "none_assured", records=f"{len(result.outcomes):,}")
        yield say("report", "policy_own" if feed.own_export else "policy")
        if self.trial:
            yield say("report", "would_write")
        elif not result.written:
            yield say("report", "nothing_written")

    def lines(self) -> Iterator[str]:
        """The summary, what was coped with, what was not mapped, then record by record."""
        yield from self.summary()
        if coped := +self.result.coped():
            yield ""
            yield say("report", "coped")
            yield from (f"  {count:,} {say('coped', kind)}" for kind, count in coped.most_common())
        for kind in ("areas", "terms"):
            if names := self.result.not_mapped(kind):
                yield ""
                yield f"{say('report', 'not_mapped')} {say('coped', f'{kind}_not_known')}"
                yield from (f"  {line}" for line in _most_common(names))
        if gone := self.result.gone:
            yield ""
            yield say("report", "gone", count=len(gone), names=", ".join(gone[:MOST_NAMES]))
        yield ""
        for outcome in self.result.outcomes:
            yield from _about(outcome)


def _most_common(names: Counter[str]) -> Iterator[str]:
    for name, count in names.most_common(MOST_NAMES):
        yield f"{count:,} × {name}"
    if len(names) > MOST_NAMES:
        yield say("report", "more", count=len(names) - MOST_NAMES)


def _about(outcome: Outcome) -> Iterator[str]:
    known = {"position": outcome.position, "name": outcome.name or "?", "id": outcome.id or "?"}
    yield say("report", "record", outcome=sections()["outcome"][outcome.outcome], **known)
    if outcome.file:
        yield f"   {outcome.file}"
    yield from (f"   {sentence}" for sentence in outcome.why)
    if counts := +outcome.coping.counts:
        faults = "; ".join(f"{count} {say('coped', kind)}" for kind, count in counts.items())
        yield f"   {say('why', 'reads', faults=faults)}"
