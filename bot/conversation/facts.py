"""What one message adds to what is known about whom to help, and what is still to be asked."""

from dataclasses import dataclass, field
from typing import Any

ANSWERS = ("audience", "area", "age", "needs")
# Every slot that facts live in; the rest of the tracker is bookkeeping.
FACT_SLOTS = (*ANSWERS, "area_choices", "needs_choices", "age_of", "also_ask")
REFUSED = "refused"
OUTSIDE = "outside"
ANY_CRIME = "any_crime"  # says nothing beside a more telling need
ADULT_AT = 18
AUDIENCES = ("young_person", "parent_carer", "professional", "adult")

# A professional gets the front door of the child's council after two answers; age and need can be added later.
ASKED_OF = {"professional": ("audience", "area")}
# Whoever speaks for themselves: their age says whether they are a young person or an adult.
SPEAKS_FOR_SELF = ("self", "young_person", "adult")
MOST_NEEDS = 6

Known = dict[str, Any]


@dataclass(frozen=True)
class Message:
    """One message as it was read: its intent and the values of its entities. Never the words themselves."""

    intent: str = ""
    values: dict[str, list[Any]] = field(default_factory=dict)

    def first(self, name: str) -> Any:
        """The first value of an entity, or None."""
        return next(iter(self.values.get(name, [])), None)


def slot_changes(message: Message, known: Known) -> Known:
    """The slots that `message` changes, given what is `known` already (slot values, and `requested_slot`)."""
    changes = {
        **_refusal(message, known),
        **_who(message, known),
        **_where(message, known),
        **_age(message),
        **_needs(message, known),
    }
    now_known = {**known, **changes}
    if now_known.get("age_of") == "writer" and _helps_someone_else(now_known):
        changes.update(age=None, age_of=None)
    elif isinstance(changes.get("age"), int) and not now_known.get("age_of"):
        changes["age_of"] = "other" if _helps_someone_else(now_known) else "writer"
    return {name: value for name, value in changes.items() if known.get(name) != value}


def next_question(known: Known) -> str | None:
    """Which of ANSWERS to ask for next, or None when enough is known to name services."""
    asked = ASKED_OF.get(known.get("audience") or "", ANSWERS)
    wanted = [*asked, known.get("also_ask")]
    return next((name for name in ANSWERS if name in wanted and known.get(name) in (None, [])), None)


def audience_of(known: Known) -> str | None:
    """The audience id that services know, or None: for oneself or a friend the age tells child from adult."""
    audience = known.get("audience")
    age = known.get("age")
    if audience in (*SPEAKS_FOR_SELF, "friend") and isinstance(age, int):
        return "young_person" if age < ADULT_AT else "adult"
    return audience if audience in AUDIENCES else None


def needs_of(known: Known) -> list[str]:
    """The need ids that were said, without the mark of a refusal."""
    return [need for need in known.get("needs") or [] if need != REFUSED]


def needs_for_help(known: Known) -> list[str]:
    """The need ids that help is chosen by: those that were said, or else those that it may be."""
    return needs_of(known) or known.get("needs_choices") or []


def wording_group(known: Known) -> str:
    """To whom the words speak: self, friend, parent_carer, professional, or someone when that was not said."""
    audience = known.get("audience")
    if audience in SPEAKS_FOR_SELF:
        return "self"
    return audience if audience in ("friend", "parent_carer", "professional") else "someone"


def _helps_someone_else(known: Known) -> bool:
    return known.get("audience") in ("friend", "parent_carer", "professional")


def _refusal(message: Message, known: Known) -> Known:
    part = message.first("part") or known.get("requested_slot")
    if message.intent == "more_needs" and part == "needs":
        # None of the kinds offered: help after any crime, and the rarer kinds beside it.
        return {"needs": [REFUSED], "needs_choices": None}
    if message.intent not in ("refuse", "not_sure") or part not in ANSWERS:
        return {}
    if part == "needs":
        return {"needs": [REFUSED]}  # what it may be still helps to choose services
    return {part: REFUSED, **({"area_choices": None} if part == "area" else {})}


def _who(message: Message, known: Known) -> Known:
    said, person = message.first("audience"), message.first("person")
    if person == "friend":
        return {"audience": "friend"}
    if known.get("audience") == "friend" and said in SPEAKS_FOR_SELF and not (person or message.first("chosen")):
        return {}  # "she is at my school" is still about the friend
    if said and not (known.get("audience") and message.first("guessed")):
        return {"audience": said}
    if person == "self" and known.get("audience") not in SPEAKS_FOR_SELF:
        return {"audience": "self"}
    if known.get("requested_slot") == "audience" and message.first("age") and message.first("age_of") != "other":
        return {"audience": "self"}  # "14", to the question who they are
    return {}


def _where(message: Message, known: Known) -> Known:
    areas, outside = message.values.get("area", []), message.first("outside")
    if len(areas) == 1:
        return {"area": areas[0], "area_choices": None}
    if areas and known.get("area") not in areas:
        return {"area": None, "area_choices": areas}
    if outside and not areas:
        return {"area": OUTSIDE, "area_choices": None}
    return {}


def _age(message: Message) -> Known:
    age = message.first("age")
    return {} if age is None else {"age": int(age), "age_of": message.first("age_of")}


def _needs(message: Message, known: Known) -> Known:
    said, choices = message.values.get("need", []), message.values.get("need_choice", [])
    if message.intent.startswith("ask_"):
        return {}  # to ask what grooming is does not say that it happened
    if choices and not known.get("needs"):
        return {"needs_choices": choices}
    if not said:
        return {}
    # A button is the answer; words add to what was said before.
    before = [] if message.first("chosen") else needs_of(known)
    needs = list(dict.fromkeys([*said, *before]))
    telling = [need for need in needs if need != ANY_CRIME]
    return {"needs": (telling or needs)[:MOST_NEEDS], "needs_choices": None}
