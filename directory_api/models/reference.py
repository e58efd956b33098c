"""What services refer to: areas and the names of places, needs, and which data is being served."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class Dataset(SQLModel, table=True):
    """One row: which `services_data` is being served. Its version changes with the content, never with the time."""

    id: int = Field(default=1, primary_key=True)
    version: str
    loaded_at: datetime


class Area(SQLModel, table=True):
    """A place that services are commissioned for. `id` is a slug such as `west-berkshire`; `name` is what people see.

    kind: country, police_area, county_group (Berkshire), council (one of the nine) or district (Oxfordshire's five).
    """

    id: str = Field(primary_key=True)
    name: str
    kind: str = Field(index=True)
    council_name: str | None = None
    gss_code: str | None = None
    parent_id: str | None = Field(default=None, foreign_key="area.id", index=True)


class Place(SQLModel, table=True):
    """A name people use for somewhere: a town, village, nickname or common misspelling. One name may have several rows.

    `area_id` is empty for a place outside the Thames Valley; `outside_force` then names its police force, if known.
    """

    id: int | None = Field(default=None, primary_key=True)
    name: str
    folded_name: str = Field(index=True)  # lower case, letters and digits only
    kind: str  # town, village, nickname, misspelling, council_name, outside
    area_id: str | None = Field(default=None, foreign_key="area.id")
    outside_force: str | None = None


class PostcodeDistrict(SQLModel, table=True):
    """A postcode district (outcode) and one area it touches; one that straddles has several rows.

    `share_percent` (0–100) is the share of its 2014 postcodes in that area; `area_id` is empty for the part outside.
    """

    __tablename__ = "postcode_district"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(index=True)
    area_id: str | None = Field(default=None, foreign_key="area.id")
    outside_name: str | None = None
    share_percent: float


class PostcodeCentroid(SQLModel, table=True):
    """The middle of a postcode district ("OX11") or sector ("OX11 7") in degrees of WGS 84. No row for unit postcodes.

    Nine in ten of its `postcodes`, as they were in 2014, lie within `radius_metres`.
    """

    __tablename__ = "postcode_centroid"

    code: str = Field(primary_key=True)
    latitude: float
    longitude: float
    radius_metres: int
    postcodes: int


class SupportNeed(SQLModel, table=True):
    """A kind of harm or need (a taxonomy term in HSDS). `id` is the stable id, such as image_abuse."""

    __tablename__ = "support_need"

    id: str = Field(primary_key=True)
    position: int
    name: str  # for everyone
    plain_words: str  # for young people
    professional_words: str


class NeedSynonym(SQLModel, table=True):
    """Another way people say a need."""

    __tablename__ = "need_synonym"

    id: int | None = Field(default=None, primary_key=True)
    need_id: str = Field(foreign_key="support_need.id", index=True)
    words: str
