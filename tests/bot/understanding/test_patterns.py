"""The pattern language does what its description says."""

import pytest

from understanding.elements import Walk
from understanding.patterns import Grammar

GRAMMAR = Grammar.with_classes({"dad": "dad+s, step father", "he": "he, <dad>", "hits": "kick+v, push+v, hit"})


def matches(pattern: str, text: str) -> bool:
    return bool(list(GRAMMAR.read(pattern).spans(Walk(tuple(text.split())))))


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("he hit me", "so he hit me", "he will hit me"),
        ("he hit/kicked me", "he kicked me", "he saw me"),
        ("stab*", "stabbing", "establish"),
        ("<he> <hits> me", "step father kicks me", "mother kicks me"),
        ("dads", "dads", "dad"),
        ("<hits>", "pushes", "push-up"),
        ("he ~2 hit", "he will not hit", "he will not ever hit"),
        ("he really? hit", "he hit", "he nearly hit"),
        ("(he|she) (hit me|hurt him)", "she hurt him", "she hurt me"),
        ("hit me !up", "hit me", "hit me up"),
        ("kill me ~3 !if", "kill me and then", "kill me and mum if"),
        ("^ he hit", "he hit", "so he hit"),
        ("hit me $", "he hit me", "he hit me again"),
    ],
)
def test_a_pattern_matches_what_it_says_and_no_more(pattern: str, yes: str, no: str) -> None:
    assert (matches(pattern, yes), matches(pattern, no)) == (True, False)


def test_a_class_may_use_only_classes_before_it() -> None:
    with pytest.raises(ValueError, match="unknown word class <later>"):
        Grammar.with_classes({"first": "<later>", "later": "word"})
