"""Work shared between processes comes back in order, with its faults."""

import os

import pytest

from directory_api.data_pipeline import sharing
from directory_api.data_pipeline.sharing import in_order, in_processes


def test_results_come_in_order_whichever_process_made_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "WORTH_SHARING", 2)
    monkeypatch.setattr(sharing, "AT_ONCE", 3)
    assert list(in_order(lambda item: item * 2, range(20))) == list(range(0, 40, 2))


def test_other_processes_do_the_work() -> None:
    assert os.getpid() not in set(in_processes(lambda _part: os.getpid(), range(4)))


def test_what_a_process_raises_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(in_processes(lambda part: 1 // part, [1, 1, 0, 1]))


def test_a_process_that_is_ended_is_not_waited_for() -> None:
    with pytest.raises(EOFError):
        list(in_processes(lambda _part: os._exit(1), range(4)))


def test_large_results_arrive_whole_and_work_may_be_left_unfinished() -> None:
    results = in_processes(lambda part: bytes([part]) * 1_000_000, range(10))
    assert next(results) == bytes(1_000_000)
    results.close()  # type: ignore[attr-defined]
