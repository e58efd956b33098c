"""Ids that never change: the same slug gives the same UUID in every build."""

from uuid import UUID, uuid5

NAMESPACE = UUID(
    "b6f1c7d2-3a54-5c1e-9d7b-2f0e8a4c6d19"
)  # chosen once for this directory; changing it breaks every link


def record_id(kind: str, *parts: str | int) -> str:
    """The UUID of a record. A service's is made from its slug alone, all others from their kind and their parts."""
    return str(uuid5(NAMESPACE, "/".join([kind, *(str(part) for part in parts)])))


def service_id(slug: str) -> str:
    """The UUID that stands for a service in every link."""
    return str(uuid5(NAMESPACE, slug))
