"""Where help is needed, out of people's own words: places that must be found, and words that are no places."""

from time import process_time

import pytest

from tests.bot.understanding.reading_helpers import typed_message as message
from understanding.place import PlaceFound, PlaceReader

BERKSHIRE = {"bracknell-forest", "reading", "slough", "west-berkshire", "windsor-and-maidenhead", "wokingham"}
NOTHING = PlaceFound()


@pytest.mark.parametrize(
    ("typed", "area", "place"),
    [
        ("ox14 2aa", "oxfordshire", "OX14"),
        ("OX142AA", "oxfordshire", "OX14"),
        ("OX142", "oxfordshire", "OX14"),
        ("OX14", "oxfordshire", "OX14"),
        ("0x14 2aa", "oxfordshire", "OX14"),
        ("ox 14", "oxfordshire", "OX14"),
        ("rg1", "reading", "RG1"),
        ("RG14AB", "reading", "RG1"),
        ("rg14", "west-berkshire", "RG14"),
        ("im 14 and my postcode is ox4", "oxfordshire", "OX4"),
        ("mk 45 female", "milton-keynes", "Milton Keynes"),
        ("college MK. 18 yo", "milton-keynes", "Milton Keynes"),
        ("OX44TH", "oxfordshire", "OX4"),
        ("ox1o 8aa", "oxfordshire", "OX10"),
    ],
)
def test_a_postcode_or_district_settles_the_council(places: PlaceReader, typed: str, area: str, place: str) -> None:
    assert places.read(message(typed)) == PlaceFound((area,), place)


@pytest.mark.parametrize(
    ("typed", "areas", "partly_outside"),
    [
        ("RG4", ("reading", "oxfordshire", "wokingham"), False),
        ("sl1 1aa", ("slough", "buckinghamshire"), False),
        ("OX17", ("oxfordshire",), True),
        ("mk17", ("buckinghamshire", "milton-keynes"), True),
    ],
)
def test_a_straddling_district_offers_every_council_and_says_if_it_may_be_outside(
    places: PlaceReader, typed: str, areas: tuple[str, ...], partly_outside: bool
) -> None:
    found = places.read(message(typed))
    assert (found.areas, found.outside) == (areas, partly_outside)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("B15 2TT", "B15"),
        ("sw1a 1aa", "SW1A"),
        ("GU15", "GU15"),
        ("le3", "LE3"),
        ("I live in e14", "E14"),
        ("rg21 3ab", "RG21"),
        ("brum", "Birmingham"),
        ("wales", "Wales"),
        ("I live in Scotland", "Scotland"),
        ("I live in Spain", "Spain"),
        ("pakistan", "Pakistan"),
        ("im in birmingham and scared", "Birmingham"),
        ("i'm staying in a refuge in swindon", "Swindon"),
        ("newport, in wales", "Wales"),
        ("guildford in surrey, is there anyone here for me?", "Guildford"),
        ("im in dubai and my husband locks me in", "Dubai"),
    ],
)
def test_a_place_elsewhere_is_outside_and_named(places: PlaceReader, typed: str, place: str) -> None:
    assert places.read(message(typed)) == PlaceFound((), place, outside=True)


@pytest.mark.parametrize(
    "typed", ["im not in england", "not in the uk", "we dont live in the thames valley", "im outside the uk"]
)
def test_whoever_is_not_in_england_is_outside_although_no_place_is_named(places: PlaceReader, typed: str) -> None:
    assert places.read(message(typed)) == PlaceFound(outside=True)


@pytest.mark.parametrize(
    ("typed", "areas"),
    [
        ("my school is in wokingham but we live in london", ("wokingham",)),
        ("i live in swindon but work in oxford", ("oxfordshire",)),
        ("newport", ("milton-keynes",)),
        ("aston", ("oxfordshire", "buckinghamshire")),
    ],
)
def test_school_or_work_here_counts_for_who_lives_outside_and_a_name_may_be_on_both_sides(
    places: PlaceReader, typed: str, areas: tuple[str, ...]
) -> None:
    found = places.read(message(typed))
    assert (found.areas, found.outside) == (areas, True)


@pytest.mark.parametrize(
    "typed",
    ["im 14 3rd year", "m14", "me2", "so 14", "im so14", "im 14", "ps5", "b4 he left", "ox66", "14", "MK77",
     "i was 15 5ft tall"],
)  # fmt: skip
def test_ages_and_chat_words_are_no_postcodes(places: PlaceReader, typed: str) -> None:
    assert places.read(message(typed)) == NOTHING


