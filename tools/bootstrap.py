"""First step of every `make` verb: needs nothing but Python 3.9 or newer, and is quick when all is in place.

Installs uv into `.build/uv`, makes the tools' own environment `.build/tools` (Python 3.12), and hands over to
`python -m tools VERB …` in it. Every package comes from a lock file with hashes.
"""

from __future__ import annotations  # an older Python then gets as far as the message that says what is needed

import contextlib
import fcntl
import hashlib
import os
import ssl
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn

REPOSITORY = Path(__file__).resolve().parent.parent
BUILD = REPOSITORY / ".build"
LOGS = BUILD / "logs"
UV_HOME = BUILD / "uv"
UV = UV_HOME / "bin" / "uv"
UV_LOCK = REPOSITORY / "tools" / "uv.txt"
STAMP = ".installed"  # inside an environment: what was installed into it


class SetupError(Exception):
    """Something the person at the keyboard has to put right; the message says what."""


class Environment(NamedTuple):
    """A virtual environment, the Python it is for and the lock file it is made from."""

    folder: Path
    python_version: str
    lock: Path
    works_in: Path  # its .python-version is what pyenv goes by

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"


TOOLS = Environment(BUILD / "tools", "3.12", REPOSITORY / "tools" / "requirements.txt", REPOSITORY)


def fingerprint(lock: Path, python_version: str) -> str:
    """Changes when the locked packages or the Python do. A file's date says nothing: git sets it anew."""
    return hashlib.sha256(python_version.encode() + lock.read_bytes()).hexdigest()


def is_installed(folder: Path, wanted: str) -> bool:
    """Whether `folder` was made from exactly this lock file and its interpreter is still there."""
    stamp = folder / STAMP
    return stamp.is_file() and stamp.read_text() == wanted and (folder / "bin" / "python").exists()


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let one `make` at a time install; a second one waits."""
    BUILD.mkdir(exist_ok=True)
    LOGS.mkdir(exist_ok=True)
    with (BUILD / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def call(command: list[object], log: Path, **options: object) -> None:
    """Run one command to its end, its output in `log`; raises SetupError that shows the last of it."""
    with log.open("ab") as output:
        done = subprocess.run([str(part) for part in command], stdout=output, stderr=output, **options)  # type: ignore
    if done.returncode:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
        raise SetupError(f"This failed: {' '.join(map(str, command))}\n{tail}\nAll of it: {log}")


def install_uv() -> None:
    """Put uv where only this project sees it."""
    wanted = fingerprint(UV_LOCK, sys.version)
    if is_installed(UV_HOME, wanted):
        return
    try:
        venv.create(UV_HOME, clear=True, with_pip=True)
    except subprocess.CalledProcessError:
        raise SetupError("This Python makes no environments. On Debian or Ubuntu: apt install python3-venv") from None
    pip = [UV_HOME / "bin" / "python", "-m", "pip", "install", "--disable-pip-version-check"]
    call([*pip, "--require-hashes", "-r", UV_LOCK], LOGS / "setup-uv.log")
    (UV_HOME / STAMP).write_text(wanted)


def uv_settings() -> dict:
    """The environment for uv, so that it reaches what pip reaches.

    Of pip's settings it reads none: the certificates and the index are passed on. Like pip it then trusts what the
    system trusts (an office's own certificate, for example), where the system has such a list at all.
    """
    settings = dict(os.environ)
    trusted = ssl.get_default_verify_paths()
    if trusted.cafile or trusted.capath:
        settings.setdefault("UV_SYSTEM_CERTS", "true")
    if "PIP_CERT" in settings:
        settings.setdefault("SSL_CERT_FILE", settings["PIP_CERT"])
    if "PIP_INDEX_URL" in settings:
        settings.setdefault("UV_DEFAULT_INDEX", settings["PIP_INDEX_URL"])
    settings.pop("VIRTUAL_ENV", None)
    return settings


def pyenv_python(version: str) -> Path | None:
    """Newest interpreter of that version that pyenv installed: its shims work only where a version is chosen."""
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    found = [path for path in root.glob(f"versions/{version}.*/bin/python{version}") if path.parts[-3].count(".") == 2]
    return max(found, key=lambda path: int(path.parts[-3].rsplit(".", 1)[1]), default=None)


def make_empty(environment: Environment, log: Path) -> None:
    """Make the environment with an interpreter found on this machine, else with one that uv can download."""
    make = [UV, "venv", "--no-project", "--clear", environment.folder, "--python"]
    here = pyenv_python(environment.python_version)
    attempts: list[list[object]] = [[environment.python_version, "--no-python-downloads"]]
    attempts += [[here]] if here else []
    attempts += [[environment.python_version]]
    for attempt in attempts:
        with contextlib.suppress(SetupError):
            call([*make, *attempt], log, cwd=environment.works_in, env=uv_settings())
            return
    raise SetupError(
        f"Python {environment.python_version} was not found, and uv could not download it (its attempts: {log}).\n"
        f"Install it, for example with: pyenv install {environment.python_version}"
    )


def has_right_python(environment: Environment) -> bool:
    """Whether the environment is there, with an interpreter that still exists and is of the wanted version."""
    about = environment.folder / "pyvenv.cfg"
    wanted = f"version_info = {environment.python_version}."
    return environment.python.exists() and about.is_file() and wanted in about.read_text()


def install(environment: Environment) -> None:
    """Bring one environment to exactly what its lock file says. Quick if it is there already."""
    wanted = fingerprint(environment.lock, environment.python_version)
    if is_installed(environment.folder, wanted):
        return
    log = LOGS / f"setup-{environment.lock.parent.name}.log"
    log.unlink(missing_ok=True)
    if not has_right_python(environment):
        make_empty(environment, log)
    (environment.folder / STAMP).unlink(missing_ok=True)
    sync = [UV, "pip", "sync", "--require-hashes", "--python", environment.python, environment.lock]
    call(sync, log, cwd=REPOSITORY, env=uv_settings())
    (environment.folder / STAMP).write_text(wanted)


def main() -> NoReturn:
    """Set the tools up and become `python -m tools VERB …`; ends if whoever started this is gone by then."""
    if sys.version_info < (3, 9):  # noqa: UP036 - the first Python found may be older than the project's
        sys.exit("Python 3.9 or newer is needed to start; the project brings its own 3.10 and 3.12 from there.")
    parent = os.getppid()
    try:
        with alone():
            install_uv()
            install(TOOLS)
    except SetupError as error:
        sys.exit(str(error))
    if os.getppid() != parent:
        sys.exit("stopped: the program that started this is gone")
    os.chdir(REPOSITORY)
    os.execv(TOOLS.python, [str(TOOLS.python), "-m", "tools", *sys.argv[1:]])


if __name__ == "__main__":
    main()
