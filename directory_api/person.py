"""Who is to be helped, as far as it was told, and what may be taken from that. Pure."""

from dataclasses import dataclass

COUNTRY = "england"  # the id of the area that national services cover
ADULT = 18
YOUNG_UP_TO = 25  # services for young people end at 25 at the latest (Winston's Wish, SafeCall)
NO_LIMIT = 200
ANY_CRIME = "any_crime"
# Needs that by their meaning are a child's.
CHILD_NEEDS = frozenset(
    {
        "child_sexual_exploitation",
        "online_grooming",
        "teen_relationship_abuse",
        "physical_abuse",
        "emotional_abuse_neglect",
        "harmful_behaviour_child",
    }
)
# What a need said in a child's words means for somebody older. From 16 on, abuse by a partner or relative is domestic
# abuse in law (Domestic Abuse Act 2021, section 1); a child who is hurt at home is a child first until 18.
MEANS_LATER = (
    ("teen_relationship_abuse", 16, "domestic_abuse"),
    ("physical_abuse", ADULT, "domestic_abuse"),
    ("emotional_abuse_neglect", ADULT, "domestic_abuse"),
    ("child_sexual_exploitation", ADULT, "sexual_violence"),
)
# Needs of the one who asks, or of somebody near, about the one who does the harm.
ABOUT_WHO_HARMS = frozenset({"harmful_behaviour_own", "harmful_behaviour_child", "family_of_offender"})


@dataclass(frozen=True)
class Person:
    """Who is to be helped, as far as it was told, and who asks. Every part may be missing.

    `area_chain` holds the person's area and the areas around it, the nearest first (slough, berkshire, thames-valley,
    england). It is empty when the area was not told, and just england for somebody outside the Thames Valley.
    """

    age: int | None = None
    audience: str | None = None
    sex: str | None = None  # female or male; anything else never leads to a no
    needs: frozenset[str] = frozenset()
    area_chain: tuple[str, ...] = ()

    @property
    def is_outside(self) -> bool:
        """Whether the person lives outside the Thames Valley, where only national services help."""
        return self.area_chain == (COUNTRY,)

    @property
    def ages(self) -> tuple[int, int]:
        """The youngest and the oldest this person can be."""
        if self.age is not None:
            return self.age, self.age
        if self.audience == "adult":
            return 0 if self.about_a_child else ADULT, NO_LIMIT
        return 0, YOUNG_UP_TO if self.audience == "young_person" else NO_LIMIT

    @property
    def likely_young(self) -> bool:
        """Whether, with no age told, a service for young people is the better guess."""
        return self.age is None and (self.audience != "adult" or self.about_a_child)

    @property
    def about_a_child(self) -> bool:
        """Whether the needs are a child's, so that even an adult of untold age may ask for one."""
        return bool(self.needs & CHILD_NEEDS)

    @property
    def meant_needs(self) -> frozenset[str]:
        """The needs, with what they mean at the person's age; help after any crime where none was told."""
        grown_up = self.audience == "adult" and self.age is None
        told = [(age, meant) for need, age, meant in MEANS_LATER if need in self.needs]
        later = {meant for age, meant in told if grown_up or self.ages[0] >= age}
        return self.needs | later or frozenset({ANY_CRIME})

    @property
    def may_be_child(self) -> bool:
        """Whether the person is, or could be, under 18."""
        return self.ages[0] < ADULT

    @property
    def for_somebody_else(self) -> bool:
        """Whether an adult asks on behalf of the person."""
        return self.audience in ("parent_carer", "professional")
