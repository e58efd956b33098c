"""One number in several records: it is withheld by all of them or by none, as the checks demand."""

from collections.abc import Iterable
from typing import Any

from directory_api.data_pipeline.checks.phones import LONGEST_SHORT_CODE
from directory_api.data_pipeline.checks.shown_words import shown_texts
from directory_api.data_pipeline.dataset import Dataset
from directory_api.data_pipeline.importing.phones import withheld
from directory_api.data_pipeline.importing.reading import Built
from directory_api.data_pipeline.records.service import Service
from directory_api.data_pipeline.uk_numbers import digits_of


def agree_on_numbers(built: list[Built], others: Iterable[Service], dataset: Dataset) -> None:
    """Settle each number of the new records.

    One that a record here withholds is withheld. One that would be withheld, but that somebody publishes or that stands
    in a shown text, is left out: whoever publishes it has it.
    """
    kept_back, published = _numbers_of(others)
    published |= {
        digits_of(phone["number"])
        for item in built
        for phone in _phones(item)
        if phone["publish"] and digits_of(phone["number"]) not in kept_back
    }
    shown = "|".join(digits_of(text) for _, text, _ in shown_texts(dataset))
    for item in built:
        settled = []
        for phone in _phones(item):
            digits = digits_of(phone["number"])
            if digits in kept_back:
                settled.append(withheld(phone, "elsewhere") if phone["publish"] else phone)
            elif phone["publish"] or not (digits in published or _is_shown(digits, shown)):
                settled.append(phone)
            else:
                item.coping.note("phones_elsewhere")
        if "phones" in item.fields["contact"]:
            item.fields["contact"]["phones"] = settled


def _numbers_of(services: Iterable[Service]) -> tuple[set[str], set[str]]:
    kept_back: set[str] = set()
    published: set[str] = set()
    for service in services:
        for phone in service.contact.phones:
            (published if phone.publish else kept_back).add(digits_of(phone.number))
        if service.contact.text and service.contact.text.number:
            published.add(digits_of(service.contact.text.number))
    return kept_back, published


def _is_shown(digits: str, shown: str) -> bool:
    return len(digits) > LONGEST_SHORT_CODE and digits in shown


def _phones(item: Built) -> list[dict[str, Any]]:
    phones: list[dict[str, Any]] = item.fields["contact"].get("phones", [])
    return phones
