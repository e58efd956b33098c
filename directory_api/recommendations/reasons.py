"""Turns the codes of eligibility rules into words for a card. The sentences are in wording.yml."""

from collections.abc import Iterable
from typing import Any

from directory_api.eligibility import Answer, Reason, Verdict
from directory_api.models import Service
from directory_api.search.catalogue import Catalogue
from directory_api.wording import words

_WHY_CODES = (
    "helps_with",
    "helps_after_any_crime",
    "age_fits",
    "any_age",
    "for_worried_adults",
    "for_women",
    "for_men",
    "covers",
)


class ReasonWords:
    """Writes reasons out with the names of needs and areas."""

    def __init__(self, catalogue: Catalogue, area_name: str | None) -> None:
        self._catalogue = catalogue
        self._area_name = area_name

    def why(self, service: Service, answer: Answer) -> list[str]:
        """Return why a service fits: what it helps with, for whom, and where."""
        found = [reason for code in _WHY_CODES if (reason := answer.reason(code)) and reason.verdict is Verdict.YES]
        return [self.say(reason, service) for reason in found]

    def answer_reasons(self, service: Service, answer: Answer) -> list[str]:
        """Return what the answer rests on: for an ask what has to be asked, for a yes the rules that fit."""
        told = [one for one in answer.reasons if one.verdict is answer.verdict and not one.code.startswith("helps_")]
        return [self.say(reason, service) for reason in told]

    def why_not(self, service: Service, answer: Answer) -> str:
        """Return the reason that kept a near miss out: a no before an ask."""
        against = [one for one in answer.reasons if one.verdict is Verdict.NO] or [
            one for one in answer.reasons if not one.fits
        ]
        return self.say(against[0], service)

    def say(self, reason: Reason, service: Service) -> str:
        """Return the sentence of a reason."""
        values: dict[str, Any] = {"age_rule": age_words(reason.data), **reason.data}
        if "needs" in reason.data:
            values["needs"] = needs_words(self._catalogue, reason.data["needs"])
        if reason.code == "covers":
            return self._covers(service)
        return words("reasons", reason.code, **values)

    def _covers(self, service: Service) -> str:
        if service.reach == "national":
            return words("reasons", "covers_country")
        return words("reasons", "covers", area=self._area_name or words("reasons", "thames_valley"))


def needs_words(catalogue: Catalogue, needs: Iterable[str]) -> str:
    """Return the names of needs for the middle of a sentence, in the order of the data."""
    order = list(catalogue.needs)
    names = [catalogue.needs[need].name for need in sorted(needs, key=order.index)]
    return words("lists", "separator").join(name[0].lower() + name[1:] for name in names)


def age_words(data: dict[str, Any] | Any) -> str:
    """Return an age rule in words: "ages 5 to 18", "ages 16 and over", "ages up to 18"."""
    minimum, maximum = data.get("minimum"), data.get("maximum")
    if minimum and maximum is not None:
        return words("ages", "between", minimum=minimum, maximum=maximum)
    if minimum:
        return words("ages", "from", minimum=minimum)
    return words("ages", "up_to", maximum=maximum) if maximum is not None else words("ages", "any")
