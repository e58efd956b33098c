"""What people rely on from the first message to the right door: real model, real data, real HTTP, no part faked."""

import pytest

from tests.whole_system.running_guide import Conversation, Reply, RunningGuide

WEDNESDAY_MORNING = "2026-01-14T11:00:00+00:00"
WEDNESDAY_NIGHT = "2026-01-14T23:00:00+00:00"
READING_OFFICE = "0118 937 3641"
BERKSHIRE_NIGHT = "01344 351999"
FIVE_TURNS = 5
THREE_TURNS = 3


def first_number(reply: Reply, slug: str) -> str:
    """The number shown first on one service's card."""
    card = next(card for card in reply.services if card["slug"] == slug)
    return card["phones"][0]["number"]


def numbers(reply: Reply) -> set[str]:
    """Every number a person can see in the reply: on emergency panels and on cards."""
    shown = {contact["number"] for contact in reply.contacts}
    return shown | {phone["number"] for card in reply.services for phone in card["phones"]}


def test_a_13_year_old_in_slough_with_images_shared_online_gets_there_by_buttons_and_short_answers(
    visitor: Conversation,
) -> None:
    visitor.greet()
    turns = [
        visitor.choose("audience.young_person"),
        visitor.say("slough"),
        visitor.say("13"),
        visitor.say("someone put my pictures online"),
    ]
    reply = turns[-1]
    assert len(turns) <= FIVE_TURNS
    assert reply.understood["audience"] == "young_person"
    assert (reply.understood["area"], reply.understood["age"]) == ("Slough", 13)
    assert "image_abuse" in reply.understood["needs"]
    assert "report-remove" in reply.slugs[:3]
    assert "revenge-porn-helpline" not in reply.slugs, "for adults only"


def test_a_parent_in_didcot_who_says_everything_at_once_is_asked_nothing_more(visitor: Conversation) -> None:
    reply = visitor.say("my daughter is 14, we're in Didcot, a man online has her photos")
    assert reply.understood["audience"] == "parent_carer"
    assert (reply.understood["area"], reply.understood["age"]) == ("Oxfordshire", 14)
    assert {"image_abuse", "online_grooming"} & set(reply.understood["needs"])
    assert reply.understood["danger"] == "disclosure"
    assert reply.kinds[0] == "danger", "help comes before anything else"
    assert "recommendation" in reply.kinds
    assert "mash-oxfordshire" in reply.slugs


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        pytest.param(WEDNESDAY_NIGHT, BERKSHIRE_NIGHT, id="night number at 23:00"),
        pytest.param(WEDNESDAY_MORNING, READING_OFFICE, id="office number at 11:00"),
        pytest.param("2026-01-17T11:00:00+00:00", BERKSHIRE_NIGHT, id="night number on a Saturday"),
        pytest.param("2026-12-25T11:00:00+00:00", BERKSHIRE_NIGHT, id="night number on a bank holiday"),
        pytest.param("2026-07-15T15:59:00+00:00", READING_OFFICE, id="office number at 16:59 in summer time"),
        pytest.param("2026-07-15T16:01:00+00:00", BERKSHIRE_NIGHT, id="night number at 17:01 in summer time"),
    ],
)
def test_a_professional_gets_the_reading_front_door_first_with_the_number_that_is_answered_now(
    guide: RunningGuide, visitor: Conversation, moment: str, number: str
) -> None:
    with guide.at(moment):
        visitor.greet()
        visitor.choose("audience.professional")
        visitor.say("Reading, 15 year old")
        reply = visitor.choose("need.child_sexual_exploitation")
    assert reply.slugs[0] == "cspoa-reading"
    assert first_number(reply, "cspoa-reading") == number


def test_a_professional_who_knows_what_they_need_is_there_in_three_turns(visitor: Conversation) -> None:
    turns = [visitor.say("I'm a social worker in Reading, I need the front door for a 15 year old being exploited")]
    while "recommendation" not in turns[-1].kinds and len(turns) < THREE_TURNS:
        turns.append(visitor.say("child sexual exploitation"))
    assert turns[-1].slugs[0] == "cspoa-reading"


@pytest.mark.parametrize("age", [15, 16])
def test_a_16_and_over_service_is_never_shown_at_15_in_milton_keynes(
    guide: RunningGuide, visitor: Conversation, age: int
) -> None:
    visitor.choose("audience.young_person")
    visitor.say("milton keynes")
    visitor.say(str(age))
    reply = visitor.choose("need.sexual_violence")
    everything = guide.get(
        "/api/recommendations", audience="young_person", area="milton-keynes", age=age, need="sexual_violence"
    )
    offered = {card["slug"] for card in everything["cards"]} | set(reply.slugs)
    assert ("rape-crisis-247" in offered) == (age >= 16)
    assert reply.services


