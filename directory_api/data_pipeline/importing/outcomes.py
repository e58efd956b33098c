"""What became of each record of a feed."""

from collections import Counter
from dataclasses import dataclass, field

from directory_api.data_pipeline.importing.coping import Coping

OUTCOMES = ("taken", "changed", "unchanged", "kept", "refused", "ended")


@dataclass
class Outcome:
    """Of one record: its place in the feed (from 1), what was done with it, and why, in sentences."""

    position: int
    id: str
    name: str
    outcome: str
    why: list[str] = field(default_factory=list)
    file: str | None = None  # below the data's folder
    coping: Coping = field(default_factory=Coping)


@dataclass
class Result:
    """Of a whole import."""

    outcomes: list[Outcome] = field(default_factory=list)
    new_providers: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)  # slugs from this publisher that its feed no longer has
    written: bool = False

    def counts(self) -> dict[str, int]:
        """How many records had each outcome."""
        counted = Counter(outcome.outcome for outcome in self.outcomes)
        return {outcome: counted[outcome] for outcome in OUTCOMES}

    def coped(self) -> Counter[str]:
        """How often each kind of fault was coped with, over all records, refused ones too."""
        return sum((outcome.coping.counts for outcome in self.outcomes), Counter())

    def not_mapped(self, kind: str) -> Counter[str]:
        """Areas or terms that are none of ours, with the number of records that name them."""
        names: Counter[str] = Counter()
        for outcome in self.outcomes:
            listed = outcome.coping.areas_not_known if kind == "areas" else outcome.coping.terms_not_known
            names.update(set(listed))
        return names
