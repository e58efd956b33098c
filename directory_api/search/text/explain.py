"""Why a service matches a query: for people in a few sentences, for programs by field, need and word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from directory_api.models import SupportNeed
from directory_api.search.text.asked import Asked, AskedWord
from directory_api.search.text.fields import Level
from directory_api.search.text.levels import Levels
from directory_api.search.text.need_words import NeedWords
from directory_api.wording import words

NEED_LEVELS = {Level.MAIN_NEED, Level.ALSO_NEED, Level.MAY_HELP, Level.MAY_ALSO_HELP}
MAIN_NEED, ALSO_NEED, MAY_HELP = "main_need", "also_need", "may_help"


@dataclass(frozen=True)
class Match:
    """Why one service was found. `fields` begins with the one that counted most; `words` says it in sentences."""

    fields: list[str]  # name, other_names, keywords, organization, kind, description, service_areas, main_need, …
    needs: list[str] = field(default_factory=list)  # ids, what the service is there for first
    corrected: dict[str, str] = field(default_factory=dict)  # a word as typed, and the word that was looked for
    words: str = ""


class Explainer(NamedTuple):
    """What a search knew about its words."""

    asked: Asked
    levels: Sequence[Levels]  # of the telling words
    begins: frozenset[int]  # positions of services whose name begins with the query
    by_need: Mapping[str, Levels]
    need_words: NeedWords
    needs: Mapping[str, SupportNeed]

    @property
    def corrected(self) -> dict[str, str]:
        """The words that were read otherwise than typed, with what they were read as, where that is one word or two."""
        found: dict[str, list[str]] = {}
        for word in self.asked.words:
            if len(word.readings) == 1 and word.readings[0].instead:
                found.setdefault(word.typed, []).append(word.readings[0].word)
        return {typed: " ".join(dict.fromkeys(used)) for typed, used in found.items()}

    def explain(self, position: int) -> Match:
        """Return why the service at this position was found; no fields if it was not."""
        levels = [Level(int(one[position])) for one in self.levels]
        found_in = self._found_in(position, levels)
        needs = dict(self._needs_of(position, levels))
        fields = list(found_in)
        fields += [key for key in (MAIN_NEED, ALSO_NEED) if key in needs.values()]
        if MAY_HELP in needs.values():
            fields += [level.field for level in sorted(set(levels) & NEED_LEVELS, reverse=True)]
        typed = {word.typed for word, level in zip(self.asked.telling, levels, strict=True) if level}
        corrected = {word: used for word, used in self.corrected.items() if word in typed}
        said = "".join(self._sentences(position in self.begins, found_in, needs, corrected))
        return Match(list(dict.fromkeys(fields)), list(needs), corrected, said.strip())

    def _found_in(self, position: int, levels: Sequence[Level]) -> dict[str, list[str]]:
        """Return each field that holds words of the query, the one that counts most first, with these words."""
        if position in self.begins:
            return {"name": [_as_read(word) for word in self.asked.words]}
        found: dict[str, list[str]] = {}
        for level in sorted(set(levels) - NEED_LEVELS - {Level.NONE}, reverse=True):
            held = [word for word, one in zip(self.asked.telling, levels, strict=True) if one is level]
            found[level.field] = [_as_read(word) for word in held]
        return found

    def _needs_of(self, position: int, levels: Sequence[Level]) -> Iterator[tuple[str, str]]:
        """Return the needs that were said and the service helps with; where there is none, those that words hint at."""
        said = {phrase.need_id for phrase in self.asked.phrases}
        hints = {
            need_id
            for word, level in zip(self.asked.telling, levels, strict=True)
            if level in (Level.MAY_HELP, Level.MAY_ALSO_HELP)
            for stem in word.stems
            for need_id in self.need_words.hinted_at(stem)
        }
        said, hints = ({one for one in ids if self.by_need[one][position]} for ids in (said, hints))
        for need_id in sorted(
            said or hints, key=lambda one: (-int(self.by_need[one][position]), self.needs[one].position)
        ):
            mainly = self.by_need[need_id][position] == Level.MAIN_NEED
            yield need_id, (MAIN_NEED if mainly else ALSO_NEED) if said else MAY_HELP

    def _sentences(
        self, begins: bool, found_in: Mapping[str, list[str]], needs: Mapping[str, str], corrected: Mapping[str, str]
    ) -> Iterator[str]:
        for typed, used in corrected.items():
            yield words("text_matches", "corrected", typed=typed, used=used) + " "
        for key, held in found_in.items():
            found = words("text_matches", "found", words=" ".join(held))
            yield words("text_matches", "name_begins" if begins else key, found=found) + " "
        for key in (MAIN_NEED, ALSO_NEED, MAY_HELP):
            names = [self.needs[need_id].name for need_id, how in needs.items() if how == key]
            if names:
                yield words("text_matches", key, needs=words("lists", "separator").join(names)) + " "


def _as_read(word: AskedWord) -> str:
    """Return the word that was looked for, or what was typed where that may be several."""
    return word.readings[0].word if len(word.readings) == 1 else word.typed
