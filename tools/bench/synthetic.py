"""One synthetic service: parts of several real records put together, under a name, numbers and places of its own.

The same seed gives the same services. Nothing in them can be mistaken for help: phone numbers come from the ranges that
Ofcom keeps free for drama ("Telephone numbers for drama use"), addresses from example.org.
"""

import re
from random import Random
from typing import Any

from tools.bench.vocabulary import Council, Need, Vocabulary

LOCAL, WHOLE_VALLEY = 0.70, 0.15  # shares; the rest is national. A large directory is mostly local
WITH_A_PLACE = 0.6  # share of local services that people can visit
WITHHELD = 0.15  # share of phone numbers that may not be published
NOT_OFFERED = 0.12
PUBLISHED_RANGES = ("0118 496 0", "020 7946 0", "03069 990", "08081 570", "0116 496 0", "0117 496 0", "0121 496 0",
                    "0151 496 0", "0161 496 0", "0191 498 0", "0113 496 0", "0114 496 0", "029 2018 0")  # fmt: skip
WITHHELD_RANGES = ("0131 496 0", "0141 496 0")
NORTH, WEST = (51.38, 52.12), (-1.65, -0.58)  # degrees: the box that holds the Thames Valley
KINDS = ("support service", "support service", "support service", "NHS service", "online service", "hub")
NOUNS = (
    "Service",
    "Project",
    "Helpline",
    "Support",
    "Centre",
    "Partnership",
    "Outreach",
    "Advice",
    "Advocacy",
    "Group",
)
BORROWED = ("ages", "sex", "referral", "cost", "languages", "interpreters", "accessibility", "audiences", "confidence")
TRUE_OR_FALSE = {"true": True, "false": False}
WORD_LIMIT = 60  # characters of a name before its number
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR"]


