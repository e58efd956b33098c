"""What stands in the log: a quiet service's every request, a busy one's number of them, and never a method made up."""

import logging

import pytest

from directory_api.request_log import RequestLog


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, logger="directory_api.request_log")
    return caplog


class Clock:
    """A performance counter that is moved by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr("directory_api.request_log.time.perf_counter", lambda: self.now)


def test_requests_alike_within_a_second_are_counted_for_the_next_line(
    told: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, log = Clock(monkeypatch), RequestLog()
    for took in (0.004, 0.030, 0.002):
        clock.now += 0.1
        log.answered("GET", "/x", 200, clock.now - took)
    clock.now += 2
    log.answered("GET", "/x", 200, clock.now - 0.005)
    clock.now += 2
    log.answered("GET", "/x", 200, clock.now - 0.006)
    assert told.messages == [
        "GET /x 200 4 ms",
        "GET /x 200 5 ms, 2 more since the last such line, slowest 30 ms",
        "GET /x 200 6 ms",
    ]


@pytest.mark.parametrize("other", [("POST", "/x", 200), ("GET", "/y", 200), ("GET", "/x", 500), ("GET", "/x", None)])
def test_another_kind_of_request_is_told_at_once(
    told: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, other: tuple[str, str, int | None]
) -> None:
    clock, log = Clock(monkeypatch), RequestLog()
    log.answered("GET", "/x", 200, clock.now)
    log.answered(*other, clock.now)
    assert told.messages[1] == f"{other[0]} {other[1]} {other[2]} 0 ms"


def test_a_method_that_nobody_knows_is_a_dash(told: pytest.LogCaptureFixture) -> None:
    log = RequestLog()
    log.answered("CANARY", "-", 405, 0.0)
    log.answered("CANARY2", "-", 405, 0.0)
    assert len(told.messages) == 1
    assert told.messages[0].startswith("- - 405 ")
