"""What the guide is measured against: the pipeline of `rasa init`, taught the same messages, their danger as intent.

It goes over the messages ten times, not a hundred: a hundred would take two cores some five hours, ten took 49
minutes. It is trained once for a state of the training data and kept under .build.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import yaml
from rasa.model_training import train_nlu
from rasa.shared.nlu.constants import INTENT_NAME_KEY, INTENT_RANKING_KEY

from tests.bot.evaluation.parsing import FALLBACK, parser_of
from tests.bot.evaluation.sets import labelled_training_messages
from understanding.reading import Reading

ROUNDS = 10
KEPT = Path(__file__).resolve().parents[3] / ".build" / "stock-pipeline"


def stock_reader() -> Callable[[str], Reading]:
    """Return a reader that knows danger by Rasa's stock pipeline. Trains it if the training messages changed."""
    parse = parser_of(_model())

    def read(text: str) -> Reading:
        """The fallback names no danger; what the pipeline was least unsure of does."""
        ranked = (one[INTENT_NAME_KEY] for one in parse(text)[INTENT_RANKING_KEY])
        return Reading(danger=next(name for name in ranked if name != FALLBACK))

    return read


def _model() -> Path:
    by_danger: dict[str, list[str]] = defaultdict(list)
    for text, danger in labelled_training_messages():
        by_danger[danger].append(" ".join(text.split()))
    nlu = [
        {"intent": danger, "examples": [{"text": text} for text in texts]}
        for danger, texts in sorted(by_danger.items())
    ]
    taught = yaml.safe_dump({"version": "3.1", "nlu": nlu}, allow_unicode=True)
    model = KEPT / f"stock-{hashlib.sha256((taught + _config()).encode()).hexdigest()[:12]}.tar.gz"
    if not model.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        (KEPT / "nlu.yml").write_text(taught, encoding="utf-8")
        (KEPT / "config.yml").write_text(_config(), encoding="utf-8")
        train_nlu(str(KEPT / "config.yml"), str(KEPT / "nlu.yml"), str(KEPT), fixed_model_name=model.name)
        for old in set(KEPT.glob("stock-*.tar.gz")) - {model}:
            old.unlink()
    return model


def _config() -> str:
    """The pipeline that `rasa init` gives, without the selector of ready answers, which reads no danger."""
    default = yaml.safe_load((files("rasa.engine.recipes.config_files") / "default_config.yml").read_text("utf-8"))
    default["pipeline"] = [step for step in default["pipeline"] if step["name"] != "ResponseSelector"]
    for step in default["pipeline"]:
        if "epochs" in step:
            step["epochs"] = ROUNDS
    return yaml.safe_dump({name: default[name] for name in ("recipe", "assistant_id", "language", "pipeline")})
