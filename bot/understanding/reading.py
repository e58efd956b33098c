"""What one message was understood to say. Ids and our own names only: no text of the visitor's is kept in it."""

from dataclasses import dataclass

IMMEDIATE_DANGER = "immediate_danger"
SELF_HARM = "self_harm"
DISCLOSURE = "disclosure"
NONE = "none"

# Most urgent first: when several levels fire in one message, the first of these is `Reading.danger`.
LEVELS = (IMMEDIATE_DANGER, SELF_HARM, DISCLOSURE)


@dataclass(frozen=True)
class Reading:
    """Everything one message told us. A value of None, False or () means "not said"; it never means "no".

    danger: "none" or one of LEVELS. A person at the act now (tablets taken, on the bridge) is `immediate_danger`, and
        `danger_levels` then holds `self_harm` too, so that both kinds of help can be shown.
    danger_levels: every level that fired, most urgent first.
    danger_signals: ids of the lexicon entries that fired; enough to explain a reading, never the visitor's words.
    audience: young_person, parent_carer, professional, adult.
    audience_guessed: it was learnt to be likely, not said; what is known already stands over it.
    for_self: True "for me", False for somebody else (a child, a friend, a pupil), None not said.
    age: whole years, 0-110; of the writer or of the person to be helped, as `age_is_of` ("writer", "other") says.
    areas: council area ids from areas.yml; several mean the place is ambiguous and the guide should ask.
    place: the place's name, or postcode district, as our data spells it; also set for a place outside.
    outside: it lies outside the Thames Valley; with `areas` set as well, a postcode district lies on both sides.
    needs: need ids, the most likely first. needs_unsure: the person should say which of them it is.
    out_of_scope: it likely asks for something that the guide is not for, whatever facts stand in it.
    refuses: the person would rather not answer. not_sure: the person does not know.
    language: ISO 639 code of the language it is written in, Dari as "fa"; None for English or when it cannot be told.
    """

    danger: str = NONE
    danger_levels: tuple[str, ...] = ()
    danger_signals: tuple[str, ...] = ()
    audience: str | None = None
    audience_guessed: bool = False
    speaker_is_friend: bool = False
    for_self: bool | None = None
    age: int | None = None
    age_is_of: str | None = None
    areas: tuple[str, ...] = ()
    place: str | None = None
    outside: bool = False
    needs: tuple[str, ...] = ()
    needs_unsure: bool = False
    out_of_scope: bool = False
    refuses: bool = False
    not_sure: bool = False
    language: str | None = None
