"""Text as the search compares it: folded words and their stems. Both sides, data and query, go through here."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from threading import local

import snowballstemmer
import yaml

LONGEST_WORD = 40  # letters; what follows is not looked at
APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´′＇"))
WHOLE_IN_UNICODE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})  # no accents
ASCII_WORD = re.compile(r"[a-z0-9]+")
ANY_WORD = re.compile(r"[^\W_]+")

_LISTS = yaml.safe_load(Path(__file__).with_name("ordinary_words.yml").read_text(encoding="utf-8"))
LITTLE, ASKING = (frozenset(map(str, _LISTS[name])) for name in ("little", "asking"))
IRREGULAR: dict[str, str] = _LISTS["irregular"]

_of_this_thread = local()  # a stemmer keeps its place in the word, so threads cannot share one


def folded_words(text: str) -> list[str]:
    """Return the words of a text in order: lower case, no accents, no apostrophes, at most LONGEST_WORD letters."""
    if text.isascii():
        words = ASCII_WORD.findall(text.lower().replace("'", "").replace("`", ""))
    else:
        apart = unicodedata.normalize("NFKD", text.casefold()).casefold()
        bare = "".join(letter for letter in apart if not unicodedata.category(letter).startswith("M"))
        words = ANY_WORD.findall(bare.translate(APOSTROPHES).translate(WHOLE_IN_UNICODE))
    return [word[:LONGEST_WORD] for word in words]


def stem(word: str) -> str:
    """Return what a folded word has in common with its other forms: groomed, grooming → groom. Remembers nothing."""
    stemmer = getattr(_of_this_thread, "stemmer", None)
    if stemmer is None:
        stemmer = _of_this_thread.stemmer = snowballstemmer.stemmer("english")
    stemmed: str = stemmer.stemWord(word)
    return IRREGULAR.get(stemmed, stemmed)


def is_little(word: str) -> bool:
    """Whether a folded word is a function word such as "the" or "my"."""
    return word in LITTLE


@cache
def stem_of_little(word: str) -> str:
    """Return the stem of a little word. Only our own list's words come here, so they may be remembered."""
    return stem(word)


def is_asking(word: str) -> bool:
    """Whether a folded word is part of asking, such as "help" or "number"."""
    return word in ASKING
