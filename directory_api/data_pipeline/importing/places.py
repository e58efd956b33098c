"""Where a service helps and where it is: areas by codes and names, and addresses unless they must not be known."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from directory_api.data_pipeline.importing.coping import Coping
from directory_api.data_pipeline.importing.needs import terms_of
from directory_api.data_pipeline.importing.plain_text import ShownText, plain
from directory_api.data_pipeline.importing.values import FeedRecord, flag_of, items_of, number_of, object_of, text_of
from directory_api.data_pipeline.place_rows import fold
from directory_api.data_pipeline.records.places import AreasFile

ENGLAND, THAMES_VALLEY = "england", "thames-valley"
GSS_CODE = re.compile(r"\b[EKNSW]\d{8}\b")
WHOLE_COUNTRY_CODES = frozenset({"E92000001", "K02000001", "K03000001", "K04000001"})
WHOLE_COUNTRY = frozenset(
    fold(name)
    for name in ("National", "Nationwide", "UK", "United Kingdom", "UK wide", "Great Britain", "GB", "England",
                 "England and Wales", "Whole of England", "All of England", "The whole of the UK")
)  # fmt: skip
OFFICE_WORDS = re.compile(
    r"\b(?:county|city|borough|district|unitary|metropolitan|council|royal|of|the|area|all)\b", re.IGNORECASE
)
POSTCODE = re.compile(r"^([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})$")
# Where any of these is said, an address could lead to people who hide.
MUST_STAY_HIDDEN = re.compile(
    r"\brefuges?\b|\bsafe[- ]?(?:house|home|accommodation)s?\b|\bundisclosed\b|\bsecret (?:address|location)\b"
    r"|\bconfidential (?:address|location|venue)|\b(?:address|location|venue)\b[^.]{0,30}\b(?:is|are|kept|not|be) "
    r"(?:confidential|secret|withheld|disclosed|published|given)|\bemergency accommodation\b|\bplace of safety\b",
    re.IGNORECASE,
)
# Somewhere to stay, for people whom somebody may be looking for: a refuge that does not call itself one.
SOMEWHERE_TO_STAY = re.compile(
    r"\baccommodation\b|\bhousing\b|\bshelters?\b|\bhostels?\b|\bplaces? to stay\b", re.IGNORECASE
)
LOOKED_FOR = re.compile(
    r"\bdomestic (?:abuse|violence)\b|\bhonou?r[- ]based\b|\bforced marriage\b|\bslavery\b|\btraffick", re.IGNORECASE
)
LATITUDES, LONGITUDES = (49.0, 61.0), (-9.0, 2.0)  # degrees, the United Kingdom
COORDINATE_DECIMALS = 6


@dataclass
class AreaNames:
    """Our areas by every name and code that a feed may call them by."""

    by_name: dict[str, str]
    by_code: dict[str, str]
    ids: frozenset[str]
    parents: dict[str, str | None]
    districts: frozenset[str]  # postcode districts that we know, ours and our neighbours'

    @classmethod
    def of(cls, file: AreasFile) -> "AreaNames":
        """The names in areas.yml. Towns are not among them: a service for a town is not one for its council."""
        called = [(name, area.id) for area in file.areas for name in (area.id, area.name, area.council_name) if name]
        called += [(name, area.id) for area in file.areas for name in area.other_names]
        names: dict[str, str] = {}
        for name, area_id in called:
            names.setdefault(fold(name), area_id)
        for name, area_id in called:
            names.setdefault(fold(OFFICE_WORDS.sub(" ", name)) or fold(name), area_id)
        return cls(
            by_name=names,
            by_code={area.gss_code: area.id for area in file.areas if area.gss_code},
            ids=frozenset(area.id for area in file.areas),
            parents={area.id: area.parent for area in file.areas},
            districts=frozenset(item.code for item in file.postcode_districts)
            | frozenset(item.code for item in file.outside_districts),
        )

    def find(self, name: str) -> str | None:
        """The area of that name, with or without "Council", "City of" and the like."""
        if fold(name) in WHOLE_COUNTRY:
            return ENGLAND
        return self.by_name.get(fold(name)) or self.by_name.get(fold(OFFICE_WORDS.sub(" ", name)) or "-")

    def around(self, area: str) -> Iterator[str]:
        """The areas that one lies in, from the nearest."""
        parent = self.parents.get(area)
        while parent:
            yield parent
            parent = self.parents.get(parent)

    def outermost(self, areas: Iterable[str]) -> list[str]:
        """The areas without those that lie in another of them, each once."""
        wanted = list(dict.fromkeys(areas))
        return [area for area in wanted if not set(self.around(area)) & set(wanted)]


@dataclass
class Cover:
    """The areas of ours that a service helps in, and how far it reaches."""

    covers: list[str] = field(default_factory=list)

    @property
    def reach(self) -> str:
        """local, thames_valley or national, by what is covered."""
        if ENGLAND in self.covers:
            return "national"
        return "thames_valley" if THAMES_VALLEY in self.covers else "local"


def cover_of(record: FeedRecord, areas: AreaNames, coping: Coping) -> Cover:
    """Our areas among those the feed names, by our own id, by code, then by name. The others are noted by name."""
    found: list[str] = []
    rows = items_of(record, coping, "service_areas", "service_area")
    for place in items_of(record, coping, "service_at_locations"):
        rows = [*rows, *items_of(place, coping, "service_areas")]
    for row in rows:
        area = _area(row, areas)
        if area:
            found.append(area)
        elif name := text_of(row, "name", "service_area", "description"):
            coping.areas_not_known.append(" ".join(plain(name, coping).split()))
    return Cover(areas.outermost(found))


def _area(row: FeedRecord, areas: AreaNames) -> str | None:
    own = text_of(row, "x_area_id")
    if own in areas.ids:
        return own
    for code in GSS_CODE.findall(f"{text_of(row, 'uri')} {text_of(row, 'extent')}"):
        if code in areas.by_code:
            return areas.by_code[code]
        if code in WHOLE_COUNTRY_CODES:
            return ENGLAND
    names = filter(None, (text_of(row, "name"), text_of(row, "service_area"), text_of(row, "extent")))
    return next((area for name in names if (area := areas.find(name))), None)


def must_stay_hidden(record: FeedRecord, coping: Coping) -> bool:
    """Whether the feed says so, or anything in the record speaks of a refuge or of an address kept secret.

    In doubt it must: whoever reviews the record can add an address that is public, and nobody can take one back.
    """
    if flag_of(record, "x_confidential_address"):
        return True
    organization = object_of(record, coping, "organization") or {}
    about = ("name", "alternate_name", "description", "eligibility_description", "application_process", "alert")
    texts = [text_of(source, name) for source in (record, organization) for name in about]
    texts += [term.name for term in terms_of(record, Coping())]
    for place in items_of(record, coping, "service_at_locations", "locations"):
        location = object_of(place, coping, "location") or place
        texts += [text_of(location, "name"), text_of(location, "description"), text_of(place, "description")]
        texts += [text_of(address, "address_1") for address in _addresses(location, coping)]
    said = "\n".join(plain(text, Coping()) for text in texts if text)
    return bool(MUST_STAY_HIDDEN.search(said) or (SOMEWHERE_TO_STAY.search(said) and LOOKED_FOR.search(said)))


def locations_of(
    record: FeedRecord, shown: ShownText, areas: AreaNames, *, national: bool, coping: Coping
) -> list[dict[str, Any]]:
    """Places people may visit: whole addresses, in postcode districts that we know unless the service is national."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for place in items_of(record, coping, "service_at_locations", "locations"):
        location = object_of(place, coping, "location") or place
        if (text_of(location, "location_type") or "physical").casefold() != "physical":
            continue
        for address in _addresses(location, coping):
            fields = _location(location, address, shown, coping)
            if fields is None:
                coping.note("addresses_left_out")
            elif not national and fields["postal_code"].split()[0] not in areas.districts:
                coping.note("addresses_outside")
            else:
                found.setdefault((fields["address_1"], fields["postal_code"]), fields)
    return list(found.values())


