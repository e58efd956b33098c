"""Nobody needs more than five taps to a named service, and a professional no more than three, whatever they tap."""

import pytest

from tests.bot.guide_under_test import GuideUnderTest

MOST_TAPS = 5
MOST_TAPS_OF_A_PROFESSIONAL = 3
# The longest way: a council of Berkshire takes two taps. Ages are typed, or refused by a tap.
PLACE = ["area.berkshire", "area.slough"]
WHO = [
    "audience.young_person",
    "audience.parent_carer",
    "audience.professional",
    "audience.adult",
    "audience.friend",
    "refuse.audience",
]


@pytest.mark.parametrize("who", WHO)
def test_five_taps_at_most_and_three_for_a_professional(guide: GuideUnderTest, who: str) -> None:
    taps = [who, *PLACE]
    if who == "audience.professional":
        reply = guide.conversation([{"choice": tap} for tap in taps[:-1]]).choose(taps[-1])
        assert len(taps) == MOST_TAPS_OF_A_PROFESSIONAL
        assert reply.kinds == ["recommendation"]
        return
    asked = guide.conversation([{"choice": tap} for tap in taps]).choose("refuse.age")
    kinds_of_help = asked.every("choices", "id")
    assert len(kinds_of_help) > 1
    for kind in kinds_of_help:
        visitor = guide.conversation([{"choice": tap} for tap in [*taps, "refuse.age"]])
        reply = visitor.choose(kind)
        assert len([*taps, "refuse.age", kind]) <= MOST_TAPS
        assert reply.kinds == ["recommendation"], kind
        assert reply.every("services", "slug")
