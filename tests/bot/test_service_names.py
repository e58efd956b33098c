"""Services are known by name, also those that are no longer offered; everyday words are not taken for names."""

import pytest

from components.service_names import ServiceNames


@pytest.fixture(scope="module")
def names() -> ServiceNames:
    return ServiceNames.load()


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("where did kingfisher go", "kingfisher-team"),
        ("What happened to the Kingfisher Team?", "kingfisher-team"),
        ("what happened to the Willow project", "willow-project"),
        ("is the willow project still going", "willow-project"),
        ("SAFE! number", "safe-support-after-crime-and-abuse"),
        ("whats the number for SAFE", "safe-support-after-crime-and-abuse"),
        ("what is Victims First", "victims-first"),
        ("how do i contact victims first", "victims-first"),
        ("who are galop", "galop"),
        ("can you tell me about women's aid in bucks", "womens-aid-in-bucks"),
        ("phone number for Trust House please", "trust-house-reading"),
        ("what's childline's number", "childline"),
        ("swan unit", "swan-unit-bucks"),
    ],
)
def test_a_service_is_found_by_name(names: ServiceNames, text: str, slug: str) -> None:
    assert names.find(text) == slug


@pytest.mark.parametrize(
    "text",
    [
        "am i safe",
        "how do i stay safe",
        "he won't stop it now, what do i do",
        "my dad likes to shout, who can i call",
        "do i have to call the police",
        "what is a MASH",
        "when can i respond to the police",
        "we had a dash for the door and then i had to ring",
        "it's about forced marriage, what can i do",
        "the victims came first",
        "childline were lovely",
        "",
        "?",
    ],
)
def test_everyday_words_are_not_names(names: ServiceNames, text: str) -> None:
    assert names.find(text) is None


def test_a_name_that_two_services_share_is_not_guessed() -> None:
    assert ServiceNames([("one", ["The Harbour"]), ("two", ["The Harbour"])]).find("what is the harbour") is None
