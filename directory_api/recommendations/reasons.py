"""Turns the codes of eligibility rules into words for a card. The sentences are in wording.yml."""

from collections.abc import Iterable
from typing import Any

from directory_api.eligibility import Answer, Reason, Verdict
from directory_api.models import Service
from directory_api.person import ANY_CRIME
from directory_api.recommendations.for_some_people import FOR_SOME_PEOPLE
from directory_api.search.catalogue import Catalogue
from directory_api.wording import has_words, words

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
        group = FOR_SOME_PEOPLE.get(service.slug)
        for_group = [words("reasons", "for_some_people", people=group)] if group else []
        return for_group + [self.say(reason, service) for reason in found]

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
        if reason.code == "helps_with":
            return self._helps_with(reason.data["helped"])
        if reason.code == "covers":
            return self._covers(service)
        return words("reasons", reason.code, **values)

    def _helps_with(self, needs: list[str]) -> str:
        if needs == [ANY_CRIME]:
            return words("reasons", "helps_after_any_crime")
        phrases = [_need_phrase(self._catalogue, need) for need in self._catalogue.needs if need in needs]
        return words("reasons", "helps_with", needs=words("lists", "separator").join(phrases))

    def _covers(self, service: Service) -> str:
        if service.reach == "national":
            return words("reasons", "covers_country")
        return words("reasons", "covers", area=self._area_name or words("reasons", "thames_valley"))


def needs_words(catalogue: Catalogue, needs: Iterable[str]) -> str:
    """Return the names of needs in a row, in the order of the data."""
    wanted = set(needs)
    names = [_lower_first(need.name) for need in catalogue.needs.values() if need.id in wanted]
    return words("lists", "separator").join(names)


def _need_phrase(catalogue: Catalogue, need: str) -> str:
    """Return a need as it reads after "helps with", where its name does not."""
    if has_words("need_phrases", need):
        return words("need_phrases", need)
    return _lower_first(catalogue.needs[need].name)


def _lower_first(name: str) -> str:
    return name[0].lower() + name[1:]


def age_words(data: dict[str, Any] | Any) -> str:
    """Return an age rule in words: "ages 5 to 18", "ages 16 and over", "ages up to 18"."""
    minimum, maximum = data.get("minimum"), data.get("maximum")
    if minimum and maximum is not None:
        return words("ages", "between", minimum=minimum, maximum=maximum)
    if minimum:
        return words("ages", "from", minimum=minimum)
    return words("ages", "up_to", maximum=maximum) if maximum is not None else words("ages", "any")
