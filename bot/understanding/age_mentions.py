"""The numbers of a message that may be ages, with the signs by which a judge weighs each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from understanding.age_numbers import Numbered
from understanding.mentions import AGE, WRITERS_AGE, Judges, Signs, words_around

WRITER = "writer"
OTHER = "other"
ADULT_AGE = 18
SCHOOL_YEAR = "s0"
MOST_COUNTED = 3
# Up to which age each band goes. Children of one school, those who are almost grown, and the old are told of alike.
_BANDS = (3, 6, 9, 12, 15, 17, 19, 24, 39, 64, 110)

Ages = dict[int, int]  # position of a number → years


@dataclass(frozen=True)
class AgeFound:
    """age: whole years, 0-110. is_of: "writer" or "other"; None with an age when only the number was said."""

    age: int | None = None
    is_of: str | None = None


@dataclass(frozen=True)
class AgeMention:
    """A number that may be an age. age: whole years. found: it is what the rules found, whose `is_of` then says.

    known_for_something_else: the rules know that it counts or names another thing.
    """

    age: int
    signs: Signs
    found: bool = False
    is_of: str | None = None
    known_for_something_else: bool = False


def likeliest(mentions: Sequence[AgeMention], judges: Judges, enough: float) -> AgeFound:
    """The likeliest of the ages; none where not even that one is likely `enough`, 0-1.

    What only the rules can find: the age of a grown-up other than the writer, since it may be that of one who does harm
    and would lead a child to a service for adults; and a number that they know for something else ("16 missed calls").
    """
    likely, best, writers = max(
        (
            (judges[AGE].likely(one.signs), one, judges[WRITERS_AGE].likely(one.signs) >= 0.5)
            for one in mentions
            if one.found or not one.known_for_something_else
        ),
        key=lambda weighed: weighed[0],
        default=(0.0, None, False),
    )
    if best is None or likely < enough or (best.age >= ADULT_AGE and not best.found and not writers):
        return AgeFound()
    return AgeFound(best.age, best.is_of or (WRITER if writers else OTHER))


def mentions_of(
    line: Numbered, ages: Mapping[str, Ages], found: AgeFound, groups: Mapping[str, Set[int]], said: Iterable[str]
) -> Iterator[AgeMention]:
    """Every number of `line` that may be an age.

    ages: the numbers in each role. found: what the rules make of them all. groups: numbers that the word lists name,
    by a name of the group. said: signs of the whole message.
    """
    roles = {at: (role, age) for role, numbers in reversed(ages.items()) for at, age in numbers.items()}
    everywhere = [*said, f"ages {min(len(set(line.ages.values())), MOST_COUNTED)}"]
    clauses = line.clause_starts | {len(line.words)}
    for nth, (at, number) in enumerate(sorted(line.ages.items())):
        kind = line.words[at]
        earlier = at in groups["not yet"] and kind != SCHOOL_YEAR
        role, age = roles.get(at, ("none", number - earlier))
        rules = "this" if found.age == age else "none" if found.age is None else "another"
        band = next(band for band in _BANDS if number <= band)
        stands = f"{'begins' if at in clauses else ''} {'ends' if at + 1 in clauses else ''}"
        named = [name for name, numbers in groups.items() if at in numbers]
        signs = [
            f"kind {kind}", f"to {band}", f"{kind} to {band}", f"as {role}", f"as {role} to {band}", *named,
            f"number {min(nth, MOST_COUNTED)}", f"rules {rules}", f"rules {rules} as {role} {named}",
            f"clause {stands}", f"clause {stands} to {band}", *(f"{sign} as {role}" for sign in said),
        ]  # fmt: skip
        around = words_around(line.words, at, line.words)
        this = rules == "this"
        yield AgeMention(
            age,
            frozenset((*signs, *everywhere, *around)),
            found=this,
            is_of=found.is_of if this else None,
            known_for_something_else=at in groups["no age"],
        )
