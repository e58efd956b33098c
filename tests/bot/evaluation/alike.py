"""Which sentences stand, or nearly stand, in two sets: a test on what was taught would measure nothing."""

import re
from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz import fuzz, process

FEWEST_WORDS = 4  # "15", "my mum", "im in slough": bare answers are the same whoever writes them
NEARLY = 88  # of 100: rapidfuzz's ratio of the letters; "he hits me and my mum" and "he hits me n my mum" are 93
AT_ONCE = 200


def folded(text: str) -> str:
    """Small letters, no punctuation, single spaces."""
    return " ".join(re.sub(r"[^\w\s]", "", text.lower().replace("'", "")).split()) or text


def alike(some: Sequence[str], others: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every pair of a longer sentence of one set and one of the other that (nearly) says the same in the same words."""
    ours = [text for text in some if len(folded(text).split()) >= FEWEST_WORDS]
    theirs = [folded(text) for text in others]
    for start in range(0, len(ours), AT_ONCE):
        part = [folded(text) for text in ours[start : start + AT_ONCE]]
        found = process.cdist(part, theirs, scorer=fuzz.ratio, score_cutoff=NEARLY, dtype=np.uint8, workers=-1)
        for mine, other in zip(*found.nonzero(), strict=True):
            yield ours[start + mine], others[other]
