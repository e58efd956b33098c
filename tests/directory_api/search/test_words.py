"""How text is compared: case, accents, apostrophes, endings."""

import pytest

from directory_api.search.text.words import folded_words, is_asking, is_little, stem


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Women’s Aid", ["womens", "aid"]),
        ("WOMEN'S AID", ["womens", "aid"]),
        ("24/7 line", ["24", "7", "line"]),
        ("child-to-parent", ["child", "to", "parent"]),
        ("exploitation/county lines", ["exploitation", "county", "lines"]),
        ("Żółć café naïve Ørsted", ["zolc", "cafe", "naive", "orsted"]),
        ("e\u0301tude", ["etude"]),
        ("a_b", ["a", "b"]),
        ("x\x00y", ["x", "y"]),
        ("中文 العربية", ["中文", "العربية"]),
        ("!?", []),
        ("", []),
    ],
)
def test_text_becomes_words(text: str, words: list[str]) -> None:
    assert folded_words(text) == words


@pytest.mark.parametrize(
    "forms",
    [
        ("groomed", "grooming", "groom"),
        ("rape", "raped", "raping"),
        ("bully", "bullies", "bullied", "bullying"),
        ("abuse", "abused", "abusive"),
        ("child", "children", "childrens"),
        ("women", "woman", "womens"),
        ("exploit", "exploited", "exploitation"),
        ("service", "services"),
        ("nude", "nudes"),
    ],
)
def test_forms_of_a_word_are_one_word(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("rape", "rapid"), ("safe", "save"), ("stalk", "stalk1"), ("refuge", "refuse")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_words_that_ask_are_not_little_words() -> None:
    assert is_little("the")
    assert is_asking("help")
    assert not is_little("child")
    assert not is_asking("refuge")
