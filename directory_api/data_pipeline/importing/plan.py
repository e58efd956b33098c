"""Which records of a feed may be put beside those we have, so that the data as a whole breaks no rule.

The records are judged together with all the data, by the very checks that `check` runs. A record that would break a
rule is refused alone. What a person has written, reviewed or changed is never overwritten.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from directory_api.data_pipeline.checks import cross_check
from directory_api.data_pipeline.dataset import Dataset, Entry, read_file
from directory_api.data_pipeline.importing.outcomes import Outcome, Result
from directory_api.data_pipeline.importing.reading import Built, NotTaken, Reading
from directory_api.data_pipeline.importing.sentences import say
from directory_api.data_pipeline.importing.service import build
from directory_api.data_pipeline.importing.shared_numbers import agree_on_numbers
from directory_api.data_pipeline.importing.text_files import (
    Staging,
    file_text,
    is_untouched,
    provider_text,
    record_text,
)
from directory_api.data_pipeline.importing.what_differs import differences, published_differences
from directory_api.data_pipeline.problems import DataRefusedError, Problem
from directory_api.data_pipeline.records.reference import ProvidersFile
from directory_api.data_pipeline.records.service import Service

PROVIDERS = "providers.yml"


@dataclass(eq=False)
class Candidate:
    """A record on its way to its file."""

    built: Built
    target: Path
    outcome: Outcome
    entry: Entry[Service]


@dataclass
class Plan:
    """One import into one folder of data. Nothing is in place before the staging's `put_in_place`."""

    dataset: Dataset
    reading: Reading
    staging: Staging
    result: Result = field(default_factory=Result)

    def __post_init__(self) -> None:
        self._targets: dict[Path, int] = {}
        self._by_slug = {entry.record.slug: entry for entry in self.dataset.services}
        self._by_origin = {
            (entry.record.origin.publisher, entry.record.origin.id): entry
            for entry in self.dataset.services
            if entry.record.origin
        }

    def run(self, records: Iterable[Any]) -> Result:
        """Judge every record and stage the files of those that may be taken."""
        built = list(self._built(records))
        agree_on_numbers(built, self._others(built), self.dataset)
        candidates = [candidate for item in built if (candidate := self._candidate(item))]
        self._judge_together(candidates)
        self.result.outcomes.sort(key=lambda outcome: outcome.position)
        return self.result

    def note_gone(self) -> None:
        """Tell which records of this publisher the feed, read to its end, no longer has."""
        publisher = self.reading.feed.publisher
        seen = {outcome.id for outcome in self.result.outcomes}
        self.result.gone = sorted(
            entry.record.slug
            for (owner, id_), entry in self._by_origin.items()
            if owner == publisher and id_ not in seen
        )

    def _built(self, records: Iterable[Any]) -> Iterator[Built]:
        """Each record once; the ones that cannot be taken are told at once."""
        seen: dict[str, tuple[int, Any]] = {}
        for position, raw in enumerate(records, start=1):
            try:
                built = build(raw, position, self.reading)
                earlier = seen.setdefault(built.id, (position, raw))
                if earlier[0] != position:
                    raise NotTaken("repeated" if earlier[1] == raw else "same_id_again", position=earlier[0])
            except NotTaken as reason:
                fields = raw if isinstance(raw, Mapping) else {}
                id_, name = (str(fields.get(key) or "") for key in ("id", "name"))
                self._tell(Outcome(position, id_, name, "refused", [say("why", reason.reason, **reason.values)]))
                continue
            if built.deleted:
                known = (self.reading.feed.publisher, built.id) in self._by_origin
                why = say("why", "ended" if known else "ended_unknown")
                self._tell(Outcome(position, built.id, built.name, "ended", [why], coping=built.coping))
            else:
                yield built

    def _tell(self, outcome: Outcome) -> None:
        self.result.outcomes.append(outcome)

    def _existing(self, built: Built) -> Entry[Service] | None:
        """The record here that this one is: by its id in the feed, or by its slug."""
        return self._by_origin.get((self.reading.feed.publisher, built.id)) or self._by_slug.get(built.slug)

    def _others(self, built: list[Built]) -> list[Service]:
        """The records here that this import will not write."""
        written = {id(entry) for item in built if (entry := self._existing(item)) and _is_imports(entry)}
        return [entry.record for entry in self.dataset.services if id(entry) not in written]

    def _candidate(self, built: Built) -> Candidate | None:
        existing = self._existing(built)
        fields = {**built.fields, "slug": existing.record.slug} if existing else built.fields
        folder = self.dataset.folder / "services"
        target = existing.file.path if existing else folder / built.folder / f"{built.slug}.yml"
        outcome = Outcome(built.position, built.id, built.name, "taken", coping=built.coping)
        outcome.file = target.relative_to(self.dataset.folder).as_posix()
        self._tell(outcome)
        if target in self._targets:
            outcome.outcome, outcome.file = "refused", None
            outcome.why.append(say("why", "same_id_again", position=self._targets[target]))
            return None
        self._targets[target] = built.position
        staged = self.staging.write(target, file_text(record_text(fields)))
        entry, problems = read_file(staged, Service)
        if entry is None:
            self._refuse(outcome, target, "not_readable", problems)
            return None
        if existing is not None and not self._may_overwrite(existing, entry.record, outcome):
            self.staging.drop(target)
            return None
        return Candidate(built, target, outcome, replace(entry, file=replace(entry.file, path=target)))

    def _may_overwrite(self, existing: Entry[Service], new: Service, outcome: Outcome) -> bool:
        untouched = _is_imports(existing)
        changed = (differences if untouched else published_differences)(existing.record, new)
        if not changed:
            outcome.outcome = "unchanged"
        elif not untouched:
            outcome.outcome = "kept"
            outcome.why.append(say("why", "written_here", fields=", ".join(changed)))
        else:
            outcome.outcome = "changed"
            outcome.why.append(say("why", "changed_fields", fields=", ".join(changed)))
        return outcome.outcome == "changed"

    def _judge_together(self, candidates: list[Candidate]) -> None:
        """Refuse what breaks a rule, one round after another, until the rest can stand beside what we have."""
        before = {(problem.path, problem.message) for problem in cross_check(self.dataset)}
        while True:
            problems = [
                problem
                for problem in cross_check(self._with(candidates))
                if (problem.path, problem.message) not in before
            ]
            by_path: dict[Path, list[Problem]] = {}
            for problem in problems:
                by_path.setdefault(problem.path, []).append(problem)
            refused = [candidate for candidate in candidates if candidate.target in by_path]
            if not refused:
                break
            for candidate in refused:
                self._refuse(candidate.outcome, candidate.target, "breaks_a_rule", by_path[candidate.target])
            candidates = [candidate for candidate in candidates if candidate not in refused]
        if problems:
            raise DataRefusedError(problems)

    def _with(self, candidates: list[Candidate]) -> Dataset:
        """The data as it would be, with the new providers that its services name."""
        replaced = {candidate.target for candidate in candidates}
        services = [entry for entry in self.dataset.services if entry.file.path not in replaced]
        services += [candidate.entry for candidate in candidates]
        used = {entry.record.organization for entry in services}
        new = [fields for slug, fields in self.reading.organizations.new.items() if slug in used]
        self.result.new_providers = [fields["slug"] for fields in new]
        providers = self.dataset.providers
        path = self.dataset.folder / PROVIDERS
        self.staging.drop(path)
        if new:
            text = path.read_text(encoding="utf-8").rstrip("\n")
            staged = self.staging.write(path, "\n\n".join([text, *map(provider_text, new)]) + "\n")
            entry, problems = read_file(staged, ProvidersFile)
            if entry is None:
                raise DataRefusedError(problems)
            providers = replace(entry, file=replace(entry.file, path=path))
        return replace(self.dataset, services=services, providers=providers)

    def _refuse(self, outcome: Outcome, target: Path, reason: str, problems: list[Problem]) -> None:
        self.staging.drop(target)
        outcome.outcome, outcome.file = "refused", None
        outcome.why = [say("why", reason, problem=problem.message) for problem in problems]


def _is_imports(entry: Entry[Service]) -> bool:
    """Whether import may write the file again: nobody has touched it."""
    return is_untouched(entry.file.path.read_text(encoding="utf-8"))
