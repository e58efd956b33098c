"""In what two records of one service differ. When each was read, and where from, is no difference."""

from typing import Any

from directory_api.data_pipeline.records.service import Service
from directory_api.data_pipeline.service_rows import service_rows
from directory_api.open_referral.values import web_address

# Where a record that ended is reached and lies is never published, so no export can bring it back.
NOT_OF_AN_ENDED_SERVICE = frozenset({"url", "email", "text_contact", "webchat", "address_note", "address_confidential"})
TABLES_NOT_OF_AN_ENDED_SERVICE = frozenset({"Phone", "Schedule", "Location", "ServiceAtLocation"})
READ_THEN = frozenset({"assurance", "check_due"})
FROM_THERE = frozenset({"origin_publisher", "origin_id", "origin_url"})
NO_FACTS = frozenset({"id", "position", "phone_id"})


def differences(known: Service, new: Service) -> list[str]:
    """The names of the fields that differ, of two records that came from a feed."""
    old_fields, new_fields = (record.model_dump(mode="json", exclude=set(READ_THEN)) for record in (known, new))
    return [name for name in new_fields if old_fields[name] != new_fields[name]]


def published_differences(known: Service, new: Service) -> list[str]:
    """The names of columns and tables that differ, as far as they are published."""
    old_facts, new_facts = published_facts(known), published_facts(new)
    return sorted(name for name in old_facts.keys() | new_facts.keys() if old_facts.get(name) != new_facts.get(name))


def published_facts(service: Service) -> dict[str, Any]:
    """What is published of a service: each column of its own row, and of each table its rows in any order."""
    names = {item.commissioner: item.commissioner for item in service.commissioners}
    facts: dict[str, Any] = {}
    for table, row in service_rows(service, names):
        if not service.offered and table.__name__ in TABLES_NOT_OF_AN_ENDED_SERVICE:
            continue
        if table.__name__ == "Service":
            hidden = FROM_THERE if service.offered else FROM_THERE | NOT_OF_AN_ENDED_SERVICE
            facts |= {column: value for column, value in row.items() if column not in hidden}
            facts["url"] = web_address(row.get("url")) if "url" in facts else None
        else:
            values = {column: str(value) for column, value in row.items() if column not in NO_FACTS}
            values["url"] = str(web_address(row.get("url")))  # an export escapes what an address may not hold
            facts.setdefault(table.__name__, set()).add(tuple(sorted(values.items())))
    return facts
