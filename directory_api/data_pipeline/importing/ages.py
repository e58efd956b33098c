"""Ages out of numbers and words: "16+", "13 to 19", "under 18", "All ages".

Ages of a foreign feed are never `stated`: many systems write 0 and 100 where nobody said anything, and only a stated
age may turn a person away. Whoever reviews the record makes them so.
"""

import re
from typing import Any, NamedTuple

from directory_api.data_pipeline.importing.coping import Coping
from directory_api.data_pipeline.importing.values import FeedRecord, items_of, number_of, text_of

NO_OLDEST = 99  # an oldest age from here on means that there is none
YEARS = r"\s*(?:years?|yrs?|y/?o|year[- ]olds?)?(?:\s+of\s+age|\s+olds?)?"
DASH = re.compile(r"\s*[–—−]\s*")
IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
ALL_AGES = re.compile(r"\b(?:all|any) ages?\b|\bno age (?:limit|restriction)s?\b|\beveryone\b|\bany age\b")
NO_AGE = r"(?!\s*(?:%|weeks?|days?|months?|hours?|sessions?|people|families|miles?|,?\d))"  # other things are counted
RANGE = re.compile(rf"(\d{{1,3}}){YEARS}\s*(?:-|to|until|and|through)\s*(\d{{1,3}}){NO_AGE}")
RANGE_SAID = re.compile(
    rf"\b(?:age[ds]?|ages:|between|from)[:\s]+(?:of\s+)?{RANGE.pattern}"
    rf"|{RANGE.pattern}\s*(?:years?|yrs?|y/?o)\b"
)
FROM = re.compile(
    rf"\b(\d{{1,3}})(?:{YEARS}\s*\+|{YEARS}\s*(?:and|or|&)\s*(?:over|above|older|up|upwards)\b)"
    rf"|\b(?:over|aged?|ages?)\s+(\d{{1,3}})s?{YEARS}\s*(?:and|or)\s*(?:over|above|older|up|upwards)\b"
    rf"|\bover\s+(?:the\s+age\s+of\s+)?(\d{{1,3}})(?:'?s)?\b{NO_AGE}"
    rf"|\b(?:from)\s+(?:the\s+)?(?:age\s+(?:of\s+)?)(\d{{1,3}})\b"
)
UNDER = re.compile(rf"\b(?:under|below|younger than)\s+(?:the\s+age\s+of\s+)?(\d{{1,3}})(?:'?s)?\b{NO_AGE}")
UP_TO = re.compile(
    rf"\bup to\s+(?:the\s+)?(?:age\s+(?:of\s+)?)?(\d{{1,3}}){NO_AGE}"
    rf"|\b(\d{{1,3}}){YEARS}\s*(?:and|or)\s*(?:under|younger|below)\b"
)
BIRTHDAY = re.compile(r"\b(?:until|till|up to)\s+(?:their\s+|the\s+|your\s+)?(\d{1,2})(?:st|nd|rd|th)\s+birthday\b")
ADULTS = re.compile(r"(?:for\s+)?adults?(?:\s+only)?\.?")
ADULT = 18


class Ages(NamedTuple):
    """Youngest and oldest in whole years, both inclusive; None is no limit. `found`: the feed says something."""

    minimum: int | None = None
    maximum: int | None = None
    found: bool = False


NOT_FOUND = Ages()


def ages_of(record: FeedRecord, coping: Coping) -> Ages:
    """What a service says about ages: its own fields, then its eligibility, then the words of either."""
    sources = [record, *items_of(record, coping, "eligibilities")]
    limits = [limit for source in sources if (limit := _of_fields(source, coping)).found]
    if limits:
        return _in_order(_widest(limits), coping)
    for source in sources:
        for name in ("eligibility_description", "eligibility", "name"):
            words = text_of(source, name) if not (name == "name" and source is record) else None
            if words and (ages := ages_in(words)).found:
                coping.note("ages_as_text")
                return _in_order(ages, coping)
    return NOT_FOUND


def ages_in(text: str) -> Ages:
    """The first age rule that a text states in words. A text that is nothing else need not say "age"."""
    folded = DASH.sub("-", text.casefold().strip())
    if span := RANGE_SAID.search(folded) or RANGE.fullmatch(IN_BRACKETS.sub("", folded).rstrip(". ")):
        low, high = (int(figure) for figure in span.groups() if figure)
        return Ages(low, high, True)
    if birthday := BIRTHDAY.search(folded):
        return Ages(None, int(birthday[1]) - 1, True)
    if youngest := FROM.search(folded):
        return Ages(_figure(youngest), None, True)
    if limit := UNDER.search(folded):
        return Ages(None, int(limit[1]) - 1, True)
    if oldest := UP_TO.search(folded):
        return Ages(None, _figure(oldest), True)
    if ADULTS.fullmatch(folded):
        return Ages(ADULT, None, True)
    return Ages(found=True) if ALL_AGES.search(folded) else NOT_FOUND


def _figure(match: re.Match[str]) -> int:
    return next(int(figure) for figure in match.groups() if figure)


def _of_fields(source: FeedRecord, coping: Coping) -> Ages:
    low = _one(source.get("minimum_age"), coping, "minimum")
    high = _one(source.get("maximum_age"), coping, "maximum")
    minimum = low.minimum if low.minimum is not None else high.minimum
    maximum = high.maximum if high.maximum is not None else low.maximum
    return Ages(minimum, maximum, low.found or high.found)


def _one(value: Any, coping: Coping, end: str) -> Ages:
    number = number_of(value, coping)
    if number is not None:
        return _limit(int(number), end)
    if isinstance(value, str) and (ages := ages_in(value)).found:
        coping.note("ages_as_text")
        return ages
    if isinstance(value, str) and (figure := re.match(r"\s*(\d{1,3})\b", value)):
        coping.note("ages_as_text")
        return _limit(int(figure[1]), end)
    return NOT_FOUND


def _limit(figure: int, end: str) -> Ages:
    return Ages(figure, None, True) if end == "minimum" else Ages(None, figure, True)


def _widest(limits: list[Ages]) -> Ages:
    """Several rules together let in whoever one of them lets in."""
    lows, highs = [limit.minimum for limit in limits], [limit.maximum for limit in limits]
    low = None if None in lows else min(low for low in lows if low is not None)
    high = None if None in highs else max(high for high in highs if high is not None)
    return Ages(low, high, True)


def _in_order(ages: Ages, coping: Coping) -> Ages:
    low = ages.minimum if ages.minimum else None  # nobody is younger than 0
    high = ages.maximum if ages.maximum is not None and ages.maximum < NO_OLDEST else None
    impossible = (low is not None and not 0 < low <= NO_OLDEST) or (high is not None and high < (low or 0))
    if impossible:
        coping.note("ages_impossible")
        return NOT_FOUND
    return Ages(low, high, True)
