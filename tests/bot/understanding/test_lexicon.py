"""The danger lists can be trusted: every entry is explained, can fire, and a broken one is refused by name."""

from datetime import date
from typing import Any

import pytest

from understanding.lexicon import entry_from, load_entries
from understanding.patterns import Grammar
from understanding.word_lists import word_list

GRAMMAR = Grammar.with_classes(word_list("classes")["classes"])
ENTRY: dict[str, Any] = {
    "id": "test.entry",
    "level": "disclosure",
    "reason": "for this test",
    "added": date(2026, 11, 22),
    "patterns": ["<he> hit me"],
}


def test_every_entry_says_why_and_since_when() -> None:
    for entry in load_entries(GRAMMAR):
        assert entry.reason.strip(), entry.id
        assert date(2026, 1, 1) <= entry.added <= date.today(), entry.id
        assert entry.patterns, entry.id


def test_the_example_used_here_is_a_good_entry() -> None:
    assert entry_from(ENTRY, GRAMMAR).id == "test.entry"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"level": "alarming"}, "unknown level"),
        ({"ignores": ["everything"]}, "unknown scope rules"),
        ({"added": "lately"}, "added must be a date"),
        ({"colour": "red"}, "unknown keys"),
        ({"patterns": ["<nobody_knows> hit me"]}, "unknown word class"),
        ({"patterns": ["(he hit me"]}, "unbalanced"),
        ({"patterns": ["he's hit me"]}, "not a pattern"),
        ({"patterns": ["he | "]}, "unbalanced"),
    ],
)
def test_a_broken_entry_is_refused_by_name(change: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError, match=f"test.entry: .*{complaint}"):
        entry_from(ENTRY | change, GRAMMAR)


def test_an_entry_without_a_reason_is_refused() -> None:
    with pytest.raises(ValueError, match="missing"):
        entry_from({key: value for key, value in ENTRY.items() if key != "reason"}, GRAMMAR)
