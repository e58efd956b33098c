"""Settings are typed, and production refuses what is not safe there."""

from typing import Any

import pytest
from pydantic import ValidationError

from directory_api.settings import Settings

SAFE: dict[str, Any] = {"environment": "production", "database_url": "postgresql://directory@postgres/directory"}


def settings(**values: Any) -> Settings:
    return Settings(_env_file=None, **values)


def test_production_starts_with_safe_values_and_secure_cookies() -> None:
    assert settings(**SAFE).secure_cookies


def test_development_needs_no_settings_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "CHAT_RATE_LIMIT", "ENVIRONMENT", "PORT", "LOG_LEVEL", "COOKIE_SECURE"):
        monkeypatch.delenv(name, raising=False)
    plain = settings()
    assert plain.database_url.startswith("sqlite:///")
    assert not plain.secure_cookies


@pytest.mark.parametrize(
    ("unsafe", "told"),
    [
        ({"database_url": "sqlite:///directory.db"}, "SQLite"),
        ({"chat_rate_limit": "off"}, "CHAT_RATE_LIMIT is off"),
        ({"chat_rate_limit": " OFF "}, "CHAT_RATE_LIMIT is off"),
        ({"cookie_secure": False}, "COOKIE_SECURE is false"),
        ({"log_level": "debug"}, "LOG_LEVEL is DEBUG"),
    ],
)
def test_production_refuses_what_is_not_safe(unsafe: dict[str, Any], told: str) -> None:
    assert settings(**unsafe)
    with pytest.raises(ValidationError, match=told):
        settings(**(SAFE | unsafe))


def test_production_tells_every_unsafe_value_at_once() -> None:
    with pytest.raises(ValidationError, match=r"SQLite.*CHAT_RATE_LIMIT.*COOKIE_SECURE"):
        settings(environment="production", database_url="sqlite://", chat_rate_limit="off", cookie_secure=False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"port": 0},
        {"port": 70000},
        {"chat_rate_limit": "many"},
        {"rasa_url": "127.0.0.1:5005"},
        {"log_level": "loud"},
        {"environment": "staging"},
    ],
)
def test_a_value_that_makes_no_sense_stops_the_start(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        settings(**wrong)


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8123")
    monkeypatch.setenv("RASA_URL", "http://rasa:5005/")
    assert settings().port == 8123
    assert settings().rasa_url == "http://rasa:5005"
