"""What kind of help somebody asks for, out of young people's, parents' and professionals' words."""

from pathlib import Path

import pytest
import yaml

from tests.bot.understanding.conftest import SERVICES_DATA
from understanding import Reader

DIRECTORY = yaml.safe_load((SERVICES_DATA / "support_needs.yml").read_text(encoding="utf-8"))["needs"]
WORDS = Path(__file__).resolve().parents[3] / "bot" / "understanding" / "words"

FIRST = [
    ("older men buy my daughter gifts and take her to hotels", "child_sexual_exploitation"),
    ("he makes me sleep with his friends", "child_sexual_exploitation"),
    ("cse", "child_sexual_exploitation"),
    ("im 14 and my boyfriend is 24", "child_sexual_exploitation"),
    ("a man online wants to meet my son", "online_grooming"),
    ("i think my daughter is being groomed", "online_grooming"),
    ("my coach sends me messages saying im special", "online_grooming"),
    ("he keeps asking me for pics", "online_grooming"),
    ("my nudes got leaked", "image_abuse"),
    ("someone is blackmailing me with a video", "image_abuse"),
    ("a man online has her photos", "image_abuse"),
    ("he threatened to share my pictures", "image_abuse"),
    ("sextortion", "image_abuse"),
    ("i was raped", "sexual_violence"),
    ("my uncle touches me", "sexual_violence"),
    ("my mums boyfriend comes in my room at night", "sexual_violence"),
    ("a boy grabbed my bum on the bus", "sexual_violence"),
    ("I need an ISVA for a client", "sexual_violence"),
    ("I was abused as a child, I'm 34 now", "non_recent_abuse"),
    ("historic sexual abuse", "non_recent_abuse"),
    ("my grandad touched me when i was little, im 40", "non_recent_abuse"),
    ("my husband hits me", "domestic_abuse"),
    ("my dad hits my mum", "domestic_abuse"),
    ("my partner controls all my money", "domestic_abuse"),
    ("domestic violence", "domestic_abuse"),
    ("I'm 30 and my boyfriend punches me", "domestic_abuse"),
    ("im 16 and my boyfriend hits me", "teen_relationship_abuse"),
    ("my daughters boyfriend hits her, she is 15", "teen_relationship_abuse"),
    ("my girlfriend goes through my phone im 15", "teen_relationship_abuse"),
    ("my dad hits me", "physical_abuse"),
    ("mum smacks me with a belt", "physical_abuse"),
    ("a pupil has bruises her father gave her", "physical_abuse"),
    ("theres no food at home and mum is always drunk", "emotional_abuse_neglect"),
    ("my mum says she wishes i was never born", "emotional_abuse_neglect"),
    ("neglect", "emotional_abuse_neglect"),
    ("they make me sell drugs", "criminal_exploitation"),
    ("county lines", "criminal_exploitation"),
    ("im trapping for the olders", "criminal_exploitation"),
    ("my son has new trainers and two phones and goes missing", "criminal_exploitation"),
    ("i got stabbed last year", "serious_violence"),
    ("knife crime", "serious_violence"),
    ("a boy pulled a machete on me", "serious_violence"),
    ("i was attacked by strangers in the street", "assault"),
    ("someone punched me outside a pub", "assault"),
    ("my phone was stolen", "robbery_theft"),
    ("our house got burgled", "robbery_theft"),
    ("i was mugged", "robbery_theft"),
    ("im being bullied at school", "bullying"),
    ("kids in my class call me names", "bullying"),
    ("they laugh at me in the group chat", "bullying"),
    ("someone shouted racist abuse at me", "hate_crime"),
    ("i got called a slur because im gay", "hate_crime"),
    ("my ex keeps turning up at my work", "stalking_harassment"),
    ("he wont stop messaging me", "stalking_harassment"),
    ("stalker", "stalking_harassment"),
    ("my parents want me to marry my cousin", "honour_based_abuse"),
    ("fgm", "honour_based_abuse"),
    ("my brothers will kill me if they find out i have a boyfriend", "honour_based_abuse"),
    ("they took my passport and i work for no pay", "modern_slavery"),
    ("NRM referral", "modern_slavery"),
    ("i want to kill myself", "mental_health"),
    ("my anxiety is bad", "mental_health"),
    ("i cant cope with the flashbacks", "mental_health"),
    ("my daughter ran away", "missing"),
    ("i ran away from home", "missing"),
    ("my drink was spiked", "spiking"),
    ("someone used my card", "fraud"),
    ("my nan was scammed", "fraud"),
    ("my dad died", "bereavement"),
    ("my brother was murdered", "bereavement"),
    ("im going to court as a witness", "court_witness"),
    ("the trial is next month and im scared to see him", "court_witness"),
    ("someone made a fake account of me", "online_harm"),
    ("online safety", "online_harm"),
    ("my dad is in prison", "family_of_offender"),
    ("police arrested my husband and took his computer", "family_of_offender"),
    ("my son hits me", "harmful_behaviour_child"),
    ("our teenage daughter is violent to us", "harmful_behaviour_child"),
    ("my son touched another child", "harmful_behaviour_child"),
    ("worried about my own thoughts about children", "harmful_behaviour_own"),
    ("i hit my girlfriend and want to stop", "harmful_behaviour_own"),
    ("someone vandalised my car", "any_crime"),
    ("i am a victim of crime", "any_crime"),
]

