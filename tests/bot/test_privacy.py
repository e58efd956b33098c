"""While a message is handled, a log record says where it came from and nothing of the message."""

import logging

import pytest

from channel import privacy

SECRET = "zanzibarquokka"


@pytest.fixture(autouse=True)
def own_factory() -> "object":
    before = logging.getLogRecordFactory()
    privacy.install()
    privacy.install()
    yield
    logging.setLogRecordFactory(before)


def test_words_arguments_and_exceptions_are_withheld_inside_only(caplog: pytest.LogCaptureFixture) -> None:
    log = logging.getLogger("some.library")
    log.setLevel(logging.DEBUG)
    with privacy.wordless_logs():
        log.debug("read %s", SECRET)
        log.warning(f"{SECRET} was odd")
        try:
            try:
                raise ValueError(SECRET)
            except ValueError as cause:
                raise RuntimeError(SECRET) from cause
        except RuntimeError:
            log.exception(SECRET)
    assert SECRET not in caplog.text
    assert "test_privacy:" in caplog.text
    assert "RuntimeError" in caplog.text
    assert "ValueError" in caplog.text
    log.warning("outside %s", "words")
    assert "outside words" in caplog.text
