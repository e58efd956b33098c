"""How old somebody is, read from a message: wrong is worse than unread."""

from datetime import date

import pytest

from tests.bot.understanding.reading_helpers import message
from understanding.age import AgeFound, AgeReader

TODAY = date(2026, 11, 22)

WRITERS = [
    ("im not 16 yet", 15),
    ("im 15", 15),
    ("I'm 15 years old", 15),
    ("im turning 16 next week", 15),
    ("im in 6th form", 16),
    ("i was born in 2010", 15),
    ("im 12 and my brother is 8", 12),
    ("i was 9 when it started and im 19 now", 19),
    ("my 16th birthday party was last week", 16),
    ("im 40 and worried about my son", 40),
    ("my boyfriend is 24 and im 15", 15),
    ("im 13 from slough", 13),
    ("im 14 nearly 15", 14),
    ("im fiveteen", 15),
    ("i am twenty five", 25),
    ("im 16 in june", 15),
    ("im 16 in reading", 16),
    ("met a guy online hes 25 im 13", 13),
    ("my teacher is 34 and he touched me im 14", 14),
    ("im a 14 year old girl", 14),
    ("i am 22 and my mum is 50", 22),
    ("im year 10", 14),
    ("because im 13 he says it is fine", 13),
    ("can i talk to you if im 15", 15),
    ("i'm a girl and im 14", 14),
    ("IM 14!!", 14),
    ("i turned 18 last week", 18),
    ("i just had my 16th birthday... my 16th birthday was last month", 16),
    ("i was born on 3rd of April 2011", 15),
    ("im 15, my dad is 48 and he hits me", 15),
    ("im 13 and this 19 year old lad keeps messaging me", 13),
    ("hi im 11 what do i do", 11),
    ("im twenty-one", 21),
    ("i am almost 18", 17),
    ("we are both 14", 14),
    ("im a 45 year old man and i was abused at 8", 45),
    ("when i was 10 my uncle hurt me, im 45 now", 45),
    ("Im in year 11 and a year 13 lad wont leave me alone", 15),
    ("im 14, my phone is nearly dead", 14),
    ("self harm. me. 13. help", 13),
    ("im a trans woman, 33, and i dont go out", 33),
    ("im a bloke, 23, something happened at a party", 23),
    ("hey 26 here, is this anonymous", 26),
    ("trapping isnt like the videos say. im 17", 17),
    ("im a care leaver 18 in slough", 18),
    ("me and my gf are both 15", 15),
    ("my mum's boyfriend is 35 and i'm 13", 13),
    ("i'm not 15 im 16", 16),
]

OTHERS = [
    ("my niece is 14 and three times this month she came home in other clothes", 14),
    ("my son is 34. on sunday he told me about the scout leader", 34),
    ("i'm her mum, she is 33 and her fella answers the phone", 33),
    ("I'm a teacher and one of my year 9s has told me something", 13),
    ("a 14 year old has disclosed abuse to me", 14),
    ("a patient of mine is 28", 28),
    ("my 8 year old", 8),
    ("foster son (11)", 11),
    ("my daughter is 14", 14),
    ("for a 14 year old boy", 14),
    ("Y10 pupil has told me something", 14),
    ("my little brother is 8 and the babysitter hurts him", 8),
    ("worried about my friend, she's 15 and her boyfriend is 24", 15),
    ("a 30 year old man messaged my 12 year old daughter", 12),
    ("I'm 40, my daughter is 14", 14),
    ("hes 8", 8),
    ("my sister is 15 and her boyfriend hits her", 15),
    ("she is in year 9", 13),
    ("my daughter is in year 9", 13),
    ("my daughter is 12 years old and he is 30", 12),
    ("my son's 13", 13),
    ("we have 15 year old twins", 15),
    ("my patient is 15yo female", 15),
    ("my 10 yr old grandson", 10),
    ("she's 14 and her stepdad touches her", 14),
    ("my daughter turns 13 next week", 12),
    ("my neighbour's son is 10 and is hit", 10),
    ("my foster daughter sophie is 13", 13),
    ("my year 8 daughter", 12),
    ("my daugter is 14", 14),
    ("my daughter sophie is 13 and is missing", 13),
    ("my son turned 16 yesterday", 16),
    ("support for my 9yo", 9),
    ("I'm a teacher, 45, one of my pupils is 12", 12),
    ("mum to a 6 year old", 6),
    ("my husband is 41 and he hurts my daughter, she is 10", 10),
    ("my child is in year 2", 6),
    ("my nephew is six", 6),
    ("year 11 student disclosed today", 15),
    ("a 17 year old care leaver", 17),
    ("my friend is 16 and her dad hits her", 16),
    ("shes 13, phone off, not home since yesterday", 13),
    ("they took my sister to the airport, she is 16", 16),
    ("my friends been gone 5 days and her mum hasnt rung the police. she's 14", 14),
    ("my granddaughter who is three. mum left her in the cot", 3),
    ("my son is autistic and 15", 15),
    ("boy of 13 has told me about his coach", 13),
    ("yp said hed be better off dead. 16, kicked out of home", 16),
    ("UASC 16 went out with a man nobody knows", 16),
    ("one of our y6s has been playing with strangers", 10),
]

