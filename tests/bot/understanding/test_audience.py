"""Who writes, and for whom. A child must never be taken for an adult or a professional."""

import pytest

from tests.bot.understanding.reading_helpers import message
from understanding.age import AgeFound, AgeReader
from understanding.audience import AudienceFound, AudienceReader

YOUNG_PEOPLE = [
    "im a foster child and i hate it",
    "16m aylesbury, people keep starting on me",
    "13 yo from thame",
    "im 15",
    "my stepdad shouts at me all the time",
    "my mum hits me",
    "my teacher touched me",
    "a boy in my class keeps sending me stuff",
    "my coach locks me in the room with him",
    "mum and dad are always fighting",
    "I'm under 18",
    "under 18",
    "im a kid",
    "my best friend told me her dad touches her",
    "worried about my friend, she's 15 and her boyfriend is 24",
    "for my friend",
    "will you tell my mum",
    "i get bullied at school",
    "people in my year are calling me names",
    "i'm 16 and i'm pregnant and my boyfriend hits me",
    "my foster carer hits me",
    "im 17 and i have a son",
    "my friend is being groomed",
    "i am a teenager",
    "dad punched me",
    "my friends dad hits her",
    "i live with my mum and her boyfriend and he hits me, im 12",
    "a young person",
    "how do i help my mate, his uncle is making him sell drugs",
    "im 14 and i work with kids at church",
    "my dad punched me in the face",
    "mum found out about the pictures",
    "teacher at my school touched me",
    "a teacher at school touched me",
    "my teacher told me to talk to someone",
    "my friend says she is being touched by her uncle",
    "i dont want my mum and dad to find out, will you tell my mum",
    "i am a young carer and my mum hits me",
    "im 17 and my husband hits me",
]

PARENTS = [
    "parrent",
    "my daughter is being groomed online",
    "my son hits me",
    "foster carer here",
    "need help for my lad",
    "anything for dads",
    "worried mum here",
    "as a parent what can i do",
    "a parent",
    "parent or carer",
    "parent",
    "my 8 year old is being bullied",
    "my grandson lives with me and someone hurt him",
    "our foster child ran away",
    "my stepdaughter told me her uncle touched her",
    "mum of a 14 year old in slough",
    "I'm 40, my daughter is 14",
    "my kids are scared of their dad",
    "i'm a nurse and my daughter has been raped",
    "my daughters boyfriend hits her",
    "my teenager hits me",
    "my husband hits my son",
    "im her mum",
    "we are foster carers",
    "custody of my kids after he abused them",
    "my 15 year old keeps going missing",
    "someone sent my daughter a picture",
    "i think my son is carrying a knife",
    "i'm a grandparent",
    "as a mum i feel useless",
    "my foster son told me",
    "our son was mugged",
    "my kids dad follows my daughter",
]

PROFESSIONALS = [
    "school nurse, young person of 15 very low",
    "profesional",
    "socail worker",
    "DSL at a secondary",
    "social worker",
    "I'm a teacher",
    "teacher here",
    "I work at a school",
    "GP",
    "police officer here",
    "I'm a school nurse with a 15 year old who disclosed",
    "one of my pupils told me something",
    "a young person on my caseload",
    "making a referral for a girl who is 14",
    "Y10 pupil has told me her boyfriend hits her",
    "what's the LADO number",
    "strat meeting tomorrow",
    "NRM first responder question",
    "my staff team",
    "safeguarding lead for a college",
    "young person here on shift",
    "residential worker",
    "professional",
    "i work with kids",
    "night duty social worker",
    "one of my clients is being stalked",
    "I am a social worker in Reading",
    "youth worker looking for support for a 16 year old",
    "PC 4412 here",
    "a patient of mine",
    "my student told me about her uncle",
    "how do I refer a young person",
    "custody sergeant here",
    "we have a young person who disclosed last night",
    "i work in a children's home",
    "as a teacher, where do i report this",
    "how do i make a referral to mash",
    "Designated safeguarding lead",
    "i am her social worker",
    "one of our residents is being stalked",
    "young person here on night shift has been hurt",
]

ADULTS = [
    "my husband hits me",
    "my wife is abusive",
    "my ex-wife keeps following me",
    "my partner of 6 years strangled me",
    "when I was a child my uncle abused me",
    "in my forties",
    "in my 40s and never told anyone",
    "i was abused 30 years ago",
    "over 18",
    "adult",
    "im an adult",
    "im 34",
    "I'm 22 and my mum hits me",
    "my husband hits me in front of my kids",
    "my manager keeps touching me",
    "my sons dad hits me",
    "i was raped as a child",
    "im 45 and was abused by a priest",
    "im a nurse and my husband hits me",
    "i am divorced and he still stalks me",
    "my ex husband is abusive",
    "when i was a boy a teacher hurt me",
    "i'm 62",
    "im over 40",
    "in my late 30s",
    "my wife hits me in front of the children",
]

NOT_TOLD = [
    "my mum",
    "my nan",
    "hello",
    "15",
    "i was raped",
    "someone hit me",
    "my boyfriend hits me",
    "my brother is in prison",
    "reading",
    "my friend raped me",
    "my mate hit me",
    "my social worker never calls back",
    "for me",
    "idk",
    "skip",
    "slough",
    "a police officer raped me",
    "my friend told me to message you",
    "what is a dsl",
    "my ex follows me",
    "mum",
    "dad",
    "i have a new stepdad and he creeps me out",
    "my mum is a single mum",
    "the dad of my friend is creepy",
    "school",
    "a police officer in slough stalked me",
    "about a child",
    "my carer steals from me",
    "my uncle touched me",
    "he works as a teacher",
    "girl here in reading",
    "our school is rubbish",
    "my brother is being hurt",
    "my doctor said i should call",
    "my mum was attacked",
    "how do i speak to a social worker",
    "as a child i was happy",
    "my mate and i were robbed",
    "my neighbour shouts",
    "my boyfriend is 24",
    "when i was little",
    "carer",
    "my girlfriend is being followed",
    "do you tell the police",
    "my nurse was rude",
    "i want to be a teacher",
    "can a parent see this",
    "is this for parents",
    "my brothers social worker is useless",
    "the 8 year old next door",
    "they made a referral about me",
    "my cousin hit me",
    "my baby is hurt",
]

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


@pytest.mark.parametrize("text", YOUNG_PEOPLE)
def test_a_young_person_is_known_as_one(read, text):
    assert read(text).audience == "young_person"


@pytest.mark.parametrize("text", PARENTS)
def test_a_parent_or_carer_is_known_as_one(read, text):
    assert read(text).audience == "parent_carer"


@pytest.mark.parametrize("text", PROFESSIONALS)
def test_a_professional_is_known_as_one(read, text):
    assert read(text).audience == "professional"


@pytest.mark.parametrize("text", ADULTS)
def test_an_adult_is_known_as_one(read, text):
    assert read(text).audience == "adult"


@pytest.mark.parametrize("text", NOT_TOLD)
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
