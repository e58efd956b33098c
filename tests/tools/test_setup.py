"""What `make` decides before anything starts: what is there, what must be made again, what a person must change."""

import os
import socket
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.throwaway_servers import free_port
from tools import settings as run_settings
from tools.bootstrap import STAMP, SetupError, fingerprint, is_installed
from tools.guide_model import content_hash
from tools.proof.suites import Counts, closing_lines, read_report
from tools.run.ports import check_ports
from tools.settings import RunSettings


@pytest.fixture
def environment(tmp_path: Path) -> tuple[Path, Path]:
    """A folder that was made from a lock file, and that lock file."""
    folder, lock = tmp_path / "environment", tmp_path / "requirements.txt"
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").touch()
    lock.write_text("one==1.0 --hash=sha256:aa\n")
    (folder / STAMP).write_text(fingerprint(lock, "3.12"))
    return folder, lock


def test_an_environment_is_kept_when_only_the_date_of_its_lock_changes(environment: tuple[Path, Path]) -> None:
    folder, lock = environment
    os.utime(lock, (0, 0))
    assert is_installed(folder, fingerprint(lock, "3.12"))


def test_an_environment_is_made_again_when_its_lock_its_python_or_its_interpreter_changes(
    environment: tuple[Path, Path],
) -> None:
    folder, lock = environment
    assert not is_installed(folder, fingerprint(lock, "3.13"))
    (folder / "bin" / "python").unlink()
    assert not is_installed(folder, fingerprint(lock, "3.12"))
    (folder / "bin" / "python").touch()
    lock.write_text("one==1.1 --hash=sha256:bb\n")
    assert not is_installed(folder, fingerprint(lock, "3.12"))


@pytest.fixture
def bot(tmp_path: Path) -> Path:
    """A little guide."""
    for name, text in {"config.yml": "a", "data/nlu/x.yml": "b", "understanding/words.yml": "c", "README": "d"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_the_guide_is_not_trained_again_for_a_new_date_or_for_what_it_is_not_made_from(bot: Path) -> None:
    before = content_hash(bot)
    os.utime(bot / "config.yml", (0, 0))
    (bot / "README").write_text("changed")
    (bot / "understanding" / "x.pyc").write_text("compiled")
    assert content_hash(bot) == before


@pytest.mark.parametrize("name", ["config.yml", "data/nlu/x.yml", "understanding/words.yml", "data/nlu/new.yml"])
def test_the_guide_is_trained_again_when_a_source_changes(bot: Path, name: str) -> None:
    before = content_hash(bot)
    (bot / name).write_text("changed")
    assert content_hash(bot) != before


def run_with(port: int, rasa_port: int) -> RunSettings:
    """Settings of which only the ports matter."""
    return RunSettings(port, rasa_port, free_port(), Path(), {})


def test_a_taken_port_is_named_with_the_setting_that_changes_it() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(SetupError, match=rf"Port {taken} is taken.* Set PORT "):
            check_ports(run_with(taken, free_port()))
        with pytest.raises(SetupError, match=rf"Port {taken} is taken.* Set RASA_PORT "):
            check_ports(run_with(free_port(), taken))


def test_two_parts_on_one_port_are_refused() -> None:
    with pytest.raises(SetupError, match="must differ"):
        check_ports(run_with(8000, 8000))


def test_the_environment_wins_over_the_file_and_addresses_follow_the_ports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("PORT=9001\nRASA_PORT=9002\nCHAT_RATE_LIMIT=\n")
    monkeypatch.setattr(run_settings, "REPOSITORY", tmp_path)
    for name in ("RASA_PORT", "ACTIONS_PORT", "RASA_URL", "DIRECTORY_URL", "CHAT_RATE_LIMIT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PORT", "9003")
    settings = RunSettings.read()
    assert (settings.port, settings.rasa_port, settings.actions_port) == (9003, 9002, 5055)
    assert settings.environment["DIRECTORY_URL"] == "http://127.0.0.1:9003"
    assert settings.environment["RASA_URL"] == "http://127.0.0.1:9002"
    assert "CHAT_RATE_LIMIT" not in settings.environment, "an empty line means: as if it were not there"


@pytest.mark.parametrize("written", ["eighty", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused_by_name(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", written)
    with pytest.raises(SetupError, match=f"PORT={written} is not a port"):
        RunSettings.read()


def test_the_closing_line_counts_errors_as_failures_and_names_what_was_skipped() -> None:
    report = ElementTree.fromstring(
        "<testsuites><testsuite>"
        "<testcase name='a'/><testcase name='b'><failure/></testcase><testcase name='c'><error/></testcase>"
        "<testcase name='d'><skipped message='no redis'/></testcase>"
        "<testcase name='e'><skipped message='no redis'/></testcase>"
        "</testsuite></testsuites>"
    )
    total = Counts(passed=10)
    total.add(read_report(report))
    assert closing_lines(total).splitlines() == ["", "  skipped 2: no redis", "11 passed, 2 failed, 2 skipped"]
