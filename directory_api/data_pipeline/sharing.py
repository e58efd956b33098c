"""Work on thousands of items, shared between processes."""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import Any

WORTH_SHARING = 2_000  # items; below, starting processes takes longer than the work
AT_ONCE = 250  # items in one message between processes


def in_order[T, R](function: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """The function's result for each item, in order; for thousands of items from all processors."""
    if len(items) < WORTH_SHARING:
        yield from map(function, items)
        return
    parts = [items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE)]
    for results in in_processes(lambda part: [function(item) for item in part], parts):
        yield from results


def in_processes[T, R](function: Callable[[T], R], parts: Sequence[T]) -> Iterator[R]:
    """The function's result for each part, in order, from as many processes as there are processors.

    They are forked, so they have all at hand that this process has, and only results are sent, which can be pickled;
    where a system cannot fork, this process does it all. The function's exceptions are raised here. A process that
    was ended from outside raises EOFError.

    A pool of `multiprocessing` is not used: its threads keep a processor busy while a large result is on its way.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        yield from map(function, parts)
        return
    context = multiprocessing.get_context("fork")
    count = os.cpu_count() or 1
    readers, processes = [], []
    try:
        for number in range(count):
            reader, writer = context.Pipe(duplex=False)
            process = context.Process(target=_work, args=(function, parts[number::count], reader, writer), daemon=True)
            process.start()
            writer.close()
            readers.append(reader)
            processes.append(process)
        for number in range(len(parts)):
            result, error = readers[number % count].recv()
            if error:
                raise error
            yield result
    finally:
        for reader in readers:
            reader.close()
        for process in processes:
            process.terminate()
            process.join()


def _work(function: Callable[[Any], Any], parts: Sequence[Any], reader: Connection, writer: Connection) -> None:
    """Send (result, None) for each part, or (None, exception) for the first that fails."""
    reader.close()  # so that this process ends when nobody else reads
    gc.disable()
    try:
        for part in parts:
            writer.send((function(part), None))
    except BrokenPipeError:
        return
    except Exception as error:  # raised again by whoever waits for the result
        writer.send((None, error))
