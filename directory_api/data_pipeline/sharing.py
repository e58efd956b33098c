"""Work on thousands of items, shared between processes."""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence

WORTH_SHARING = 2_000  # items; below, starting processes takes longer than the work
AT_ONCE = 250  # items in one message between processes


def in_order[T, R](function: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """The function's result for each item, in order, from as many processes as there are processors.

    They are forked; where a system cannot fork, or for few items, this process does it all. The function stands in a
    module, and its results can be pickled. Its exceptions are raised here.
    """
    if len(items) < WORTH_SHARING or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(function, items)
        return
    with multiprocessing.get_context("fork").Pool(os.cpu_count(), initializer=gc.disable) as pool:
        yield from pool.imap(function, items, chunksize=AT_ONCE)
