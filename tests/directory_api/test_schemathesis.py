"""Whatever is asked, within the OpenAPI document or against it, the directory answers as the document says.

The standards' roots have a file of their own. For a long run by hand, over everything that the document describes:

    schemathesis run http://127.0.0.1:8000/openapi.json --exclude-path-regex '^/(chat|health)' --continue-on-failure
        --exclude-checks negative_data_rejection,positive_data_acceptance -n 1000 --seed 1
"""

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

WITHOUT_PARAMETERS = ("/api/areas", "/api/needs")  # nothing about them can be asked wrongly
WITH_PARAMETERS = ("/api/services", "/api/services/{id_or_slug}", "/api/places", "/api/recommendations")
TRIED = [(path, GenerationMode.POSITIVE) for path in (*WITHOUT_PARAMETERS, *WITH_PARAMETERS)]
TRIED += [(path, GenerationMode.NEGATIVE) for path in WITH_PARAMETERS]
EXAMPLES = 40  # for an address and a mode; the whole takes some ten seconds


@pytest.fixture(scope="session")
def schema(app: FastAPI) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_asgi("/openapi.json", app)


def test_every_address_of_the_directory_is_tried(schema: schemathesis.BaseSchema) -> None:
    found = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    assert {operation.path for operation in found if operation.path.startswith("/api/")} == {path for path, _ in TRIED}


def means_nothing(case: schemathesis.Case) -> bool:
    """Whether a distance comes without the postcode it is measured from, which no schema can forbid."""
    query = case.query or {}
    return "proximity" in query and "postcode" not in query


@pytest.mark.parametrize(("path", "mode"), TRIED, ids=lambda part: str(getattr(part, "value", part)))
def test_no_request_breaks_the_directory_or_its_description(
    schema: schemathesis.BaseSchema, path: str, mode: GenerationMode
) -> None:
    @given(case=schema[path]["GET"].as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def try_it(case: schemathesis.Case) -> None:
        case.call_and_validate(excluded_checks=[positive_data_acceptance] if means_nothing(case) else [])

    try_it()
