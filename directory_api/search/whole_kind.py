"""All documents of one kind in one piece of memory, for pages that take fifty of them from anywhere."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from directory_api.search.queries import whole_kind

Text = bytes | memoryview  # a document: JSON in UTF-8
Numbers = Sequence[int] | NDArray[np.integer[Any]]  # of records, in the order of their ids

MOST_BYTES = 96 * 2**20  # of one kind; more stay in the database


class WholeKind:
    """The texts of one kind, by number."""

    def __init__(self, texts: bytearray, starts: NDArray[np.int64], stops: NDArray[np.int64]) -> None:
        """Take all texts, and where each number's begins and ends: at the same place where it has none."""
        self._texts = memoryview(texts)
        self._starts, self._stops = starts, stops

    @classmethod
    def read(cls, connection: Connection, kind: str, ids: Sequence[str]) -> "WholeKind | None":
        """Read all documents of a kind, or None if they are too many to hold. An id's number is its place in `ids`."""
        numbers = {id_: number for number, id_ in enumerate(ids)}
        texts = bytearray()
        starts, stops = np.zeros((2, len(numbers)), dtype=np.int64)
        for row in whole_kind(connection, kind):
            number = numbers.get(row.id)
            if number is not None:
                starts[number] = len(texts)
                texts += row.body.encode()
                stops[number] = len(texts)
            if len(texts) > MOST_BYTES:
                return None
        return cls(texts, starts, stops)

    def at(self, numbers: Numbers) -> list[Text]:
        """Return the texts in the order of the numbers, without those that have none, as views: a page copies them."""
        texts, chosen = self._texts, np.asarray(numbers, dtype=np.intp)
        places = zip(self._starts[chosen].tolist(), self._stops[chosen].tolist(), strict=True)
        return [texts[start:stop] for start, stop in places if start < stop]
