"""Different ways of typing the same thing come out as the same words."""

import pytest

from understanding.normalise import Normaliser
from understanding.word_lists import word_list

NORMALISER = Normaliser(
    word_list("text_speak"),
    [
        "strangled",
        "strangling",
        "raped",
        "hurting",
        "help",
        "kill",
        "stalked",
        "knife",
        "abused",
        "stepdad",
        "he",
        "hit",
        "me",
        "hits",
        "scared",
    ],
)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("He's GONNA kill me!!", "he is going to kill me"),
        ("im 15 n scared", "i am 15 and scared"),
        ("i’m", "i am"),
        ("heeeelp", "help"),
        ("stragled", "strangled"),
        ("strnagled", "strangled"),
        ("r*ped", "raped"),
        ("k1ll", "kill"),
        ("hurtin", "hurting"),
        ("step dad", "stepdad"),
        ("my self", "myself"),
        ("some1 hit me 2nite", "someone hit me tonight"),
        ("r a p e d", "raped"),
        ("ｋｉｌｌ", "kill"),
        ("ki\u200bll", "kill"),
        ("kíll", "kill"),
        ("🔪", "knife"),
        ("kms", "kill myself"),
        ("idk", "i do not know"),
        ("umm tbh", ""),
        ("50% of £20", "50 percent of pounds 20"),
    ],
)
def test_noise_and_short_forms_come_out_as_plain_words(typed: str, words: str) -> None:
    assert NORMALISER.read(typed).text == words


@pytest.mark.parametrize(
    "word", ["talked", "kills", "reached", "grapes", "rapid", "knives", "housed", "slough", "bused"]
)
def test_real_words_are_never_mended_into_danger(word: str) -> None:
    assert NORMALISER.read(word).text == word


def test_sentence_and_clause_ends_are_remembered_beside_the_words() -> None:
    message = NORMALISER.read("no. he hit me, again")
    assert message.words == ("no", "he", "hit", "me", "again")
    assert (message.sentence_starts, message.clause_starts) == ({0, 1}, {0, 1, 4})
