"""What had to be put up with while a feed was read, counted by kind and told for each record."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Coping:
    """Of one record: how often each kind of fault was met, and the names of what could not be mapped."""

    counts: Counter[str] = field(default_factory=Counter)
    areas_not_known: list[str] = field(default_factory=list)
    terms_not_known: list[str] = field(default_factory=list)
    _seen: set[tuple[str, int]] = field(default_factory=set, repr=False)

    def note(self, kind: str, times: int = 1) -> None:
        """Count a fault. `kind` names a sentence under `coped` in sentences.yml."""
        self.counts[kind] += times

    def note_once(self, kind: str, value: object) -> None:
        """Count a fault of one value, however often the value is read."""
        if (kind, id(value)) not in self._seen:
            self._seen.add((kind, id(value)))
            self.note(kind)

    @property
    def kinds(self) -> list[str]:
        """The kinds met, in the order they were met."""
        return list(self.counts)
