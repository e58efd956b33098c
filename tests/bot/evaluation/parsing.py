"""A Rasa model asked what a message says, without its dialogue."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY
from rasa.utils.common import configure_logging_and_warnings
from rasa.utils.log_utils import configure_structlog

ERRORS = 40  # of Python's logging levels
FALLBACK = "nlu_fallback"
OUT_OF_SCOPE = "out_of_scope"


def parser_of(model: Path) -> Callable[[str], dict[str, Any]]:
    """Return what parses a message, as Rasa's address /model/parse does."""
    configure_logging_and_warnings(log_level=ERRORS, warn_only_once=True, filter_repeated_logs=True)
    configure_structlog(ERRORS)
    agent = Agent.load(str(model))
    return lambda text: asyncio.run(agent.parse_message(text))


def is_accepted(parsed: dict[str, Any]) -> bool:
    """Whether the message was taken for something that the guide is for."""
    return parsed[INTENT][INTENT_NAME_KEY] not in (OUT_OF_SCOPE, FALLBACK)
