"""postcode_centroids.yml: roughly where postcode districts and sectors are."""

from typing import Annotated, NamedTuple

from pydantic import Field

from directory_api.data_pipeline.records.common import IsoDate, Record, Source, Text
from directory_api.data_pipeline.records.places import DistrictCode

SectorCode = Annotated[str, Field(pattern=r"^[A-Z]{1,2}[0-9][0-9A-Z]? [0-9]$")]


class Centroid(NamedTuple):
    """A middle point in degrees of WGS 84, within a box around England; nine in ten postcodes lie within the radius."""

    latitude: Annotated[float, Field(ge=49.8, le=55.9)]
    longitude: Annotated[float, Field(ge=-6.5, le=1.8)]
    radius_metres: Annotated[int, Field(ge=100, le=20_000)]
    postcodes: Annotated[int, Field(ge=10)]  # fewer would come too near to one address


class PostcodeCentroidsFile(Record):
    """The whole of postcode_centroids.yml."""

    licence: list[Text] = Field(min_length=1)
    computed_date: IsoDate
    sources: list[Source] = Field(min_length=1)
    notes: list[Text] = []
    large_users_only: list[DistrictCode]  # districts that are nowhere: PO boxes and firms' own postcodes
    districts: dict[DistrictCode, Centroid]
    sectors: dict[SectorCode, Centroid]
