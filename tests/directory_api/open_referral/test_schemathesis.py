"""Whatever is asked, within the OpenAPI document or against it, both standards answer as it says and nothing breaks."""

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from directory_api.open_referral.routes import ROOTS
from tests.directory_api.open_referral.asking import LISTS

PATHS = ["/", *(f"/{name}" for name in LISTS), *(f"/{name}/{{id}}" for name in LISTS)]
ASKED = [(path, method) for path in PATHS for method in ("GET", "POST") if method == "GET" or path[1:] in LISTS]
EXAMPLES = 12  # for an address, a method and a mode
# The standard says that what is unknown must not break a request, so much that is against the document is answered.
# And much that keeps to it is refused: a distance without a postcode, a moment in a second that does not exist.
LENIENT = [negative_data_rejection, positive_data_acceptance]


@pytest.fixture(scope="session")
def schema(app: FastAPI) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_asgi("/openapi.json", app)


def test_every_address_of_the_standards_is_tried(schema: schemathesis.BaseSchema) -> None:
    found = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    described = {(one.path, one.method.upper()) for one in found if one.path.startswith(ROOTS)}
    assert described == {(root + path, method) for root in ROOTS for path, method in ASKED}


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=lambda mode: mode.value)
@pytest.mark.parametrize(("path", "method"), ASKED)
@pytest.mark.parametrize("root", ROOTS)
def test_no_request_breaks_the_standards_or_their_description(
    schema: schemathesis.BaseSchema, root: str, path: str, method: str, mode: GenerationMode
) -> None:
    if path == "/" and mode is GenerationMode.NEGATIVE:
        return  # it takes nothing, so nothing can be asked wrongly

    @given(case=schema[root + path][method].as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def try_it(case: schemathesis.Case) -> None:
        case.call_and_validate(excluded_checks=LENIENT)

    try_it()
