"""While a message is being handled, nothing that is logged anywhere in this process may carry its words.

Rasa logs message text at DEBUG in many places and quotes it in some errors. Instead of a list of places to silence,
every log record made during a message is reduced to code: where it was logged, and for an error the kinds of
exception and the lines they came from.
"""

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

_handling: ContextVar[bool] = ContextVar("handling_a_message", default=False)
LAST_FRAMES = 4


@contextmanager
def wordless_logs() -> Iterator[None]:
    """Everything logged inside, also by tasks started inside, is stripped of its words."""
    token = _handling.set(True)
    try:
        yield
    finally:
        _handling.reset(token)


def install() -> None:
    """Wrap the process's log record factory. Safe to call again."""
    make_record = logging.getLogRecordFactory()
    if getattr(make_record, "strips_words", False):
        return

    def factory(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = make_record(*args, **kwargs)
        return _stripped(record) if _handling.get() else record

    factory.strips_words = True  # type: ignore[attr-defined]
    logging.setLogRecordFactory(factory)


def trail(error: BaseException | None) -> str:
    """What broke and where, the cause last: kinds and lines of code, never an exception's own words."""
    steps = []
    while error is not None:
        frames = traceback.extract_tb(error.__traceback__)[-LAST_FRAMES:]
        lines = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
        steps.append(f"{type(error).__name__} ({lines})")
        error = error.__cause__ or error.__context__
    return " from ".join(steps)


def _stripped(record: logging.LogRecord) -> logging.LogRecord:
    error = record.exc_info[1] if record.exc_info else None
    record.msg = f"{record.module}:{record.lineno} (words withheld while a message is handled) {trail(error)}".strip()
    record.args, record.exc_info, record.exc_text, record.stack_info = (), None, None, None
    return record