ONLY_A_NUMBER = [
    ("d.o.b 1.1.2012", 14),
    ("15yo", 15),
    ("17f", 17),
    ("f17", 17),
    ("m 16", 16),
    ("fifteen", 15),
    ("turning 16 next week", 15),
    ("nearly 25", 24),
    ("almost 25", 24),
    ("just turned 13", 13),
    ("Y9", 13),
    ("year 10", 14),
    ("yr 7", 11),
    ("sixth form", 16),
    ("dob 3/4/2011", 15),
    ("born in 2010", 15),
    ("15", 15),
    ("15.", 15),
    ("14, slough, my dad hits me", 14),
    ("15yo female disclosed", 15),
    ("03/04/2012", 14),
    ("14-year-old girl", 14),
    ("7", 7),
    ("cuts on arms of y9, new ones this week", 13),
    ("nudes of a y10 going round on snap", 14),
    ("16f bicester, open 36hrs", 16),
    ("13 nearly 14", 13),
    ("she keeps saying she wishes she wasnt here. twelve years old", 12),
]

NO_AGE = [
    "in my twenties",
    "in my 30s",
    "my son is 8 and my daughter is 10",
    "my kids are 8 and 10",
    "i was 9 when it started",
    "when I was a child",
    "16 missed calls",
    "3 men",
    "15 minutes",
    "2 years ago",
    "£50",
    "500 quid",
    "OX14",
    "rg1",
    "number 12",
    "im at number 12",
    "at 11pm",
    "4 of them",
    "for 3 years",
    "2 phones",
    "section 47",
    "s47",
    "top 10",
    "grade 9",
    "24/7",
    "999",
    "101",
    "her boyfriend is 24",
    "he is 24",
    "a 30 year old man messaged me",
    "last year 3 men attacked me",
    "my ex hit me, he is 34",
    "i have a 14 year old and a 16 year old",
    "im a mum of 2",
    "im 5 months pregnant",
    "hes 17 and keeps hitting me",
    "my mate is 17 and he hit me",
    "16-17 year olds",
    "under 18",
    "18+",
    "im over 18",
    "im 15 minutes away",
    "M40",
    "meet me at 15 high street",
    "i told him i was 18",
    "he thinks im 16",
    "i wish i was 18",
    "when im 18 i can leave",
    "my dad is 50",
    "2",
    "i was raped at 14",
    "my daughter was raped when she was 14",
    "they are 12 and 14",
    "im 10 minutes from home",
    "she has had 14 calls today",
    "he is 6 foot",
    "i have 3 kids",
    "we have been married 20 years",
    "he got 12 years",
    "i drank 12 pints",
    "flat 14",
    "room 15 at the hotel",
    "im in 5 groups with him",
    "set 3",
    "the 14 bus",
    "between 13 and 15",
    "my ex is 45",
    "my boyfriend turned 30",
    "he says he is 17",
    "my parents are 40 and 42",
    "1,000",
    "£15",
    "15%",
    "M4",
    "a34",
    "on the M25",
    "i took 20 paracetamol",
    "at 15 i ran away",
    "i was 12",
    "since age 14",
    "12 years later",
    "he pretended i was 18",
    "2",
    "born in 2050",
    "dob 31/02/2011",
    "200",
    "call 111",
    "in 2019",
    "2 of my friends",
    "in my 30s now",
    "children aged 4 and 6",
    "my daughter met a man, he is 25",
    "a lad, 17, robbed me",
    "hes been doing it since i was 6",
    "my mum of 52 is hurt",
    "i am one of 12 girls",
    "since year 8 ive been cutting",
    "i got jumped in year 9 but its fine now",
    "she was bullied in year 7",
    "the year 11s make me buy them stuff",
    "the whole of year 9 has seen it",
    "need ideas for lessons y9",
    "can a 13 year old get help without their parents",
    "met a 40 year old on an app",
    "it will be over by the time im 17",
    "ive aged ten years",
    "dad of 3 here",
]


@pytest.fixture(scope="module")
def reader() -> AgeReader:
    return AgeReader.load(lambda: TODAY)


@pytest.mark.parametrize(("text", "age"), WRITERS)
def test_a_person_can_say_their_own_age(reader, text, age):
    assert reader.read(message(text)) == AgeFound(age, "writer")


@pytest.mark.parametrize(("text", "age"), OTHERS)
def test_the_age_of_the_person_to_be_helped_is_read(reader, text, age):
    assert reader.read(message(text)) == AgeFound(age, "other")


@pytest.mark.parametrize(("text", "age"), ONLY_A_NUMBER)
def test_an_age_alone_answers_the_question_how_old(reader, text, age):
    assert reader.read(message(text)) == AgeFound(age, None)


@pytest.mark.parametrize("text", NO_AGE)
def test_no_age_is_read_from_other_numbers_or_other_people(reader, text):
    assert reader.read(message(text)) == AgeFound()


@pytest.mark.parametrize(
    ("today", "age"), [(date(2026, 4, 2), 14), (date(2026, 4, 3), 15), (date(2026, 4, 4), 15), (date(2011, 4, 2), None)]
)
def test_a_birthday_counts_from_the_day_it_comes(today, age):
    assert AgeReader.load(lambda: today).read(message("dob 3/4/2011")).age == age


@pytest.mark.parametrize(
    "text", ["", " ", "?!", "15" * 2000, "she is 15 " * 400, "+", "n0", "my s0", "\u0661\u0665", "y/o", "5\u00b2"]
)
def test_no_message_is_too_odd_to_read(reader, text):
    found = reader.read(message(text))
    assert found.age is None or 0 <= found.age <= 110
