"""Trains the guide's Rasa model, and only when something it is made from has changed."""

import hashlib
import os
import shutil
from pathlib import Path

from tools.bootstrap import BUILD
from tools.environments import BOT, GUIDE, prepare
from tools.steps import run_logged, step

MADE_FROM = (
    ".python-version",
    "requirements.txt",
    "config.yml",
    "domain",
    "data",
    "components",
    "conversation",
    "understanding",
)
# Without the messages of data/nlu/told: the guide's own component reads them, in seconds where Rasa takes a minute.
READ_BY_RASA = ("data/rules", *sorted(f"data/nlu/{path.name}" for path in (BOT / "data" / "nlu").glob("*.yml")))
MODELS = BOT / "models"
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TF_INTRA_OP_PARALLELISM_THREADS": "1",
    "TF_INTER_OP_PARALLELISM_THREADS": "1",
}


def sources(bot: Path) -> list[Path]:
    """Every file the model depends on, in a fixed order."""
    found = [path for name in MADE_FROM for path in (bot / name, *(bot / name).rglob("*"))]
    return sorted(path for path in found if path.is_file() and path.suffix != ".pyc")


def content_hash(bot: Path = BOT) -> str:
    """Twelve hex digits that change with the name or content of any source, and with nothing else."""
    digest = hashlib.sha256()
    for path in sources(bot):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(bot)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:12]


def current_model() -> Path:
    """Where the model of the present sources is, or will be."""
    return MODELS / f"guide-{content_hash()}.tar.gz"


def train_if_changed() -> Path:
    """Return the model of the present sources; trains it first if there is none. Raises SetupError if it cannot."""
    model = current_model()
    if model.exists():
        return model
    workshop = BUILD / "training"
    shutil.rmtree(workshop, ignore_errors=True)
    name = model.name.removesuffix(".tar.gz")
    with step("Trained the guide"):
        rasa = [
            GUIDE.python,
            "-m",
            "rasa",
            "train",
            "--config",
            "config.yml",
            "--domain",
            "domain",
            "--data",
            *READ_BY_RASA,
        ]
        # Rasa's own validation reads all data once more, half a minute: `make test` runs it as a check of its own.
        out = ["--skip-validation", "--out", workshop, "--fixed-model-name", name]
        run_logged([*rasa, *out], "train", {**os.environ, **QUIET}, BOT)
    MODELS.mkdir(exist_ok=True)
    (workshop / model.name).replace(model)
    for old in MODELS.glob("guide-*.tar.gz"):
        if old != model:
            old.unlink()
    return model


def main(_: list[str]) -> int:
    """`make train`."""
    prepare()
    print(train_if_changed().relative_to(BOT.parent))
    return 0
