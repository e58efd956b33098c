"""Every service with all its relations, and what its documents refer to."""

import pytest

from directory_api.models import Service
from directory_api.open_referral.documents import StandardReference
from directory_api.search.catalogue import Catalogue


@pytest.fixture(scope="session")
def reference(catalogue: Catalogue) -> StandardReference:
    return StandardReference(catalogue.needs.values(), catalogue.areas, catalogue.synonyms)


@pytest.fixture(scope="session")
def services(catalogue: Catalogue) -> list[Service]:
    return catalogue.services.read(catalogue.index.ids)
