"""All documents of one kind in one piece of memory, for pages that take fifty of them from anywhere."""

from array import array
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from directory_api.search.queries import whole_kind

Text = bytes | memoryview  # a document: JSON in UTF-8

MOST_BYTES = 96 * 2**20  # of one kind; more stay in the database


class WholeKind:
    """The texts of one kind, by number."""

    def __init__(self, texts: bytearray, ends: Sequence[int], places: Sequence[int]) -> None:
        self._texts = memoryview(texts)
        self._ends = array("q", [0, *ends])
        self._places = array("l", places)  # of each number in the texts, -1 where it has none

    @classmethod
    def read(cls, connection: Connection, kind: str, ids: Sequence[str]) -> "WholeKind | None":
        """Read all documents of a kind, or None if they are too many to hold. An id's number is its place in `ids`."""
        numbers = {id_: number for number, id_ in enumerate(ids)}
        texts, ends, places = bytearray(), list[int](), [-1] * len(numbers)
        for row in whole_kind(connection, kind):
            if row.id in numbers:
                places[numbers[row.id]] = len(ends)
                texts += row.body.encode()
                ends.append(len(texts))
            if len(texts) > MOST_BYTES:
                return None
        return cls(texts, ends, places)

    def at(self, numbers: Iterable[int]) -> list[Text]:
        """Return the texts in the order of the numbers, without those that have none, as views: a page copies them."""
        texts, ends = self._texts, self._ends
        places = [self._places[number] for number in numbers]
        return [texts[ends[place] : ends[place + 1]] for place in places if place >= 0]
