"""Phone numbers: real ones, and never one that may not be published."""

from collections.abc import Iterator

from directory_api.data_pipeline.checks.common import repeated
from directory_api.data_pipeline.checks.shown_words import shown_texts
from directory_api.data_pipeline.dataset import Dataset
from directory_api.data_pipeline.problems import Problem
from directory_api.data_pipeline.uk_numbers import digits_of, is_uk_number

LONGEST_SHORT_CODE = 6  # shorter ones may turn up inside other numbers, so texts are not searched for them


def numbers_are_real(dataset: Dataset) -> Iterator[Problem]:
    """Digits and spaces that can be dialled in the United Kingdom."""
    for entry in dataset.services:
        contact = entry.record.contact
        for index, phone in enumerate(contact.phones):
            if not is_uk_number(phone.number):
                yield entry.problem(f"“{phone.number}” is not a UK phone number.", "contact", "phones", index, "number")
        if contact.text and contact.text.number and not is_uk_number(contact.text.number):
            yield entry.problem(f"“{contact.text.number}” is not a UK phone number.", "contact", "text", "number")
        for _, number in repeated((digits_of(phone.number), phone.type) for phone in contact.phones):
            yield entry.problem(f"The number {number[0]} is given twice.", "contact", "phones")


def withheld_numbers_say_why(dataset: Dataset) -> Iterator[Problem]:
    """publish: false has a reason; publish: true has none."""
    for entry in dataset.services:
        for index, phone in enumerate(entry.record.contact.phones):
            if phone.publish == bool(phone.why_not_published):
                wanted = "must not have" if phone.publish else "needs"
                yield entry.problem(
                    f"A number with publish: {str(phone.publish).lower()} {wanted} “why_not_published”.",
                    *("contact", "phones", index),
                )


def withheld_numbers_are_withheld_everywhere(dataset: Dataset) -> Iterator[Problem]:
    """A number that one record withholds is neither published by another nor written in any shown text."""
    withheld = _withheld(dataset)
    for entry in dataset.services:
        contact = entry.record.contact
        for index, phone in enumerate(contact.phones):
            owner = withheld.get(digits_of(phone.number))
            if phone.publish and owner:
                yield entry.problem(
                    f"{phone.number} is published here, but “{owner}” says it must not be.", "contact", "phones", index
                )
        if contact.text and (owner := withheld.get(digits_of(contact.text.number or "none"))):
            yield entry.problem(f"{contact.text.number} must not be published: see “{owner}”.", "contact", "text")
    long_ones = {digits: owner for digits, owner in withheld.items() if len(digits) > LONGEST_SHORT_CODE}
    lengths = {len(digits) for digits in long_ones}

    def found_in(text: str) -> set[str]:
        digits = digits_of(text)
        starts = ((start, length) for length in lengths for start in range(len(digits) - length + 1))
        return long_ones.keys() & {digits[start : start + length] for start, length in starts}

    for entry, text, where in shown_texts(dataset, found_in):
        for number in sorted(found_in(text)):
            yield entry.problem(f"This text shows a number that “{long_ones[number]}” withholds.", *where)


def _withheld(dataset: Dataset) -> dict[str, str]:
    return {
        digits_of(phone.number): entry.record.slug
        for entry in dataset.services
        for phone in entry.record.contact.phones
        if not phone.publish
    }


CHECKS = (numbers_are_real, withheld_numbers_say_why, withheld_numbers_are_withheld_everywhere)