def test_an_adult_survivor_in_oxford_is_met_without_alarm_and_never_sent_to_a_child_service(
    visitor: Conversation,
) -> None:
    reply = visitor.say("I'm 34 and live in Oxford. I was abused when I was a child")
    assert reply.understood["audience"] == "adult"
    assert (reply.understood["area"], reply.understood["age"]) == ("Oxfordshire", 34)
    assert "non_recent_abuse" in reply.understood["needs"]
    assert {"safe-support-after-crime-and-abuse", "childline", "mash-oxfordshire"}.isdisjoint(reply.slugs)
    assert {"rape-crisis-247", "victims-first", "napac"} & set(reply.slugs)


def test_someone_in_birmingham_is_told_how_to_find_help_there_and_gets_national_services(
    visitor: Conversation,
) -> None:
    visitor.choose("audience.young_person")
    visitor.say("Birmingham")
    visitor.say("15")
    reply = visitor.choose("need.bullying")
    assert reply.understood["area"] is None
    assert reply.services
    assert all(card["reach"] == "national" for card in reply.services)


IN_EVERY_STATE = [
    pytest.param([], id="as the very first words"),
    pytest.param([{}], id="when asked who they are"),
    pytest.param([{}, {"choice": "audience.young_person"}], id="when asked where"),
    pytest.param([{}, {"choice": "audience.young_person"}, {"text": "slough"}], id="when asked their age"),
    pytest.param(
        [{}, {"choice": "audience.young_person"}, {"text": "slough"}, {"text": "13"}], id="when asked what kind of help"
    ),
    pytest.param(
        [
            {},
            {"choice": "audience.young_person"},
            {"text": "slough"},
            {"text": "13"},
            {"choice": "need.bullying"},
        ],
        id="after services were shown",
    ),
]


@pytest.mark.parametrize("before", IN_EVERY_STATE)
@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("He will kill me, I'm in Reading", "immediate_danger"),
        ("i want to kill myself, im 14", "self_harm"),
        ("my stepdad touches me and im from wokingham", "disclosure"),
    ],
)
def test_danger_is_answered_first_whatever_was_being_asked(
    visitor: Conversation, before: list[dict[str, str]], words: str, level: str
) -> None:
    for turn in before:
        visitor.send(turn)
    reply = visitor.say(words)
    assert reply.understood["danger"] == level
    assert reply.kinds[0] == "danger"
    first = {contact["number"] for contact in reply.messages[0]["contacts"]}
    assert "999" in first if level == "immediate_danger" else first & {"0800 1111", "116 123", "999"}
    assert len(reply.messages) > 1, "and the conversation goes on"


def test_with_the_directory_down_the_guide_says_so_and_still_gives_emergency_numbers(
    guide: RunningGuide, visitor: Conversation
) -> None:
    with guide.without_directory():
        reply = visitor.say("im 13 in slough, someone shared pictures of me")
    assert "unavailable" in reply.kinds
    assert {"999", "0800 1111"} <= numbers(reply)


def test_with_rasa_down_the_visitor_still_gets_emergency_numbers(guide: RunningGuide, visitor: Conversation) -> None:
    visitor.greet()
    with guide.without_rasa():
        reply = visitor.say("he is outside with a knife")
    assert reply.kinds == ["unavailable"]
    assert {"999", "0800 1111"} <= numbers(reply)
    assert visitor.say("slough").understood["area"] == "Slough", "and the conversation goes on once it is back"


def test_the_kingfisher_team_is_found_by_name_and_says_where_it_went(visitor: Conversation) -> None:
    reply = visitor.say("what happened to the Kingfisher team?")
    assert "Youth Justice" in reply.text + str(reply.services)


def test_forgetting_a_chat_forgets_what_was_said(visitor: Conversation) -> None:
    visitor.choose("audience.parent_carer")
    visitor.say("we live in Slough")
    visitor.forget()
    assert visitor.greet().understood["area"] is None


def test_nothing_a_visitor_types_is_written_down_anywhere(guide: RunningGuide, visitor: Conversation) -> None:
    canary = "zanzibarquokka"
    visitor.say(f"my name is {canary} and i am scared")
    visitor.say(f"/{canary}")
    with guide.without_directory():
        visitor.say(f"im 14 in slough {canary}")
    with guide.without_rasa():
        visitor.say(f"{canary} again")
    written = [path for path in guide.folder.rglob("*") if path.is_file() and canary.encode() in path.read_bytes()]
    assert not written
    assert canary not in guide.logs()


def test_every_button_offered_on_the_way_leads_somewhere(visitor: Conversation, guide: RunningGuide) -> None:
    seen: set[str] = set()
    waiting: list[tuple[str, ...]] = [()]
    while waiting and len(seen) < 60:
        path = waiting.pop(0)
        someone = guide.conversation()
        reply = someone.greet()
        for choice in path:
            reply = someone.choose(choice)
        assert reply.messages, path
        assert not {"fallback", "unavailable"} & set(reply.kinds), path
        for choice in reply.choices:
            if choice not in seen:
                seen.add(choice)
                waiting.append((*path, choice))
    assert len(seen) > 20
