"""What several kinds of record share."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Certainty = Literal["high", "medium", "low"]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
NeedId = Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)*$")]
WebAddress = Annotated[str, Field(pattern=r"^https?://[^\s/]+\.[^\s]+$|^https?://[^\s/]+\.[a-z]+$")]
Text = Annotated[str, Field(min_length=1)]


def _from_iso_text(value: Any) -> date:
    if not isinstance(value, str):
        raise ValueError("a date is written as YYYY-MM-DD")
    return date.fromisoformat(value)


IsoDate = Annotated[date, BeforeValidator(_from_iso_text)]


class Record(BaseModel):
    """Base of all records: unknown keys refused, no silent conversion."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Source(Record):
    """A page that a fact was read on."""

    url: WebAddress
    title: Text
    stored_date: Text | None = None  # when the page was written or saved, as far as it can be told
    supports: Text
