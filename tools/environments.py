"""The project's two Python worlds: the web service and tests on 3.12, the guide on 3.10."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.bootstrap import BUILD, REPOSITORY, Environment, alone, fingerprint, install, is_installed
from tools.steps import step


def python_version(folder: Path) -> str:
    """What the folder's `.python-version` asks for; pyenv and uv read the same file."""
    return (folder / ".python-version").read_text().strip()


BOT = REPOSITORY / "bot"
WEB = Environment(
    REPOSITORY / ".venv", python_version(REPOSITORY), REPOSITORY / "tests" / "requirements.txt", REPOSITORY
)
GUIDE = Environment(BOT / ".venv", python_version(BOT), REPOSITORY / "tests" / "bot" / "requirements.txt", BOT)


def prepare() -> None:
    """Bring both to what their lock files say, at the same time."""
    BUILD.mkdir(exist_ok=True)
    missing = [
        environment
        for environment in (WEB, GUIDE)
        if not is_installed(environment.folder, fingerprint(environment.lock, environment.python_version))
    ]
    if not missing:
        return
    versions = " and ".join(environment.python_version for environment in missing)
    with step(f"Installed what it needs (Python {versions})"), alone(), ThreadPoolExecutor() as pool:
        list(pool.map(install, missing))


def main(_: list[str]) -> int:
    """`make setup`: both environments and nothing else."""
    prepare()
    return 0
