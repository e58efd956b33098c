"""Descriptions as plain words that may be shown: out of HTML, short enough, and without what must not be told.

A record's shown texts have limits (services_data/README.md). What does not fit is left out by whole sentences, never
reworded: that is for the person who reviews the record.
"""

import re
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Comment

from directory_api.data_pipeline.checks.shown_words import (
    LONGEST_NAME,
    LONGEST_SENTENCE,
    LONGEST_TEXT,
    OWN_NOTES,
    SENTENCE_END,
)
from directory_api.data_pipeline.importing.coping import Coping

MARKUP = re.compile(r"</?[a-z!][^<>]*>|&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});", re.IGNORECASE)
BLOCKS = ("p", "br", "li", "ul", "ol", "div", "tr", "td", "th", "table", "section", "article", "dd", "dt")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NEVER_TEXT = ("script", "style", "template", "noscript", "iframe", "object", "svg", "head")
LINE_WITHOUT_END = re.compile(r"[ \t]*[,;:]?[ \t]*\n\s*(?:[•·*▪–-]\s+)?")
EMAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[a-z]{2,}", re.IGNORECASE)
PHONE = re.compile(r"(?:\+44|\(?0)[\d\s().-]{7,}\d|\b\d{5,}\b")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
STREET = re.compile(
    r"\b\d+[a-z]?,?\s+(?:[\w'’]+\s+){1,4}"
    r"(?:road|rd|street|st|lane|avenue|ave|close|drive|way|terrace|gardens|crescent|court|place|square)\b"
    r"|\b(?:located|situated|based)\s+(?:at|in|on|near)\b|\bmap\b|what3words",
    re.IGNORECASE,
)
NAME_LETTERS = 3  # shorter parts of a name, such as initials, may stand in any word
CUT = "…"


def plain(text: str, coping: Coping) -> str:
    """Text out of HTML, block by block, on one line for each block. Text without markup comes back as it is."""
    if not MARKUP.search(text):
        return text
    coping.note("html")
    for _ in range(2):  # some systems escape markup twice
        text = _without_markup(text)
        if not MARKUP.search(text):
            break
    return text


def _without_markup(text: str) -> str:
    soup = BeautifulSoup(text, "html.parser")
    for comment in soup.find_all(string=lambda found: isinstance(found, Comment)):
        comment.extract()
    for tag in soup.find_all(NEVER_TEXT):
        tag.decompose()
    for tag in soup.find_all([*BLOCKS, *HEADINGS]):
        tag.insert_before("\n")
        tag.append("\n")
    return soup.get_text()


@dataclass
class ShownText:
    """What may be shown of one record's texts.

    `names` are people named as contacts; a sentence that names one, or that holds an email address or a number, is left
    out. With `hide_places` so is every sentence that could tell an address. `verbatim`: the texts are our own and
    already in order.
    """

    coping: Coping
    blaming: tuple[str, ...] = ()
    names: list[str] = field(default_factory=list)
    hide_places: bool = False
    verbatim: bool = False

    def name(self, text: str) -> str:
        """A name short enough for a card's heading."""
        if self.verbatim:
            return text
        one_line = " ".join(plain(text, self.coping).split())
        return self._cut(one_line, LONGEST_NAME) if _too_long(one_line, LONGEST_NAME) else one_line

    def fit(self, text: str | None) -> str | None:
        """As many whole sentences from the start as may be shown, or None. A first sentence too long is cut, with …"""
        if text is None or self.verbatim:
            return text
        kept: list[str] = []
        for sentence in sentences(plain(text, self.coping)):
            if not self._may_be_shown(sentence):
                continue
            if len(" ".join([*kept, sentence])) > LONGEST_TEXT or len(sentence.split()) > LONGEST_SENTENCE:
                self.coping.note("shortened")
                if not kept:
                    kept.append(self._cut(sentence, LONGEST_TEXT))
                break
            kept.append(sentence)
        return " ".join(kept) or None

    def _may_be_shown(self, sentence: str) -> bool:
        folded = sentence.casefold()
        named = (rf"\b{re.escape(part)}\b" for name in self.names for part in name.split() if len(part) >= NAME_LETTERS)
        if EMAIL.search(sentence) or PHONE.search(sentence):
            self.coping.note("contact_in_text")
        elif any(re.search(part, sentence) for part in named):
            self.coping.note("person_in_text")
        elif self.hide_places and (POSTCODE.search(sentence) or STREET.search(sentence)):
            self.coping.note("place_in_text")
        elif any(word in folded for word in self.blaming) or OWN_NOTES.search(sentence):
            self.coping.note("words_in_text")
        else:
            return True
        return False

    def _cut(self, text: str, limit: int) -> str:
        words = text.split()[: LONGEST_SENTENCE - 1]
        while len(words) > 1 and len(" ".join(words)) >= limit:
            words.pop()
        return " ".join(words)[: limit - 1].rstrip(" ,;:-–") + CUT


def sentences(text: str) -> list[str]:
    """The sentences of a text; of several lines, one that ends without a stop is a sentence of its own."""
    lines = [line.strip() for line in LINE_WITHOUT_END.split(text) if line.strip()]
    ended = [line if line[-1] in ".!?…" or len(lines) == 1 else f"{line}." for line in lines]
    return [sentence for line in ended for sentence in SENTENCE_END.split(" ".join(line.split())) if sentence]


def _too_long(text: str, limit: int) -> bool:
    return len(text) > limit or len(text.split()) > LONGEST_SENTENCE
