"""What can be set from the environment or a `.env` file, in one typed class."""

from functools import cached_property
from pathlib import Path
from typing import Literal, Self

from limits import parse_many
from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

REPOSITORY = Path(__file__).resolve().parent.parent
RATE_LIMIT_OFF = "off"


class Settings(BaseSettings):
    """Every setting of the public web service.

    In production it refuses to start with: a SQLite database (one file cannot serve several copies of the service),
    the chat's rate limit off, a cookie that travels unencrypted, or debug logging.
    """

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    environment: Literal["development", "production"] = "development"
    port: int = Field(default=8000, ge=1, le=65535)
    database_url: str = f"sqlite:///{REPOSITORY / '.build' / 'directory.db'}"
    chat_rate_limit: str = "30/minute"  # as the `limits` library writes it, or "off" for load tests
    rasa_url: str = "http://127.0.0.1:5005"
    actions_url: str = "http://127.0.0.1:5055"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    cookie_secure: bool | None = None  # None: secure in production, plain http allowed in development

    @field_validator("log_level", mode="before")
    @classmethod
    def upper_case(cls, value: object) -> object:
        """`info` and `INFO` mean the same."""
        return value.upper() if isinstance(value, str) else value

    @field_validator("rasa_url", "actions_url")
    @classmethod
    def no_trailing_slash(cls, value: str) -> str:
        """Paths are added to these addresses, so they must not end in a slash."""
        if not value.startswith(("http://", "https://")):
            raise ValueError("must be an http address, such as http://127.0.0.1:5005")
        return value.rstrip("/")

    @field_validator("chat_rate_limit")
    @classmethod
    def readable_rate_limit(cls, value: str) -> str:
        """Refuse a limit that the `limits` library cannot read, at start rather than at the first message."""
        if value.strip().lower() == RATE_LIMIT_OFF:
            return RATE_LIMIT_OFF
        parse_many(value)
        return value

    @model_validator(mode="after")
    def safe_in_production(self) -> Self:
        """Collect every unsafe value, so that one start shows all of them."""
        if self.environment != "production":
            return self
        unsafe = {
            "DATABASE_URL is SQLite; use a PostgreSQL address": self.database_url.startswith("sqlite"),
            "CHAT_RATE_LIMIT is off": self.chat_rate_limit == RATE_LIMIT_OFF,
            "COOKIE_SECURE is false": self.cookie_secure is False,
            "LOG_LEVEL is DEBUG": self.log_level == "DEBUG",
        }
        found = [reason for reason, present in unsafe.items() if present]
        if found:
            raise ValueError("not safe in production: " + "; ".join(found))
        return self

    @cached_property
    def secure_cookies(self) -> bool:
        """Whether the conversation cookie may only travel over https."""
        return self.environment == "production" if self.cookie_secure is None else self.cookie_secure
