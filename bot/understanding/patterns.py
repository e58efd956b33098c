"""A small pattern language over words, so that a lexicon reads like speech and a match costs little.

    word            that word                    a/b/c     any of these words
    dad+s           dad/dads                     kick+v    kick/kicks/kicked/kicking
    stab*           words that begin so          <name>    a word class from classes.yml
    ~3              up to three words between    x?        may be left out
    (x y|z)         either                       !x        the next words are not x (takes up no words)
    ^ $             the message's first and last word           ~3 !x     x is none of the next three words

Patterns match canonical words (see normalise.py): lower case, no punctuation, short forms written out. Matching is a
walk over word positions, remembered per message, so its time grows with the message's length and not with luck.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from understanding.elements import Absent, Beginning, Choice, Edge, Element, Gap, Literal, Optional, Sequence

_PIECE = re.compile(r"<[a-z_]+>|~\d+|[()|?!^$]|[a-z0-9/*\u0080-\U0010ffff]+")
_FORMS = re.compile(r"[a-z]+\+[sv]")
_SPECIAL = re.compile(r"[<~()|?!^$*/]")


@dataclass
class Grammar:
    """Reads patterns; knows the word classes they may name."""

    classes: dict[str, Choice] = field(default_factory=dict)

    @classmethod
    def with_classes(cls, written: Mapping[str, str]) -> "Grammar":
        """`written`: class name → its entries, separated by commas. A class may use only classes named before it."""
        grammar = cls()
        for name, text in written.items():
            entries = [form for entry in text.split(",") for form in spelled_out(entry.strip()) if form]
            grammar.classes[name] = Choice(grammar.read(entry) for entry in entries)
        return grammar

    def read(self, written: str) -> Sequence:
        """The pattern in `written`. Raises ValueError for bad syntax or an unknown class."""
        pattern = _FORMS.sub(_slashed, written)
        pieces = _PIECE.findall(pattern)
        if "".join(pieces) != re.sub(r"\s+", "", pattern):
            raise ValueError(f"not a pattern: {written!r}")
        sequence = self._sequence(pieces, written)
        if pieces:
            raise ValueError(f"unbalanced brackets: {written!r}")
        return sequence

    def _sequence(self, pieces: list[str], written: str) -> Sequence:
        elements: list[Element] = []
        while pieces and pieces[0] not in ")|":
            element = self._element(pieces, written)
            if pieces and pieces[0] == "?":
                pieces.pop(0)
                element = Optional(element)
            if isinstance(element, Absent) and elements and isinstance(elements[-1], Gap):
                elements.insert(-1, Absent(Sequence([elements[-1], element.element])))
            else:
                elements.append(element)
        if not elements:
            raise ValueError(f"nothing to match in {written!r}")
        return Sequence(elements)

    def _element(self, pieces: list[str], written: str) -> Element:
        piece = pieces.pop(0)
        if piece == "(":
            return self._group(pieces, written)
        if piece == "!":
            return Absent(self._element(pieces, written))
        if piece in "^$":
            return Edge(at_start=piece == "^")
        if piece[0] == "~":
            return Gap(int(piece[1]))
        if piece[0] == "<":
            if piece[1:-1] not in self.classes:
                raise ValueError(f"unknown word class {piece} in {written!r}")
            return self.classes[piece[1:-1]]
        if piece[-1] == "*":
            return Beginning(piece[:-1])
        return Literal(frozenset(piece.split("/")))

    def _group(self, pieces: list[str], written: str) -> Choice:
        options = [self._sequence(pieces, written)]
        while pieces and pieces[0] == "|":
            pieces.pop(0)
            options.append(self._sequence(pieces, written))
        if not pieces or pieces.pop(0) != ")":
            raise ValueError(f"unbalanced brackets: {written!r}")
        return Choice(options)


def spelled_out(entry: str) -> list[str]:
    """`dad+s` at the end of plain words is two entries, `kick+v` four; any other entry stands for itself."""
    if "+" not in entry or _SPECIAL.search(entry):
        return [entry]
    *words, last = entry.split()
    return [" ".join([*words, form]) for form in _forms(last)] if not any("+" in word for word in words) else [entry]


def _slashed(match: re.Match[str]) -> str:
    return "/".join(_forms(match[0]))


def _forms(word: str) -> list[str]:
    """dad+s: dad, dads. kick+v: kick, kicks, kicked, kicking."""
    if word.endswith("+s"):
        return [word[:-2], word[:-2] + "s"]
    if not word.endswith("+v"):
        return [word]
    verb = word[:-2]
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    third = "es" if re.search(r"(s|sh|ch|x|z)$", verb) else "s"
    return [verb, verb + third, verb + "ed", verb + "ing"]
