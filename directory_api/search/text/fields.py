"""Where a word can match, how well each place counts, and how places are told apart in the search table."""

from enum import IntEnum
from typing import Final


class Level(IntEnum):
    """The best place in which a service holds a word, and what a word there is worth. The numbers fit one byte."""

    NONE = 0
    AREA = 1
    MAY_ALSO_HELP = 2  # a single word of a longer description of a need, which the service helps with besides others
    MAY_HELP = 3  # the same for what the service is there for
    DESCRIPTION = 4
    KIND = 5
    ORGANIZATION = 6
    ALSO_NEED = 8  # the name of a need, or a whole other way to say it
    MAIN_NEED = 10
    KEYWORD = 13
    OTHER_NAME = 14
    NAME = 16

    @property
    def field(self) -> str:
        """The name of the place in answers."""
        return _FIELD_NAMES.get(self, self.name.lower())


_FIELD_NAMES = {
    Level.AREA: "service_areas",
    Level.MAY_ALSO_HELP: "also_need",
    Level.MAY_HELP: "main_need",
    Level.KEYWORD: "keywords",
    Level.OTHER_NAME: "other_names",
}

NAME_BEGINS_WORTH: Final = 20  # of a word, where the name begins with the whole query

# How tokens in the search table begin. "=" stands in no word, so a word can never pass for another field's token.
WORD_PREFIXES: Final = {
    Level.NAME: "n=",
    Level.OTHER_NAME: "o=",
    Level.KEYWORD: "k=",
    Level.ORGANIZATION: "p=",
    Level.KIND: "t=",
    Level.DESCRIPTION: "d=",
    Level.AREA: "a=",
}
MAIN_NEED = "main="  # followed by the need's id
ALSO_NEED = "also="
NAME_BEGINS = "begins="  # followed by the name's first words, written as one
WHOLE_NAME = "whole="  # followed by a whole name or other name, written as one
