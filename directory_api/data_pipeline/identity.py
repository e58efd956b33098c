"""The pipeline's name for the ids that never change."""

from directory_api.identity import NAMESPACE, record_id, service_id

__all__ = ["NAMESPACE", "record_id", "service_id"]
