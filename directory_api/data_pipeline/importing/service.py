"""A feed's record as the fields of one of ours. Text may be lost on the way, never added."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from directory_api.data_pipeline.identity import record_id
from directory_api.data_pipeline.importing import own_fields
from directory_api.data_pipeline.importing.ages import ages_of
from directory_api.data_pipeline.importing.contact import contact_of, people_of
from directory_api.data_pipeline.importing.coping import Coping
from directory_api.data_pipeline.importing.hours import schedule_of
from directory_api.data_pipeline.importing.needs import About, about
from directory_api.data_pipeline.importing.organizations import slug_of
from directory_api.data_pipeline.importing.places import Cover, cover_of, must_stay_hidden
from directory_api.data_pipeline.importing.plain_text import ShownText
from directory_api.data_pipeline.importing.reading import Built, NotTaken, Reading
from directory_api.data_pipeline.importing.sentences import say
from directory_api.data_pipeline.importing.shapes import renamed
from directory_api.data_pipeline.importing.values import FeedRecord, cleaned, date_of, items_of, text_of
from directory_api.data_pipeline.importing.words_of_a_service import (
    accessibility_of,
    ages_in_words,
    cost_of,
    languages_of,
)

CHECK_AFTER = timedelta(days=90)
HASH_LETTERS = 8
NOT_ACTIVE = {"inactive": "inactive", "defunct": "defunct", "temporarily closed": "temporarily_closed"}
LONGEST_NOTE = 400  # characters
BERKSHIRE = "berkshire"
KEPT_EMPTY = frozenset({"covers", "needs", "audiences", "contact"})


def build(raw: Any, position: int, reading: Reading) -> Built:
    """One record of a feed. Raises NotTaken where it has no name or is no object at all."""
    coping = Coping()
    own = reading.feed.own_export and isinstance(raw, Mapping) and own_fields.is_ours(raw)
    record = cleaned(renamed(raw), coping, verbatim=own)
    if not isinstance(record, Mapping):
        raise NotTaken("not_an_object")
    shown = ShownText(coping, reading.blaming, people_of(record, coping), verbatim=own)
    name = text_of(record, "name")
    if name is None and (name := text_of(record, "alternate_name")):
        coping.note("name_from_elsewhere")
    origin_id = text_of(record, "id")
    if record.get("deleted") is True:
        return Built(position, origin_id or "", name or "", "", "", {}, coping, deleted=True)
    if name is None:
        raise NotTaken("no_name")
    shown.hide_places = must_stay_hidden(record, coping) and not own
    name = shown.name(name)
    if origin_id is None:
        coping.note("no_id")
        organization = record.get("organization")
        run_by = text_of(organization, "name") if isinstance(organization, Mapping) else ""
        origin_id = record_id("feed_record", reading.feed.publisher, run_by or "", name)
    slug = own_fields.slug_of_ours(record) if own else _slug(name, reading.feed.publisher, origin_id)
    if not slug:
        raise NotTaken("no_slug")
    fields = _fields(record, name, slug, origin_id, shown, reading)
    if own:
        fields = own_fields.over(fields, record, reading)
    _count(record, fields, shown.names, coping)
    if shown.hide_places:
        coping.areas_not_known.clear()  # their words could tell where it is, and the report tells them
    kept = _without_empty(fields)
    return Built(position, origin_id, name, slug, _folder(kept["areas"], reading), kept, coping)


def _fields(
    record: FeedRecord, name: str, slug: str, origin_id: str, shown: ShownText, reading: Reading
) -> dict[str, Any]:
    """Every field in the order of templates/service.yml."""
    coping, feed = shown.coping, reading.feed
    organization, organization_id = reading.organizations.slug_for(record, shown, coping)
    cover, subject = cover_of(record, reading.areas, coping), about(record, reading.needs, shown, coping)
    schedule = schedule_of(record, feed.read_on, coping)
    other_name = text_of(record, "alternate_name")
    origin = {"publisher": feed.publisher, "id": origin_id, "url": feed.url, "organization_id": organization_id}
    return {
        "slug": slug,
        "name": name,
        "other_names": [shown.name(other_name)] if other_name and other_name != name else [],
        "organization": organization,
        "kind": say("record", "kind"),
        "status": "check",
        "status_note": _status_note(record, feed.publisher),
        "summary": shown.fit(text_of(record, "description")) or say("record", "no_summary"),
        "audiences": subject.audiences,
        "needs": {key: value for key, value in (("main", subject.main), ("also", subject.also)) if value},
        "keywords": subject.keywords,
        "ages": _ages(record, shown),
        "areas": _areas(cover, coping),
        "contact": contact_of(record, shown, reading.areas, national=cover.reach == "national"),
        "opening": {"schedule": schedule, "words": _hours_in_words(record, shown)},
        "cost": cost_of(record, shown),
        "languages": languages_of(record, shown),
        "interpreters": shown.fit(text_of(record, "interpretation_services")),
        "accessibility": accessibility_of(record, shown),
        "referral": {"note": shown.fit(text_of(record, "application_process"))},
        "confidence": {"overall": "low", "independent_sources": 1 if feed.url else 0},
        "assurance": {"level": "sourced", "date": feed.read_on.isoformat()},
        "check_due": (feed.read_on + CHECK_AFTER).isoformat(),
        "sources": _sources(record, reading, coping),
        "origin": {key: value for key, value in origin.items() if value},
        "notes": _notes(subject, shown),
    }


def _without_empty(value: Any) -> Any:
    """The value without empty fields. `covers` stays: no area at all is a fact of its own."""
    if not isinstance(value, dict):
        return value
    inner = {key: _without_empty(item) for key, item in value.items()}
    return {key: item for key, item in inner.items() if key in KEPT_EMPTY or item not in (None, [], {}, "")}


def _slug(name: str, publisher: str, origin_id: str) -> str:
    """The name, and what tells it apart from others of that name: the same in every import, whatever else is there."""
    return f"{slug_of(name) or 'service'}-{record_id('feed_record', publisher, origin_id)[:HASH_LETTERS]}"


def _status_note(record: FeedRecord, publisher: str) -> str:
    status = (text_of(record, "status") or "").casefold().replace("_", " ")
    return say("record", f"status_{NOT_ACTIVE.get(status, 'check')}", publisher=publisher)


def _ages(record: FeedRecord, shown: ShownText) -> dict[str, Any]:
    ages = ages_of(record, shown.coping)
    told = shown.fit(text_of(record, "eligibility_description", "eligibility"))
    if not ages.found:
        return {"basis": "not_found", **({"words": told} if told else {})}
    limits = {"minimum": ages.minimum, "maximum": ages.maximum}
    return {
        **{key: value for key, value in limits.items() if value is not None},
        "basis": "inferred",
        "basis_note": say("record", "ages_note"),
        "words": told or ages_in_words(ages),
    }


def _areas(cover: Cover, coping: Coping) -> dict[str, Any]:
    note = "some_areas" if coping.areas_not_known else None
    note = note if cover.covers else "no_area"
    fields: dict[str, Any] = {"reach": cover.reach, "covers": cover.covers}
    return {**fields, "note": say("record", note)} if note else fields


def _hours_in_words(record: FeedRecord, shown: ShownText) -> str | None:
    rows = items_of(record, shown.coping, "schedules", "regular_schedules")
    told = dict.fromkeys(text for row in rows if (text := text_of(row, "description")))
    return shown.fit("\n".join(told)) if told else None


def _sources(record: FeedRecord, reading: Reading, coping: Coping) -> list[dict[str, Any]]:
    """The feed is the source. When it last changed and when it was assured there is told as its publisher tells it."""
    feed = reading.feed
    if feed.url is None:
        return []
    changed = date_of(record.get("last_modified"), coping)
    assured = date_of(record.get("assured_date"), coping)
    key = "source_supports" if changed else "source_supports_undated"
    supports = say("record", key, changed=changed)
    if assured:
        supports = say("record", "supports_assured", supports=supports, date=assured)
    source = {"url": feed.url, "title": say("record", "source_title", publisher=feed.publisher), "supports": supports}
    return [{**source, "stored_date": changed.isoformat()} if changed else source]


def _notes(subject: About, shown: ShownText) -> list[str]:
    """What the reviewer has to settle. The feed's own words for areas could tell where a hidden place is."""
    coping = shown.coping
    notes: list[str] = []
    areas = [] if shown.hide_places else coping.areas_not_known
    if not (subject.main or subject.also):
        notes.append(say("record", "no_need_note"))
    if not subject.audiences:
        notes.append(say("record", "no_audience_note"))
    for key, names in (("terms", coping.terms_not_known), ("areas", areas)):
        if names:
            notes.append(say("record", f"{key}_note", **{key: "; ".join(dict.fromkeys(names))[:LONGEST_NOTE]}))
    return notes