def slug_of(name: str) -> str:
    """As services_data names its files."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def organization(number: int, vocabulary: Vocabulary, seed: int) -> dict[str, Any]:
    """One who runs services."""
    random = Random(f"{seed} organization {number}")  # noqa: S311 - to be repeated, not to be secret
    name = f"{' '.join(random.sample(vocabulary.charity_words, 2))} {random.choice(NOUNS)} {number}"
    return {
        "slug": slug_of(name),
        "name": name,
        "description": random.choice(vocabulary.sentences),
        "website": f"https://organization-{number}.example.org",
    }


def service(number: int, organization_slug: str, vocabulary: Vocabulary, seed: int) -> dict[str, Any]:
    """One service, as a file under services_data holds it."""
    random = Random(f"{seed} service {number}")  # noqa: S311 - to be repeated, not to be secret
    council, need = random.choice(vocabulary.councils), random.choice(vocabulary.needs)
    town, words = random.choice(council.towns), random.choice(need.words)
    name = f"{town} {words[0].upper()}{words[1:WORD_LIMIT].strip()} {random.choice(NOUNS)} {number}"
    chance = random.random()
    reach = "local" if chance < LOCAL else "thames_valley" if chance < LOCAL + WHOLE_VALLEY else "national"
    offered = random.random() >= NOT_OFFERED
    hours = _hours(random)
    record: dict[str, Any] = {
        "slug": slug_of(name),
        "name": name,
        "organization": organization_slug,
        "kind": random.choice(KINDS),
        "status": "open" if offered else "check",
        **({} if offered else {"status_note": "Nobody could be reached when this was last looked at."}),
        "summary": f"{random.choice(vocabulary.sentences)} It is for people in and around {town}.",
        "needs": _needs(random, need, vocabulary),
        "keywords": [words, *random.sample(need.words, min(2, len(need.words)))],
    }
    for part in BORROWED:
        borrowed = random.choice(vocabulary.records).get(part)
        if borrowed is not None:
            record[part] = typed(borrowed)
    place = reach == "local" and random.random() < WITH_A_PLACE
    record["areas"] = {"reach": reach, "covers": _covers(random, reach, council, vocabulary)}
    record["contact"] = {
        "website": f"https://service-{number}.example.org/{slug_of(town)}",
        "email": f"help@service-{number}.example.org",
        "locations": [_location(random, council, town)] if place else [],
        "phones": _phones(random, hours),
    }
    if hours and random.random() < 0.5:
        record["opening"] = {"schedule": hours, "words": "Monday to Friday, by day."}
    record |= _provenance(random, number, vocabulary)
    return record


def typed(value: Any) -> Any:
    """Text as it stands in a file → what YAML makes of it there."""
    if isinstance(value, dict):
        return {key: typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [typed(item) for item in value]
    return int(value) if value.isdigit() else TRUE_OR_FALSE.get(value, value)


def _needs(random: Random, need: Need, vocabulary: Vocabulary) -> dict[str, list[str]]:
    others = [other.id for other in random.sample(vocabulary.needs, random.randint(0, 5)) if other.id != need.id]
    return {"main": [need.id, *others[:1]], "also": others[1:]}


def _covers(random: Random, reach: str, council: Council, vocabulary: Vocabulary) -> list[str]:
    if reach == "national":
        return ["england"]
    if reach == "thames_valley":
        return ["thames-valley"]
    neighbours = random.sample(vocabulary.councils, random.choice((0, 0, 0, 1, 2)))
    return list(dict.fromkeys([council.id, *(other.id for other in neighbours)]))


def _hours(random: Random) -> list[dict[str, Any]]:
    if random.random() < 0.3:
        return []
    rows = [
        {"byday": WEEKDAYS, "opens_at": f"{random.randint(8, 10):02}:00", "closes_at": f"{random.randint(15, 20)}:30"}
    ]
    if random.random() < 0.2:
        rows.append({"byday": ["SA"], "opens_at": "10:00", "closes_at": "13:00"})
    return rows


def _phones(random: Random, hours: list[dict[str, Any]]) -> list[dict[str, Any]]:
    phones: list[dict[str, Any]] = []
    for _ in range(random.choice((0, 1, 1, 1, 2))):
        withheld = random.random() < WITHHELD
        start = random.choice(WITHHELD_RANGES if withheld else PUBLISHED_RANGES)
        phone: dict[str, Any] = {"number": f"{start}{random.randint(0, 999):03}", "description": "Helpline"}
        if hours:
            phone |= {"availability": "scheduled", "hours": hours}
        else:
            phone["availability"] = random.choice(("always", "unknown"))
        phone |= {"confidence": random.choice(("high", "medium", "low")), "publish": not withheld}
        if withheld:
            phone["why_not_published"] = "To be asked for."
        if phone["number"] not in {other["number"] for other in phones}:
            phones.append(phone)
    return phones


def _location(random: Random, council: Council, town: str) -> dict[str, Any]:
    inward = f"{random.randint(1, 9)}{random.choice('ABDE')}{random.choice('FGH')}"
    return {
        "name": f"{town} office",
        "address_1": f"{random.randint(1, 200)} {random.choice(NOUNS)} Street",
        "city": town,
        "postal_code": f"{random.choice(council.districts)} {inward}",
        "latitude": round(random.uniform(*NORTH), 5),
        "longitude": round(random.uniform(*WEST), 5),
    }


def _provenance(random: Random, number: int, vocabulary: Vocabulary) -> dict[str, Any]:
    sources = [
        {
            "url": f"https://service-{number}.example.org/source-{position}",
            "title": f"Page {position} of the service",
            "stored_date": f"2026-0{random.randint(1, 9)}",
            "supports": random.choice(("phone number", "hours", "who it is for", "what it does", "areas")),
        }
        for position in range(1, random.randint(2, 5))
    ]
    paid_by = random.sample(vocabulary.commissioners, random.choice((0, 0, 1, 1, 2)))
    return {
        "commissioners": [{"commissioner": one} for one in paid_by],
        "assurance": {"level": "sourced", "date": "2026-11-22"},
        "check_due": f"2027-0{random.randint(1, 9)}-15",
        "sources": sources,
        "notes": [random.choice(vocabulary.sentences)],
    }
