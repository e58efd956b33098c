"""Who writes, and for whom. A child must never be taken for an adult or a professional."""

from pathlib import Path

import pytest
import yaml

from tests.bot.understanding.reading_helpers import message
from understanding.age import AgeFound, AgeReader
from understanding.audience import AudienceFound, AudienceReader

MESSAGES = yaml.safe_load(Path(__file__).with_name("audience_messages.yml").read_text(encoding="utf-8"))
FOR_SELF = ["for me", "me", "myself", "its for me", "help for myself", "this happened to me"]
FOR_OTHERS = [
    "for someone else",
    "not me",
    "for my friend",
    "my daughter",
    "one of my pupils",
    "asking for somebody i know",
    "my little brother is 8 and the babysitter hurts him",
]
FOR_WHOM_NOT_SAID = ["he hit me", "hello", "slough", "my mum", "tell me more"]

FRIENDS = [
    "my friend",
    "for my friend",
    "its about my friend",
    "my mate is being hurt",
    "my best friend told me her dad hits her",
    "worried about my friend, she's 15 and her boyfriend is 24",
    "my flatmate is being stalked",
    "im 15 and worried about my mate",
    "my friends stepdad touches her",
    "my friend (16) was raped",
    "my friend is 16",
]
NOT_ABOUT_A_FRIEND = [
    "my friend raped me",
    "my mate hit me",
    "my friend and i got attacked",
    "my friend told me to message you",
    "i was hit by my friend",
    "my boyfriend hits me",
    "i have no friends",
    "my so called mates bully me",
    "my daughters friend hit her",
]

REFUSALS = [
    "rather not say",
    "id rather not say",
    "I'd prefer not to answer that",
    "skip",
    "skip this one",
    "pass",
    "prefer not to say",
    "none of your business",
    "no comment",
    "dont want to say",
    "i dont want to tell you",
    "im not telling you",
    "i dont want to give my age",
    "why do you need to know",
    "why are you asking",
    "do i have to say",
    "can i skip this",
]
NOT_SURE = [
    "idk",
    "dunno",
    "not sure",
    "im not sure",
    "no idea",
    "dont know",
    "i dont know my postcode",
    "not sure where i live",
    "unsure",
    "i cant remember",
    "idk sorry",
    "no clue",
    "idk how old she is",
    "i don't know which council",
]
NO_SUCH_ANSWER = [
    "idk what to do, he hits me",
    "not sure if this is abuse but my dad hits me",
    "i dont want to tell my mum",
    "no",
    "i dont want to go home",
    "id rather not go home",
    "skip school",
    "i dont know who to tell",
    "why does he hit me",
    "why do they want me dead",
    "he has no idea where i am",
    "i dont know him",
    "i dont want to be here",
    "pass me on",
    "i dont want to do this anymore",
    "id rather be dead",
]


@pytest.fixture(scope="module")
def read():
    ages, audiences = AgeReader.load(), AudienceReader.load()

    def read_both(text: str) -> AudienceFound:
        ready = message(text)
        return audiences.read(ready, ages.read(ready))

    return read_both


@pytest.mark.parametrize("text", MESSAGES["young_people"])
def test_a_young_person_is_known_as_one(read, text):
    assert read(text).audience == "young_person"


@pytest.mark.parametrize("text", MESSAGES["parents"])
def test_a_parent_or_carer_is_known_as_one(read, text):
    assert read(text).audience == "parent_carer"


@pytest.mark.parametrize("text", MESSAGES["professionals"])
def test_a_professional_is_known_as_one(read, text):
    assert read(text).audience == "professional"


@pytest.mark.parametrize("text", MESSAGES["adults"])
def test_an_adult_is_known_as_one(read, text):
    assert read(text).audience == "adult"


@pytest.mark.parametrize("text", MESSAGES["not_told"])
def test_a_message_that_does_not_tell_who_writes_leaves_it_open(read, text):
    assert read(text).audience is None


@pytest.mark.parametrize(
    ("texts", "for_self"),
    [(FOR_SELF, True), (FOR_OTHERS, False), (FOR_WHOM_NOT_SAID, None)],
    ids=["self", "others", "not_said"],
)
def test_a_person_can_say_whom_help_is_for(read, texts, for_self):
    assert {text: read(text).for_self for text in texts} == dict.fromkeys(texts, for_self)


@pytest.mark.parametrize("text", FRIENDS)
def test_someone_worried_about_a_friend_is_read_as_a_friend(read, text):
    found = read(text)
    assert (found.speaker_is_friend, found.for_self) == (True, False)


@pytest.mark.parametrize("text", NOT_ABOUT_A_FRIEND)
def test_someone_hurt_by_or_with_a_friend_is_not_taken_for_a_bystander(read, text):
    assert read(text).speaker_is_friend is False


@pytest.mark.parametrize("text", REFUSALS)
def test_a_person_may_refuse_in_their_own_words(read, text):
    assert (read(text).refuses, read(text).not_sure) == (True, False)


@pytest.mark.parametrize("text", NOT_SURE)
def test_a_person_may_not_know(read, text):
    assert (read(text).refuses, read(text).not_sure) == (False, True)


@pytest.mark.parametrize("text", NO_SUCH_ANSWER)
def test_what_happened_is_never_read_as_no_answer(read, text):
    assert (read(text).refuses, read(text).not_sure) == (False, False)


@pytest.mark.parametrize(("age", "audience"), [(17, "young_person"), (18, "adult")])
def test_the_writers_own_age_decides_between_young_person_and_adult(age, audience):
    found = AudienceReader.load().read(message("hello"), AgeFound(age, "writer"))
    assert found.audience == audience


def test_the_age_of_another_does_not_make_the_writer_a_child():
    assert AudienceReader.load().read(message("hello"), AgeFound(12, "other")).audience is None


@pytest.mark.parametrize("text", ["", "?", "my " * 1300, "<n0>", "$^(", "\u202e\u0000"])
def test_no_message_is_too_odd_to_read(read, text):
    assert read(text).audience is None