def _folder(areas: Mapping[str, Any], reading: Reading) -> str:
    """The one area it covers; Berkshire for several there; national, or the Thames Valley for all else."""
    covers = areas["covers"]
    if areas["reach"] == "national":
        return "national"
    if len(covers) == 1:
        return str(covers[0])
    in_berkshire = [BERKSHIRE in reading.areas.around(area) for area in covers]
    return BERKSHIRE if covers and all(in_berkshire) and BERKSHIRE in reading.areas.ids else "thames-valley"


def _count(record: FeedRecord, fields: Mapping[str, Any], people: list[str], coping: Coping) -> None:
    """Count what the feed did not say."""
    missing = {
        "no_assured_date": date_of(record.get("assured_date"), Coping()) is None,
        "no_status": text_of(record, "status") is None,
        "no_description": text_of(record, "description") is None,
        "no_need": not fields["needs"],
        "no_audience": not fields["audiences"],
        "no_area": not fields["areas"]["covers"],
        "addresses_hidden": bool(fields["contact"].get("address_confidential")),
    }
    for kind, is_missing in missing.items():
        if is_missing:
            coping.note(kind)
    coping.note("areas_not_known", len(coping.areas_not_known))
    coping.note("terms_not_known", len(coping.terms_not_known))
    withheld = [phone for phone in fields["contact"].get("phones", []) if not phone["publish"]]
    coping.note("phones_withheld", len(withheld))
    coping.note("contacts_left_out", len(people))
