"""The addresses of the directory."""

from functools import partial
from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Path, Query, Response

from directory_api.deps import CatalogueDep, NowDep
from directory_api.directory.documented import NOT_FOUND, NOT_LOADED, SEVERAL_AREAS
from directory_api.directory.mapping import with_how_found
from directory_api.directory.parameters import PlaceQuery, ServiceQuery
from directory_api.directory.schemas import AreaOut, Named, NeedOut, PlaceOut, ServiceDetail, ServiceSummary
from directory_api.errors import UnknownServiceError
from directory_api.paging import Page, json_bytes, on_page, page_json
from directory_api.parameters import NoParameters, each_once
from directory_api.recommendations.recommend import recommend
from directory_api.recommendations.schemas import Recommendation, RecommendationQuery
from directory_api.search.find import found_services

JUDGED_AT_ONCE = CapacityLimiter(2)  # more threads would only hinder each other

router = APIRouter(prefix="/api", tags=["Directory"], responses=NOT_LOADED)


@router.get(
    "/services",
    response_model=Page[ServiceSummary],
    responses=NOT_FOUND,
    dependencies=[each_once(ServiceQuery)],
    summary="List services",
)
async def list_services(query: Annotated[ServiceQuery, Query()], catalogue: CatalogueDep, now: NowDep) -> Response:
    """Services offered as help, or those that the filters ask for. One that closed is still found by its name."""
    wanted = query.model_dump() | {"open_now": now if query.open_now else None}
    found = await found_services(catalogue, wanted)
    positions = found.positions[on_page(query)]
    bodies = await catalogue.documents.at("api_service_summary", positions)
    if found.matches is not None or found.distances is not None:
        bodies = [with_how_found(body, found, position) for body, position in zip(bodies, positions, strict=True)]
    return json_bytes(page_json(len(found.positions), query, bodies), public=query.public)


@router.get("/services/{id_or_slug}", response_model=ServiceDetail, responses=NOT_FOUND, summary="Read one service")
async def read_service(
    id_or_slug: Annotated[str, Path(max_length=100, description="Id (UUID) or slug.", examples=["victims-first"])],
    _: Annotated[NoParameters, Query()],
    catalogue: CatalogueDep,
) -> Response:
    """All that is known of a service. One that is no longer offered says what became of it and where to go instead."""
    position = catalogue.index.position_of.get(id_or_slug.strip().lower())
    found = [] if position is None else await catalogue.documents.at("api_service", [position])
    if not found:
        raise UnknownServiceError(field="id_or_slug")
    return json_bytes(found[0], public=True)


@router.get("/areas", summary="List areas")
async def list_areas(_: Annotated[NoParameters, Query()], catalogue: CatalogueDep) -> list[AreaOut]:
    """The nine councils, the areas they lie in, and Oxfordshire's districts."""
    return [AreaOut.model_validate(area, from_attributes=True) for area in catalogue.areas.by_id.values()]


@router.get("/places", dependencies=[each_once(PlaceQuery)], summary="Find the council of a place")
def find_place(query: Annotated[PlaceQuery, Query()], catalogue: CatalogueDep) -> PlaceOut:
    """The council for a postcode, town, village or council, misspelt or not; several where it could be several."""
    found = catalogue.gazetteer.find(query.q)
    return PlaceOut(
        query_kind=found.query_kind,
        outcome=found.outcome.value,
        areas=[Named(id=area.id, name=area.name) for area in found.areas],
        place=found.place,
        message=found.message,
    )


@router.get("/needs", summary="List needs")
async def list_needs(_: Annotated[NoParameters, Query()], catalogue: CatalogueDep) -> list[NeedOut]:
    """The kinds of harm and need, in plain words and in professionals' words."""
    return [
        NeedOut(**need.model_dump(exclude={"position"}), synonyms=list(catalogue.synonyms.get(need.id, ())))
        for need in catalogue.needs.values()
    ]


@router.get(
    "/recommendations",
    responses=NOT_FOUND | SEVERAL_AREAS,
    dependencies=[each_once(RecommendationQuery)],
    summary="Find who can help",
)
async def read_recommendation(
    query: Annotated[RecommendationQuery, Query()], catalogue: CatalogueDep, now: NowDep
) -> Recommendation:
    """Services in order, the best first, with why each fits and how to reach it at that moment. Never empty."""
    judging = partial(recommend, catalogue, query, query.now or now)
    return await to_thread.run_sync(judging, limiter=JUDGED_AT_ONCE)