SEVERAL = [
    ("my husband hits me and i want to die", {"domestic_abuse", "mental_health"}),
    ("im being bullied at school because im muslim", {"bullying", "hate_crime"}),
    ("he raped me and shared the video", {"sexual_violence", "image_abuse"}),
    ("my son is in a gang and keeps going missing", {"criminal_exploitation", "missing"}),
    ("my daughter is 14, we're in Didcot, a man online has her photos", {"image_abuse", "online_grooming"}),
    ("i was robbed at knifepoint", {"robbery_theft", "serious_violence"}),
    ("my brother was murdered and the trial is in june", {"bereavement", "court_witness"}),
]

NONE = [
    "hello",
    "15",
    "slough",
    "im a parent",
    "is this confidential",
    "thank you",
    "my daughter is 14",
    "are you a robot",
    "idk",
    "rather not say",
]


@pytest.mark.parametrize(("text", "need"), FIRST)
def test_the_main_need_comes_first(reader: Reader, text: str, need: str) -> None:
    assert reader.read(text).needs[:1] == (need,)


@pytest.mark.parametrize(("text", "needs"), SEVERAL)
def test_several_needs_are_heard_at_once(reader: Reader, text: str, needs: set[str]) -> None:
    assert needs <= set(reader.read(text).needs)


@pytest.mark.parametrize("text", NONE)
def test_no_need_is_made_up(reader: Reader, text: str) -> None:
    assert reader.read(text).needs == ()


def test_every_need_can_be_asked_for_by_its_name(reader: Reader) -> None:
    """The buttons' titles, typed by hand."""
    not_first = {
        need["name"]: reader.read(need["name"]).needs
        for need in DIRECTORY
        if reader.read(need["name"]).needs[:1] != (need["id"],)
    }
    assert not_first == {}


def test_every_need_of_the_directory_has_words_of_its_own() -> None:
    written = yaml.safe_load((WORDS / "needs.yml").read_text(encoding="utf-8"))["needs"]
    assert set(written) == {need["id"] for need in DIRECTORY}


def test_the_same_words_mean_another_kind_of_help_at_another_age(reader: Reader) -> None:
    young, grown = reader.read("im 15, my boyfriend hits me"), reader.read("im 25, my boyfriend hits me")
    assert (young.needs[0], grown.needs[0]) == ("teen_relationship_abuse", "domestic_abuse")
    assert "domestic_abuse" not in young.needs
    assert "teen_relationship_abuse" not in grown.needs
