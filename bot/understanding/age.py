"""The age a message gives, and whose it is: the writer's, or that of the person to be helped.

The age of a partner, a parent or whoever does harm is never taken. Doubt gives None: a wrong age leads to a wrong
service.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from understanding.age_languages import LanguageAges
from understanding.age_mentions import ADULT_AGE, OTHER, WRITER, AgeFound, AgeMention, Ages, likeliest, mentions_of
from understanding.age_numbers import Numbered, Numbers
from understanding.age_passing import (
    in_one_clause,
    in_passing,
    means_the_writer,
    school_year_now,
    told_truly,
    with_birthdays,
)
from understanding.mentions import FEWEST_WORDS, Judges
from understanding.normalise import Message
from understanding.phrases import Phrases
from understanding.spelling import Spelling
from understanding.thresholds import Thresholds
from understanding.word_lists import word_list

FRAIL_AGE = 75  # a relative so old is hardly the one who does harm
YOUNGEST_OPENING = 8  # "15, slough" opens with an age; "3. he follows me" may be a list
YOUNGEST_BARE = 5  # "2" alone may mean the second button

# Role of a number → the groups of patterns that give it; the surest role first.
_ROLES = {
    "writer": ("writer", "writer_surely", "writer_born", "birthday_writer"),
    "own": ("own",),
    "friends": ("friends",),
    "siblings": ("siblings",),
    "grown": ("grown",),
    "some": ("some",),
    "offender": (),
    "pronoun": ("pronoun",),
    "unclear": ("unclear",),
}
# Whom "she" can stand for → the group that names them.
_PERSONS = {
    "own": "person_own",
    "some": "person_some",
    "friends": "person_friend",
    "siblings": "person_sibling",
    "grown": "person_grown",
    "offender": "person_offender",
}
_WHOSE = {"she": "her", "he": "his"}  # "her teacher ... she is 61" is not about the teacher
# Groups that are a sign for or against any number of the message.
_SAID = ("hurts_me", "hurts_them", "uses_me", "shows_me", "harmed_anyone", "made_up", "names_another", "names_writer")
_SIGNS = ("plus", "percent")  # 18+, 15%: the sign begins a clause of its own


class AgeReader:
    """Reads ages. Build it once with `load`."""

    def __init__(self, today: Callable[[], date], enough: float) -> None:
        lists = word_list("age")
        text_speak = word_list("text_speak")
        self._today = today
        self._other_languages = LanguageAges()
        self._phrases = Phrases(lists)
        spelling = Spelling(self._phrases.vocabulary() | set(lists["numbers"]["words"]))
        short = {**text_speak["contractions"], **text_speak["text_speak"]}
        self._numbers = Numbers(lists["numbers"], short, spelling)
        self._after, self._before = frozenset(lists["after_an_age"]), frozenset(lists["before_an_age"])
        self._is_in = frozenset(lists["before_in_a_school_year"])
        self._enough = enough
        self._women, self._men = frozenset(lists["women_and_girls"]), frozenset(lists["men_and_boys"])

    @classmethod
    def load(cls, today: Callable[[], date] = date.today, thresholds: Thresholds | None = None) -> "AgeReader":
        """Read the word lists. `today` dates birthdays. Raises ValueError when a list is malformed."""
        return cls(today, (thresholds or Thresholds.load()).age)

    def read(self, message: Message, judges: Judges | None = None) -> AgeFound:
        """The age in `message`, if it gives just one that matters: by the rules, or by `judges` that weigh them."""
        found, mentions = self.look(message)
        return likeliest(mentions, judges, self._enough) if judges and mentions else found

    def look(self, message: Message) -> tuple[AgeFound, tuple[AgeMention, ...]]:
        """The age that the rules find, and every number that may be one, with what is seen of it.

        None of them where nothing is left to weigh: in a bare answer or another language.
        """
        line = self._numbers.read(message.light, self._today)
        if foreign := self._other_languages.read(message.light, line.words):
            age, writers_own = foreign
            return AgeFound(age, WRITER if writers_own else OTHER), ()
        if not line.ages or (len(line.words) == 1 and line.ages.get(0, 0) < YOUNGEST_BARE):
            return AgeFound(), ()
        line = with_birthdays(self._phrases, line, self._not_ages)
        ages = self._ages(line)
        found = self._by_rules(line, ages)
        if len(line.words) < FEWEST_WORDS:
            return found, ()
        said = [f"says {group}" for group in _SAID if self._phrases.says(line.walk, group)]
        groups = {"no age": self._not_ages(line), "not yet": self._not_yet(line)}
        groups["then"] = in_one_clause(self._phrases, line, "then")
        return found, tuple(mentions_of(line, ages, found, groups, said))

    def _by_rules(self, line: Numbered, ages: Mapping[str, Ages]) -> AgeFound:
        writers = set(self._exact(line, ages["writer"]).values()) or told_truly(self._phrases, line)
        made_up = self._phrases.says(line.walk, "made_up")
        helped = set() if made_up else self._helped(line, ages, writers)
        if helped:
            return AgeFound(helped.pop(), OTHER) if len(helped) == 1 else AgeFound()
        if writers:
            return AgeFound(writers.pop(), WRITER) if len(writers) == 1 else AgeFound()
        if made_up:
            return AgeFound()
        unclear = set(self._with_second(line, ages["unclear"]))
        if unclear:
            return AgeFound(unclear.pop()) if len(unclear) == 1 else AgeFound()
        loose = set(ages["loose"].values())
        return AgeFound(loose.pop(), self._whose(line)) if len(loose) == 1 else AgeFound()

    def _not_yet(self, line: Numbered) -> set[int]:
        """Ages to come: "turning 16 next week"."""
        to_come = in_one_clause(self._phrases, line, "not_yet") | self._positions(line, "birthday_soon")
        return to_come - self._positions(line, "already")

    def _ages(self, line: Numbered) -> dict[str, Ages]:
        """For each role, its numbers; a number has one role, the surest."""
        taken = self._not_ages(line) - self._positions(line, "writer_surely")
        not_yet = self._not_yet(line)
        found: dict[str, Ages] = {}
        for role, groups in _ROLES.items():
            first = {
                next((at for at in range(*span) if at in line.ages), -1)
                for group in groups
                for span in self._phrases.found(line.walk, group)
            }
            if role == "grown":
                first = {at for at in first if line.ages.get(at, 0) >= ADULT_AGE}
            found[role] = {
                at: line.ages[at] - (at in not_yet and line.words[at] != "s0") for at in first - taken - {-1}
            }
            taken |= first
            if role == "pronoun":
                for at, age in found[role].items():
                    found[self._person(line, at, age)][at] = age
        found["unclear"].update(self._opening(line, taken))
        for at in in_passing(self._phrases, line, taken):
            role = "writer" if means_the_writer(self._phrases, line, at) else self._person(line, at, line.ages[at])
            found[role][at] = line.ages[at]
            taken.add(at)
        loose = self._exact(line, self._loose(line, taken))
        found["loose"] = {at: age - (at in not_yet and line.words[at] != "s0") for at, age in loose.items()}
        return found

    def _positions(self, line: Numbered, group: str) -> set[int]:
        return {at for span in self._phrases.found(line.walk, group) for at in range(*span) if at in line.ages}

    def _not_ages(self, line: Numbered) -> set[int]:
        """Numbers of things and times: "16 missed calls", but not "she is 16, missed calls all night"."""
        return (self._positions(line, "others_age") - self._positions(line, "grown")) | {
            at
            for start, end in self._phrases.found(line.walk, "not_an_age")
            if line.clause_starts.isdisjoint(range(start + 1, end)) or line.words[end - 1] in _SIGNS
            for at in range(start, end)
            if at in line.ages
        }

    def _loose(self, line: Numbered, taken: set[int]) -> Ages:
        """A number that is a clause of its own, as in "self harm. me. 13. help", and any school year."""
        ends = line.clause_starts | {len(line.words)}
        found = {}
        for at, age in line.ages.items():
            if at in taken:
                continue
            after = at + (3 if line.words[at + 2 : at + 3] == ("old",) else 1)
            after += 3 * (line.words[after : after + 3] == ("and", "a", "half"))
            while after < len(line.words) and after not in ends and line.words[after] in self._after:
                after += 1
            first = at
            while first and first not in line.clause_starts and line.words[first - 1] in self._before:
                first -= 1
            begins = first in line.clause_starts
            alone = line.words[at] == "n0" and age >= YOUNGEST_BARE and begins and after in ends
            if alone or (line.words[at] == "s0" and school_year_now(line, at, self._is_in)):
                found[at] = age
        return found

    def _whose(self, line: Numbered) -> str | None:
        """Whose a loose number is, where only one person can be meant."""
        others = self._phrases.says(line.walk, "names_another")
        if others == self._phrases.says(line.walk, "names_writer"):
            return None
        return OTHER if others else WRITER if "n0" in line.words else None

    def _person(self, line: Numbered, at: int, age: int) -> str:
        """The role of whom the pronoun before word `at` stands for: the last person named who it can be."""
        pronoun = next((word for word in reversed(line.words[:at]) if word in ("she", "he", "they")), "they")
        cannot_be = {"she": self._men, "he": self._women}.get(pronoun, frozenset())
        nearest, role = 0, ""
        for candidate, group in _PERSONS.items():
            if candidate in ("grown", "offender") and age < ADULT_AGE:
                continue  # "her mum has not rung the police. she is 14"
            for start, end in self._phrases.found(line.walk, group):
                if candidate == "offender" and _WHOSE.get(pronoun) in line.words[max(start - 2, 0) : start]:
                    continue
                if nearest < end < at and cannot_be.isdisjoint(line.words[start:end]):
                    nearest, role = end, candidate
        if role:
            return role
        if age >= ADULT_AGE:
            return "grown"
        return "offender" if self._phrases.says(line.walk, "hurts_me", "shows_me") else "some"

    def _helped(self, line: Numbered, ages: Mapping[str, Ages], writers: set[int]) -> set[int]:
        """The ages of those the message asks help for: not of one who does harm, nor of one named in passing."""
        hurts_me = self._phrases.says(line.walk, "hurts_me")
        hurts_them = self._phrases.says(line.walk, "hurts_them")
        grown_writer = not writers or min(writers) >= ADULT_AGE
        if grown_writer:
            does_harm = hurts_me or self._phrases.says(line.walk, "uses_me")
            own = {at: age for at, age in ages["own"].items() if age < ADULT_AGE or not does_harm}
            helped = self._the_one(line, own, set(self._with_second(line, own)))
            if helped:
                return helped
        if hurts_me:
            return set()
        known = {**ages["friends"], **ages["siblings"]} if hurts_them or not writers else {}
        others = {**ages["some"], **ages["grown"]} if grown_writer else {}
        met = {at: age for at, age in others.items() if age < ADULT_AGE or self._harmed(line, at, not writers)}
        return set(self._with_second(line, {**known, **met}))

    def _harmed(self, line: Numbered, at: int, writer_unknown: bool) -> bool:
        """Whether harm is told that can be harm to the grown person whose age stands at word `at`.

        A woman who is told of by somebody without an age is taken to be the one to be helped.
        """
        if line.ages[at] >= FRAIL_AGE and not self._phrases.says(line.walk, "uses_me"):
            return True
        around = (*reversed(line.words[:at]), *line.words[at:])
        person = next((word for word in around if word in self._women or word in self._men), "")
        if writer_unknown and person in self._women and not self._phrases.says(line.walk, "uses_me"):
            return True
        groups = ["harmed_anyone"]
        groups.extend([] if person in self._men else ["harmed_woman"])
        groups.extend([] if person in self._women else ["harmed_man"])
        return self._phrases.says(line.walk, *groups)

    def _the_one(self, line: Numbered, own: Ages, ages: set[int]) -> set[int]:
        """Of two children's ages, that of the one the message is about, where it says which."""
        if len(ages) < 2:
            return ages
        if self._phrases.says(line.walk, "the_elder"):
            return {max(ages)}
        if self._phrases.says(line.walk, "the_younger"):
            return {min(ages)}
        said = {word for start, end in self._phrases.found(line.walk, "the_one") for word in line.words[start:end]}
        named = said & (self._women | self._men)
        meant = {age for at, age in own.items() if not named.isdisjoint(line.words[max(at - 2, 0) : at])}
        return meant or ages

    def _exact(self, line: Numbered, ages: Ages) -> Ages:
        """Without the school years for which the age itself is said too: "Y8 pupil, 13"."""
        said = {age for at, age in ages.items() if line.words[at] != "s0"}
        return {at: age for at, age in ages.items() if line.words[at] != "s0" or said.isdisjoint((age, age + 1))}

    def _with_second(self, line: Numbered, group: Ages) -> Iterable[int]:
        """The ages, and for "my kids are 8 and 10" the second too."""
        group = self._exact(line, group)
        yield from group.values()
        not_ages = self._not_ages(line)
        for start, end in self._phrases.found(line.walk, "two_ages"):
            if start in group and end - 1 in line.ages and end - 1 not in not_ages:
                yield line.ages[end - 1]

    def _opening(self, line: Numbered, taken: set[int]) -> Ages:
        """A number the message opens with and goes on from: "15. my dad hits me"."""
        if 0 in taken or line.words[0] != "n0" or line.ages[0] < YOUNGEST_OPENING or line.words[1:2] == ("plus",):
            return {}
        goes_on = 1 in line.clause_starts or self._phrases.says(line.walk, "opening")
        return {0: line.ages[0]} if goes_on else {}
