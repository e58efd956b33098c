"""Draws a ranked service as a card, from its record and wording.yml."""

from datetime import date, datetime

from directory_api.availability import PhoneState
from directory_api.models import Phone, Service
from directory_api.opening_hours import Opening, opening_words
from directory_api.person import Person
from directory_api.recommendations.rank import Ranked, Role
from directory_api.recommendations.reasons import ReasonWords
from directory_api.recommendations.schemas import Card, CardAssurance, CardEligibility, CardPhone
from directory_api.wording import words


def draw_card(ranked: Ranked, person: Person, reasons: ReasonWords, now: datetime) -> Card:
    """Return the card of a ranked service at that moment."""
    candidate = ranked.candidate
    service, opening = candidate.service, candidate.availability.opening
    why = reasons.why(service, candidate.answer)
    if ranked.role is Role.FRONT_DOOR:
        why.insert(0, words("reasons", "front_door"))
    elif candidate.answer.reason("other_needs"):
        why.insert(0, words("reasons", "first_door"))
    return Card(
        id=service.id,
        slug=service.slug,
        name=service.name,
        organization=service.organization.name,
        what_it_does=service.description,
        why=why,
        role=ranked.role.value,
        reach=service.reach,
        phones=[_phone(state) for state in candidate.availability.phones],
        text=service.text_contact,
        website=service.url,
        webchat=service.webchat,
        email=service.email,
        address=service.address_note,
        open_now=opening.open_now,
        hours=_hours(service, opening, now),
        referral=referral_words(service, person),
        cost=service.fees_description,
        accessibility=service.accessibility_note,
        languages=_languages(service),
        eligibility=CardEligibility(
            answer=candidate.answer.verdict.value, reasons=reasons.answer_reasons(service, candidate.answer)
        ),
        assurance=CardAssurance(level=service.assurance, date=service.assured_date, text=assurance_words(service)),
    )


def referral_words(service: Service, person: Person) -> str:
    """Say how the one who asks gets help there."""
    routes = {
        "parent_carer": ("parent_or_carer", service.parent_or_carer_referral),
        "professional": ("professional", service.professional_referral),
    }
    route, open_to_asker = routes.get(person.audience or "", ("self", service.self_referral))
    sentences = [words("referral", route if open_to_asker else "self" if service.self_referral else "ask")]
    if service.referral_note:
        sentences.append(service.referral_note)
    if service.police_report_needed is False:
        sentences.append(words("referral", "no_police_report"))
    return " ".join(sentences)


def assurance_words(service: Service) -> str:
    """Say how sure the directory is: read in published sources, or confirmed by the service."""
    return words("assurance", service.assurance, date=date_words(service.assured_date), by=service.assured_by)


def tel_link(phone: Phone) -> str:
    """Return the number as a link opens it."""
    return f"tel:{phone.tel}"


def date_words(day: date) -> str:
    """Write a date as people say it: 22 November 2026."""
    return f"{day.day} {words('months', str(day.month))} {day.year}"


def _phone(state: PhoneState) -> CardPhone:
    phone = state.phone
    return CardPhone(
        number=phone.number,
        tel=tel_link(phone),
        description=phone.description,
        availability_note=phone.availability_note,
        open_now=state.opening.open_now,
    )


def _hours(service: Service, opening: Opening, now: datetime) -> str | None:
    """Say whether it is open, then the hours in words. For a service that never shuts, the words alone are enough."""
    status = opening_words(opening, now)
    if opening.changes_at is None and service.hours_note:
        return service.hours_note
    return " ".join(filter(None, (status, service.hours_note))) or None


def _languages(service: Service) -> str | None:
    names = words("lists", "separator").join(sorted(language.name for language in service.languages))
    return " · ".join(filter(None, (names, service.interpretation_services))) or None
