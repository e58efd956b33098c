"""The directory's tables, named as Open Referral UK and HSDS name them.

The database is disposable: `data_pipeline` rebuilds every row from `services_data/`, and nothing else writes here.
Every id is a lower-case UUID derived from the record's slug (uuid5), so a rebuild never changes a link. What the
standard has no name for (status story, age basis, assurance, areas with their postcodes) is our declared extension.
"""

from directory_api.models.published import Change, Document, Revision
from directory_api.models.reference import (
    Area,
    Dataset,
    NeedSynonym,
    Place,
    PostcodeCentroid,
    PostcodeDistrict,
    SupportNeed,
)
from directory_api.models.search_text import SearchText, SearchWord
from directory_api.models.services import (
    Language,
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceAudience,
    ServiceCommissioner,
    ServiceNeed,
    Source,
)

__all__ = [
    "Area",
    "Change",
    "Dataset",
    "Document",
    "Language",
    "Location",
    "NeedSynonym",
    "Organization",
    "Phone",
    "Place",
    "PostcodeCentroid",
    "PostcodeDistrict",
    "Revision",
    "Schedule",
    "SearchText",
    "SearchWord",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceAudience",
    "ServiceCommissioner",
    "ServiceNeed",
    "Source",
    "SupportNeed",
]