def _addresses(location: FeedRecord, coping: Coping) -> list[FeedRecord]:
    rows = items_of(location, coping, "addresses", "physical_addresses", "address")
    return [row for row in rows if (text_of(row, "address_type") or "physical").casefold() == "physical"]


def _location(location: FeedRecord, address: FeedRecord, shown: ShownText, coping: Coping) -> dict[str, Any] | None:
    street = " ".join(filter(None, (text_of(address, "address_1"), text_of(address, "address_2")))) or None
    city = text_of(address, "city", "region")
    match = POSTCODE.match((text_of(address, "postal_code") or "").upper())
    if not (street and city and match):
        return None
    fields: dict[str, Any] = {
        "name": shown.name(text_of(location, "name") or street),
        "address_1": " ".join(street.split()),
        "city": " ".join(city.split()),
        "postal_code": f"{match[1]} {match[2]}",
    }
    if description := shown.fit(text_of(location, "description")):
        fields["description"] = description
    latitude, longitude = (number_of(location.get(name), coping) for name in ("latitude", "longitude"))
    if latitude is not None and longitude is not None:
        if LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]:
            fields["latitude"] = round(latitude, COORDINATE_DECIMALS)
            fields["longitude"] = round(longitude, COORDINATE_DECIMALS)
        else:
            coping.note("coordinates_left_out")
    return fields
