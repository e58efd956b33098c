"""areas.yml: councils, the names people use for places, and postcode districts."""

from typing import Annotated, Literal

from pydantic import Field

from directory_api.data_pipeline.records.common import Certainty, Record, Slug, Source, Text

Percent = Annotated[float, Field(ge=0, le=100, strict=False)]
DistrictCode = Annotated[str, Field(pattern=r"^[A-Z]{1,2}[0-9][0-9A-Z]?$")]
AreaKind = Literal["country", "police_area", "county_group", "council", "district"]


class Area(Record):
    """A place that services are commissioned for, with every name people give it."""

    id: Slug
    name: Text
    kind: AreaKind
    council_name: Text | None = None
    gss_code: Annotated[str, Field(pattern=r"^[EN][0-9]{8}$")] | None = None
    parent: Slug | None = None
    other_names: list[Text] = []
    misspellings: list[Text] = []
    towns: list[Text] = []
    villages: list[Text] = []
    note: Text | None = None


class AreaShare(Record):
    """`share_percent` of the district's 2014 postcodes lie in the area; 0 where only its outline reaches in."""

    area: Slug
    share_percent: Percent


class OutsideShare(Record):
    """The share of a postcode district that lies in a district of somebody else."""

    name: Text
    share_percent: Percent


class PostcodeDistrict(Record):
    """The first half of a postcode, and the councils it touches."""

    code: DistrictCode
    areas: list[AreaShare] = []
    outside: list[OutsideShare] = []
    no_homes: bool = False  # for large users and PO boxes: says nothing of where somebody lives
    note: Text | None = None


class OutsideDistrict(Record):
    """A postcode district near by that lies wholly outside the Thames Valley."""

    code: DistrictCode
    outside: list[OutsideShare] = Field(min_length=1)


class OutsidePlace(Record):
    """A place people may name that is not ours."""

    name: Text
    other_names: list[Text] = []
    police_force: Text | None = None


class AreasFile(Record):
    """The whole of areas.yml."""

    licence: list[Text]
    confidence: dict[str, Certainty]
    sources: list[Source]
    notes: list[Text] = []
    areas: list[Area]
    postcode_districts: list[PostcodeDistrict]
    outside_districts: list[OutsideDistrict]
    outside_places: list[OutsidePlace]
