"""The messages of danger_messages.yml, as rows for tests."""

from pathlib import Path
from typing import Any

import yaml

_HERE = Path(__file__).parent
_MESSAGES: dict[str, Any] = yaml.safe_load((_HERE / "danger_messages.yml").read_text(encoding="utf-8"))

LEVELS = ("immediate_danger", "self_harm", "disclosure")

# (message, level) of the prompts published in tests of other guides, and of ways people put them.
PUBLISHED = [
    (text, prompt["level"]) for prompt in _MESSAGES["published"] for text in [prompt["prompt"], *prompt["paraphrases"]]
]
TOLD = [(text, level) for level in LEVELS for text in _MESSAGES[level]]
HARMLESS: list[str] = _MESSAGES["none"]
