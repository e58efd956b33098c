"""All documents of one kind in one piece of memory, for pages that take fifty of them from anywhere."""

from array import array
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from directory_api.search.queries import whole_kind

MOST_BYTES = 96 * 2**20  # of one kind; more stay in the database


class WholeKind:
    """The texts of one kind, by id."""

    def __init__(
        self, numbers: Mapping[str, int], texts: bytearray, ends: Sequence[int], places: Sequence[int]
    ) -> None:
        self._numbers = numbers
        self._texts = memoryview(texts)
        self._ends = array("q", [0, *ends])
        self._places = array("l", places)  # of each number in the texts, -1 where it has none

    @classmethod
    def read(cls, connection: Connection, kind: str, numbers: Mapping[str, int]) -> "WholeKind | None":
        """Read all documents of a kind, or None if they are too many to hold. `numbers` gives each id its own."""
        texts, ends, places = bytearray(), list[int](), [-1] * len(numbers)
        for row in whole_kind(connection, kind):
            if row.id in numbers:
                places[numbers[row.id]] = len(ends)
                texts += row.body.encode()
                ends.append(len(texts))
            if len(texts) > MOST_BYTES:
                return None
        return cls(numbers, texts, ends, places)

    def get(self, ids: Sequence[str]) -> list[bytes]:
        """Return the texts in the order of the ids, without those that have none."""
        texts, ends = self._texts, self._ends
        places = [self._places[self._numbers[one]] for one in ids if one in self._numbers]
        return [bytes(texts[ends[place] : ends[place + 1]]) for place in places if place >= 0]
