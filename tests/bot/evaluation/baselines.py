"""What the guide is measured against: a list of keywords, as many a chat guide has one."""

import re
from collections.abc import Callable

from understanding.reading import DISCLOSURE, IMMEDIATE_DANGER, NONE, SELF_HARM, Reading

# What a careful person writes down in ten minutes.
KEYWORDS = {
    IMMEDIATE_DANGER: "999|emergency|right now|knife|weapon|gun|following me|kidnapped|locked in|help me|in danger|"
    "outside my",
    SELF_HARM: "suicid\\w*|kill myself|kms|end my life|want to die|wanna die|self.?harm\\w*|cutting|overdose|"
    "don'?t want to live",
    DISCLOSURE: "rape\\w*|abus\\w*|assault\\w*|molest\\w*|groom\\w*|touch(?:ed|es|ing) me|hit(?:s|ting)? me|"
    "beat(?:s|ing|en)?|hurt(?:s|ing)? me|threaten\\w*|stalk\\w*|blackmail\\w*|nudes|pics|exploit\\w*|county lines|"
    "forced|trafficked|bullied|"
    "domestic violence|scared of|punch\\w*|strangl\\w*|stab\\w*|spiked|drugged",
}


def keyword_reader() -> Callable[[str], Reading]:
    """Return a reader that knows danger by its words alone."""
    patterns = {level: re.compile(rf"\b(?:{words})\b") for level, words in KEYWORDS.items()}

    def read(text: str) -> Reading:
        folded = text.lower().replace("’", "'")
        return Reading(danger=next((level for level, words in patterns.items() if words.search(folded)), NONE))

    return read
