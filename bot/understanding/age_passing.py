"""Ages given in passing: "with his mates, at 13", "me being 14", "told him im 14"; and whether a school year is now."""

from collections.abc import Callable, Container, Set

from understanding.age_numbers import PLURAL, Numbered
from understanding.phrases import Phrases

YOUNGEST_IN_PASSING = 13  # "at 8" may be a time of day
OLDEST_TOLD = 15  # "i told him im 14" is true; who says 18 may well be younger

_SPEAKER = frozenset(("i", "me", "my", "myself", "you", "nobody", "noone", "am"))
_THIRD = frozenset(("she", "he", "her", "his", "him", "they", "them", "their", "hers"))
_NAMED = ("person_own", "person_some", "person_friend", "person_sibling", "person_grown")


def in_passing(phrases: Phrases, line: Numbered, taken: Set[int]) -> set[int]:
    """Where ages stand that no sentence of their own gives; `taken` are numbers that are told otherwise."""
    young = _positions(phrases, line, "aside_young")
    begins = _positions(phrases, line, "aside_start") & line.clause_starts
    then = in_one_clause(phrases, line, "then") - _positions(phrases, line, "aside_surely")
    return {
        at
        for at in (_positions(phrases, line, "aside") | young | begins) - then - taken
        if line.words[at] == "n0" and (line.ages[at] >= YOUNGEST_IN_PASSING or at in young)
    }


def means_the_writer(phrases: Phrases, line: Numbered, at: int) -> bool:
    """Whether an age in passing is the writer's: they speak on, or spoke of themselves last."""
    if line.words[at - 1] == "being" and line.words[at - 2] in _THIRD:
        return False
    if not _SPEAKER.isdisjoint(line.words[at + 1 : at + 2]):
        return True
    spoken = [place for place in range(at) if line.words[place] in _SPEAKER or line.words[place] in _THIRD]
    named = [end for group in _NAMED for _, end in phrases.found(line.walk, group) if end <= at]
    if spoken and spoken[-1] >= max(named, default=0):
        return line.words[spoken[-1]] in _SPEAKER
    if named:
        return False
    return at + 1 in line.clause_starts or _THIRD.isdisjoint(line.words[at + 1 : at + 2])


def told_truly(phrases: Phrases, line: Numbered) -> set[int]:
    """The writer's age as told to somebody, where it is young enough to be no lie."""
    ages = {line.ages[at] for at in _positions(phrases, line, "told_truly")}
    return ages if ages and max(ages) <= OLDEST_TOLD else set()


def with_birthdays(phrases: Phrases, line: Numbered, not_ages: Callable[[Numbered], Set[int]]) -> Numbered:
    """With the age itself for the school year it stands beside: "year 7, well 12 now"."""
    ages = dict(line.ages)
    for start, end in phrases.found(line.walk, "year_and_age"):
        if start in ages and ages.get(end - 1, 0) - ages[start] == 1 and end - 1 not in not_ages(line):
            ages[start] = ages[end - 1]
    return Numbered(line.words, ages, line.clause_starts) if ages != line.ages else line


def school_year_now(line: Numbered, at: int, is_in: Container[str]) -> bool:
    """Whether the school year at word `at` is somebody's now: not "in year 9 he hit me", nor "the year 9s".

    `is_in` are words after which "in year 9" tells where somebody is.
    """
    if line.words[at + 1 : at + 2] == (PLURAL,):
        return False
    before = line.words[max(at - 2, 0) : at]
    return before[-1:] != ("in",) or at - 1 in line.clause_starts or before[0] in is_in


def in_one_clause(phrases: Phrases, line: Numbered, group: str) -> set[int]:
    """Where numbers stand in a group's matches that no comma or stop cuts through."""
    spans = [
        span for span in phrases.found(line.walk, group) if line.clause_starts.isdisjoint(range(span[0] + 1, span[1]))
    ]
    return {at for span in spans for at in range(*span) if at in line.ages}


def _positions(phrases: Phrases, line: Numbered, group: str) -> set[int]:
    return {at for span in phrases.found(line.walk, group) for at in range(*span) if at in line.ages}
