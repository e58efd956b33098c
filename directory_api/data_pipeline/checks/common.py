"""Small helps that several checks share."""

from collections.abc import Hashable, Iterable, Iterator


def repeated[T: Hashable](items: Iterable[T]) -> Iterator[tuple[int, T]]:
    """Each item that came before, with its place in the list."""
    seen: set[T] = set()
    for index, item in enumerate(items):
        if item in seen:
            yield index, item
        seen.add(item)
