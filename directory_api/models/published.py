"""What is made ready to be served when the data is loaded, and what became of each record over time.

Documents are rebuilt by every load. Revisions and changes are not: they outlive a load, so that a mirror that asks
what changed since its last visit is told of changes and of removals.
"""

from sqlmodel import Field, SQLModel


class Document(SQLModel, table=True):
    """One object as it is served, already JSON. Routes put documents into pages without reading them.

    kind: service, service_summary, organization, organization_summary, service_at_location,
    service_at_location_summary, taxonomy, taxonomy_term (as the open standard shapes them); api_service,
    api_service_summary (as the directory's own API shapes them). A service_at_location does not hold its service, nor
    an organization its services: they are put in when they are asked for.
    """

    kind: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    body: str


class Revision(SQLModel, table=True):
    """When a record last changed in what is served. A removed record keeps its row, so that mirrors learn of it."""

    kind: str = Field(primary_key=True)  # service, service_at_location
    id: str = Field(primary_key=True)
    name: str
    fingerprint: str  # of the document without its own dates
    last_modified: str = Field(index=True)  # RFC 3339 in UTC, to the second: such texts sort by time
    removed: bool = False


class Change(SQLModel, table=True):
    """One field of one record that changed (HSDS metadata)."""

    __tablename__ = "metadata"

    id: str = Field(primary_key=True)
    resource_type: str
    resource_id: str = Field(index=True)
    last_action_date: str  # RFC 3339 in UTC
    last_action_type: str  # create, update, delete
    field_name: str
    previous_value: str
    replacement_value: str
    updated_by: str
