"""Valid records of services, made up by hypothesis: whatever the checks allow, an export must carry."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from directory_api.data_pipeline.records.service import OFFERED_STATUSES, Service
from directory_api.vocabulary import AUDIENCES, NEEDS, STATUSES

COUNCILS = ["oxfordshire", "buckinghamshire", "milton-keynes", "reading", "slough", "wokingham", "west-berkshire"]
COVERS = [["england"], ["thames-valley"], ["berkshire", "oxfordshire"], []]
NUMBERS = ["0118 955 5111", "0800 1111", "116 123", "999", "01296 383962", "0300 1234 148", "08 08 16 89 111"]
COMMISSIONERS = ["pcc-thames-valley", "thames-valley-police", "ministry-of-justice"]
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
CLOCKS = ["00:00", "07:30", "09:00", "12:15", "17:00", "23:30"]
LISTED_WITH = ";"  # what separates the texts of a list where they stand in one cell

letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))
texts = st.text(letters, min_size=1, max_size=30).filter(lambda text: text == text.strip())
listed_texts = texts.filter(lambda text: LISTED_WITH not in text)
dates = st.dates(date(2020, 1, 1), date(2026, 11, 22)).map(date.isoformat)
websites = st.sampled_from(["https://www.example.org", "http://example.org/a?b=c#d", "https://example.org/é"])


def some(values: list[str], at_least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), min_size=at_least, max_size=4, unique=True)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def known(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value is not None}


hours = st.fixed_dictionaries(
    {
        "byday": some(DAYS, 1),
        "opens_at": st.sampled_from(CLOCKS),
        "closes_at": st.sampled_from([*CLOCKS, "24:00"]),
        "open_on_bank_holidays": st.booleans(),
    }
)
plain_dates = st.builds(lambda year: f"about {year}", st.integers(2000, 2026)) | dates


@st.composite
def phones(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = []
    for number in draw(some(NUMBERS)):
        availability = draw(st.sampled_from(["always", "scheduled", "out_of_hours", "unknown"]))
        published = draw(st.booleans())
        found.append(
            known(
                {
                    "number": number,
                    "type": draw(st.sampled_from(["voice", "text", "textphone"])),
                    "description": draw(maybe(texts)),
                    "purpose": draw(st.sampled_from(["help", "lado"])),
                    "availability": availability,
                    "availability_note": draw(maybe(texts)),
                    "hours": draw(st.lists(hours, min_size=1, max_size=3)) if availability == "scheduled" else [],
                    "for_professionals_only": draw(st.booleans()),
                    "confidence": draw(st.sampled_from(["high", "medium", "low"])),
                    "publish": published,
                    "why_not_published": None if published else "From memory.",
                }
            )
        )
    return found


@st.composite
def places(draw: st.DrawFn) -> list[dict[str, Any]]:
    streets = draw(st.lists(texts, max_size=2, unique=True))
    degrees = {"latitude": st.floats(49, 61), "longitude": st.floats(-9, 2)}
    return [
        known({"name": draw(texts), "address_1": street, "city": draw(texts), "postal_code": "RG1 2AB"})
        | known({"description": draw(maybe(texts))})
        | ({key: round(draw(degree), 6) for key, degree in degrees.items()} if draw(st.booleans()) else {})
        for street in streets
    ]


@st.composite
def services(draw: st.DrawFn) -> Service:
    status = draw(st.sampled_from(STATUSES))
    needs = draw(some(list(NEEDS), 1))
    main = draw(st.integers(0, len(needs)))
    always, basis = draw(st.booleans()), draw(st.sampled_from(["stated", "inferred", "not_found"]))
    youngest, oldest = sorted(draw(st.lists(st.integers(0, 120), min_size=2, max_size=2)))
    hidden = draw(st.booleans())
    sex = {"words": draw(texts)} | known({"rule": draw(maybe(st.sampled_from(["women", "men"])))})
    level = draw(st.sampled_from(["sourced", "confirmed"]))
    referral = {f"{who}_referral": draw(maybe(st.booleans())) for who in ("self", "professional", "police")}
    fields = {
        "slug": draw(st.from_regex(r"[a-z]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)),
        "name": draw(texts),
        "other_names": draw(st.lists(listed_texts, max_size=2)),
        "organization": "victim-support",
        "kind": draw(texts),
        "status": status,
        "status_note": draw(maybe(texts)),
        "successor": None if status in OFFERED_STATUSES else draw(maybe(st.just("victims-first"))),
        "summary": draw(texts),
        "audiences": draw(some(list(AUDIENCES), 1)),
        "needs": {"main": needs[:main], "also": needs[main:]},
        "keywords": draw(st.lists(listed_texts, max_size=3)),
        "ages": known(
            {
                "minimum": draw(maybe(st.just(youngest))) if basis != "not_found" else None,
                "maximum": draw(maybe(st.just(oldest))) if basis != "not_found" else None,
                "maximum_with_additional_needs": draw(maybe(st.just(oldest))),
                "basis": basis,
                "words": draw(maybe(texts)),
            }
        ),
        "sex": draw(maybe(st.just(sex))),
        "areas": known(
            {
                "reach": draw(st.sampled_from(["local", "thames_valley", "national"])),
                "covers": draw(st.sampled_from(COVERS) | some(COUNCILS)),
                "note": draw(maybe(texts)),
            }
        ),
        "contact": known(
            {
                "website": draw(maybe(websites)),
                "email": draw(maybe(st.just("help@example.org"))),
                "text": draw(maybe(st.fixed_dictionaries({"words": texts}))),
                "webchat": draw(maybe(texts)),
                "address_note": None if hidden else draw(maybe(texts)),
                "address_confidential": hidden,
                "locations": [] if hidden else draw(places()),
                "phones": draw(phones()),
            }
        ),
        "opening": known(
            {
                "always_open": always,
                "schedule": [] if always else draw(st.lists(hours, max_size=2)),
                "words": draw(maybe(texts)),
            }
        ),
        "cost": draw(maybe(texts)),
        "languages": [
            known({"name": name, "code": draw(maybe(st.just("ur"))), "note": draw(maybe(texts))})
            for name in draw(st.lists(texts, max_size=2, unique=True))
        ],
        "interpreters": draw(maybe(texts)),
        "accessibility": draw(maybe(texts)),
        "referral": known({**referral, "police_report_needed": draw(maybe(st.booleans())), "note": draw(maybe(texts))}),
        "commissioners": [
            known({"commissioner": item, "note": draw(maybe(texts))}) for item in draw(some(COMMISSIONERS))
        ],
        "confidence": {"overall": draw(st.sampled_from(["high", "medium", "low"])), "independent_sources": 1},
        "assurance": {"level": level, "date": draw(dates)} | ({"by": draw(texts)} if level == "confirmed" else {}),
        "check_due": draw(dates),
        "sources": [
            known(
                {
                    "url": draw(websites),
                    "title": draw(texts),
                    "supports": draw(texts),
                    "stored_date": draw(maybe(plain_dates)),
                }
            )
            for _ in range(draw(st.integers(0, 2)))
        ],
        "origin": draw(maybe(st.fixed_dictionaries({"publisher": texts, "id": texts, "url": websites}))),
        "unconfirmed": [{"what": "email", "value": "old@example.org", "why": "From memory."}],
        "notes": ["Never shown."],
    }
    return Service.model_validate(known(fields))
