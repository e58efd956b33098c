"""What a service says in words besides its description: cost, access, languages, and ages as a sentence."""

import re
from typing import Any

from directory_api.data_pipeline.importing.ages import Ages
from directory_api.data_pipeline.importing.coping import Coping
from directory_api.data_pipeline.importing.plain_text import ShownText
from directory_api.data_pipeline.importing.sentences import say
from directory_api.data_pipeline.importing.values import FeedRecord, items_of, number_of, object_of, text_of
from directory_api.wording import words

LANGUAGE_CODE = re.compile(r"^[a-z]{2,3}$")


def cost_of(record: FeedRecord, shown: ShownText) -> str | None:
    """What it costs: in words, or else its cost options one after the other."""
    if told := text_of(record, "fees_description", "fees"):
        return shown.fit(told)
    options = [_cost_option(row, shown.coping) for row in items_of(record, shown.coping, "cost_options")]
    return shown.fit("\n".join(filter(None, options)))


def _cost_option(row: FeedRecord, coping: Coping) -> str:
    amount = number_of(row.get("amount"), coping)
    money = None
    if amount is not None:
        money = say("record", "money", amount=f"{amount:.2f}".removesuffix(".00")) if amount else say("record", "free")
    parts = (text_of(row, "option"), money, text_of(row, "amount_description"))
    return ", ".join(part for part in parts if part)


def accessibility_of(record: FeedRecord, shown: ShownText) -> str | None:
    """What is said of access, of all places together."""
    rows = items_of(record, shown.coping, "x_accessibility", "accessibility", "accessibility_for_disabilities")
    for place in items_of(record, shown.coping, "service_at_locations", "locations"):
        location = object_of(place, shown.coping, "location") or place
        rows = [*rows, *items_of(location, shown.coping, "accessibility", "accessibility_for_disabilities")]
    told = dict.fromkeys(text for row in rows if (text := text_of(row, "description", "accessibility", "name")))
    return shown.fit("\n".join(told)) if told else None


def languages_of(record: FeedRecord, shown: ShownText) -> list[dict[str, Any]]:
    """The languages a service works in, each once."""
    found: dict[str, dict[str, Any]] = {}
    coping = shown.coping
    for row in items_of(record, coping, "languages"):
        code = (text_of(row, "code") or "").casefold()
        name = text_of(row, "name", "language") or code
        if not name or name.casefold() in found:
            coping.note("languages_left_out")
            continue
        note = shown.fit(text_of(row, "note"))
        fields = {"name": shown.name(name), "code": code if LANGUAGE_CODE.match(code) else None, "note": note}
        found[name.casefold()] = {key: value for key, value in fields.items() if value}
    return list(found.values())


def ages_in_words(ages: Ages) -> str:
    """An age rule as a sentence."""
    key = {(True, True): "between", (True, False): "from", (False, True): "up_to", (False, False): "any"}[
        ages.minimum is not None, ages.maximum is not None
    ]
    told = words("ages", key, minimum=ages.minimum, maximum=ages.maximum)
    return f"{told[0].upper()}{told[1:]}."