@pytest.mark.parametrize(
    ("typed", "area", "place"),
    [
        ("Didcot", "oxfordshire", "Didcot"),
        ("I live in Didcot", "oxfordshire", "Didcot"),
        ("we're in thame", "oxfordshire", "Thame"),
        ("17f high wycombe", "buckinghamshire", "High Wycombe"),
        ("im slough", "slough", "Slough"),
        ("idk maybe slough?", "slough", "Slough"),
        ("SLOUGH", "slough", "Slough"),
        ("slough's rubbish", "slough", "Slough"),
        ("henley-on-thames", "oxfordshire", "Henley-on-Thames"),
        ("cherwell", "oxfordshire", "Cherwell"),
        ("windsor & maidenhead", "windsor-and-maidenhead", "Windsor and Maidenhead"),
        ("Royal Borough of Windsor and Maidenhead", "windsor-and-maidenhead", "Windsor and Maidenhead"),
        ("mk", "milton-keynes", "Milton Keynes"),
        ("miltonkeynes", "milton-keynes", "Milton Keynes"),
        ("bucks", "buckinghamshire", "Buckinghamshire"),
        ("oxon", "oxfordshire", "Oxfordshire"),
        ("rbwm", "windsor-and-maidenhead", "Windsor and Maidenhead"),
        ("i live in early", "wokingham", "Earley"),
        ("Tilehurst, Reading", "reading", "Reading"),
        ("Slough, Berkshire", "slough", "Slough"),
    ],
)
def test_towns_councils_and_nicknames_are_known(places: PlaceReader, typed: str, area: str, place: str) -> None:
    assert places.read(message(typed)) == PlaceFound((area,), place)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("redding", "Reading"),
        ("wokinham", "Wokingham"),
        ("milton keynse", "Milton Keynes"),
        ("live in henly on thames", "Henley-on-Thames"),
        ("i live in wokingam", "Wokingham"),
        ("17 f high wycome", "High Wycombe"),
        ("we are near bicestre", "Bicester"),
        ("maidnhead area", "Maidenhead"),
        ("he took my phone and i am in abingdn", "Abingdon"),
    ],
)
def test_a_misspelt_place_is_still_found_where_a_place_would_stand(places: PlaceReader, typed: str, place: str) -> None:
    assert places.read(message(typed)).place == place


@pytest.mark.parametrize(
    "typed",
    [
        "my friend marlon hit me",
        "my friend whitney is scared",
        "he threw a readin light at me and ran off down there",
        "there is a workin phone but nobody answers it",
        "in school and he keeps on at me",
        "im in trouble",
        "from another girl in my class",
        "from marlon",
    ],
)
def test_ordinary_words_and_names_are_never_bent_into_places(places: PlaceReader, typed: str) -> None:
    assert places.read(message(typed)) == PlaceFound()


@pytest.mark.parametrize(
    "typed",
    [
        "Reading",
        "reading",
        "in reading",
        "from reading",
        "near reading",
        "live reading",
        "I live in reading",
        "I'm Reading",
        "im reading 14f",
        "reading town",
        "do you cover reading",
        "im in reading my dad hits me",
        "reading is where i live",
        "my son is at a school in reading",
        "Reading MASH out of hours",
        "student at reading uni",
        "we moved from slough to reading",
    ],
)
def test_reading_the_town_is_found(places: PlaceReader, typed: str) -> None:
    assert places.read(message(typed)) == PlaceFound(("reading",), "Reading")


@pytest.mark.parametrize(
    "typed",
    [
        "i'm reading a book",
        "im reading",
        "reading about it",
        "been reading",
        "reading this makes me sad",
        "Reading this makes me sad",
        "READING THIS IS HARD",
        "i got this number from reading your page",
        "he found out from reading my messages",
        "my son is behind in reading",
        "interested in reading",
        "worried about reading his texts",
        "i was reading in bed when he came in",
        "the school says her reading and writing are fine",
        "not from reading",
    ],
)
def test_reading_the_verb_is_not_the_town(places: PlaceReader, typed: str) -> None:
    assert places.read(message(typed)) == NOTHING


@pytest.mark.parametrize(
    "typed",
    ["slough off", "hes in the bath", "my early years", "in early may", "Mr Kent touched me", "mrs hayes knows",
     "down the chippy", "i need bucks for food", "she plays rugby at school", "he lives on london road",
     "england", "uk", "thames valley"],
)  # fmt: skip
def test_names_that_are_also_words_or_too_wide_tell_no_place(places: PlaceReader, typed: str) -> None:
    assert places.read(message(typed)) == NOTHING


def test_the_longest_messages_cost_little(places: PlaceReader) -> None:
    """Places and guesses a message are counted. Typical messages take under 1 ms; 100 ms allow for a busy machine."""
    worst = [
        message("in wokng from slogh near reding i live in rg1 and " * 80),
        message("in xqzwp from aaaaab near blorpt " * 120),
    ]
    for each in worst:
        began = process_time()
        places.read(each)
        assert process_time() - began < 0.1


def test_a_thousand_characters_are_read_in_no_time(places: PlaceReader) -> None:
    """Measured at 1.4 ms where the goal is 3; the best of twenty runs is taken, and twice the goal allowed."""
    told = "im in milten keynes and my mums boyfriend keeps coming in my room, he is from abingdn and i am near oxfrd "
    long, times = message((told * 10)[:1000]), []
    for _ in range(20):
        began = process_time()
        places.read(long)
        times.append(process_time() - began)
    assert min(times) < 0.006
