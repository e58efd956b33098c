"""The addresses of the open standard. Both standards are answered from the same texts: only `/` names its version."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

import orjson
from fastapi import APIRouter, Path, Request, Response

from directory_api.body_limit import LimitedBodyRoute
from directory_api.deps import CatalogueDep, NowDep
from directory_api.open_referral import described, lists
from directory_api.open_referral.finding import Listed, places_listed, services_listed
from directory_api.open_referral.parameters import (
    LenientQuery,
    OrganizationQuery,
    OrganizationsQuery,
    PlacesQuery,
    ServicesQuery,
    TaxonomiesQuery,
    TermsQuery,
)
from directory_api.open_referral.profile import add_pages, root_document
from directory_api.open_referral.reading import read_query
from directory_api.open_referral.replies import Items, list_reply, one_reply
from directory_api.open_referral.router import RootRouter
from directory_api.open_referral.terms import Named, StandardView, Views

Reply = Callable[..., Awaitable[Response]]
RecordId = Annotated[str, Path(max_length=100, json_schema_extra={"format": "uuid"})]
MINUTE = "%Y-%m-%dT%H:%M"
views = Views()


@dataclass(frozen=True)
class Standard:
    """A standard and where it is served. `version` is what its validators look for."""

    root: str
    name: str
    version: str


OPEN_REFERRAL_UK = Standard("/open-referral-uk", "Open Referral UK 3.0", "HSDS-UK-3.0")
HSDS = Standard("/hsds", "HSDS 3.2", "3.2.3")
STANDARDS = (OPEN_REFERRAL_UK, HSDS)
ROOTS = tuple(standard.root for standard in STANDARDS)


def standard_router(standard: Standard) -> APIRouter:
    """Return every address of one standard."""
    router = RootRouter(prefix=standard.root, tags=[standard.name], route_class=LimitedBodyRoute)
    answered: dict[str, tuple[Reply, list[str]]] = {}

    def add(path: str, name: str, reply: Reply, query: type[LenientQuery] | None = None, a_list: bool = False) -> None:
        methods = ["GET", "POST"] if a_list else ["GET"]
        for method in methods:
            told = described.operation(standard.name, name, method, query)
            router.add_api_route(path, reply, methods=[method], name=f"{standard.root[1:]}_{name}", **told)
        answered[path] = (reply, methods)

    async def read_root(request: Request, catalogue: CatalogueDep) -> Response:
        async def make() -> bytes:
            return orjson.dumps(root_document(request, standard.version))

        return await one_reply(request, views.of(catalogue), make, str(request.base_url).encode())

    add("/services", "services", _list_services, ServicesQuery, a_list=True)
    add("/services/{id}", "service", _read_service)
    add("/service_at_locations", "service_at_locations", _list_places, PlacesQuery, a_list=True)
    add("/service_at_locations/{id}", "service_at_location", _read_place)
    add("/organizations", "organizations", _list_organizations, OrganizationsQuery, a_list=True)
    add("/organizations/{id}", "organization", _read_organization, OrganizationQuery)
    add("/taxonomies", "taxonomies", _list_taxonomies, TaxonomiesQuery, a_list=True)
    add("/taxonomies/{id}", "taxonomy", _read_taxonomy)
    add("/taxonomy_terms", "taxonomy_terms", _list_terms, TermsQuery, a_list=True)
    add("/taxonomy_terms/{id}", "taxonomy_term", _read_term)
    add("/", "root", read_root)
    router.add_api_route("", read_root, methods=["GET"], include_in_schema=False)
    add_pages(router)
    for path, (reply, methods) in {"": (read_root, ["GET"]), **answered}.items():
        router.add_api_route(path, reply, methods=["HEAD"], include_in_schema=False)
        router.add_api_route(path, _preflight(methods), methods=["OPTIONS"], include_in_schema=False)
    return router


def _preflight(methods: list[str]) -> Reply:
    allowed = ", ".join([*methods, "HEAD", "OPTIONS"])

    async def answer_preflight() -> Response:
        """Let any page ask: nothing here is secret and nobody is known by a cookie."""
        headers = {
            "Allow": allowed,
            "Access-Control-Allow-Methods": allowed,
            "Access-Control-Allow-Headers": "*",
            "Access-Control-Max-Age": "86400",
        }
        return Response(status_code=204, headers=headers)

    return answer_preflight


async def _list_services(request: Request, catalogue: CatalogueDep, now: NowDep) -> Response:
    query, view = await read_query(request, ServicesQuery), views.of(catalogue)
    minute = now.strftime(MINUTE) if query.open_now else ""

    async def find() -> Items:
        listed = await lists.away_if(query.search, services_listed, view, query, now)
        return lists.services(view, listed, query.full)

    async def find_minimal() -> Items:
        return lists.minimal(view, await lists.away_if(query.search, services_listed, view, query, now))

    return await list_reply(request, view, query, find_minimal if query.minimal else find, minute)


async def _read_service(request: Request, id: RecordId, catalogue: CatalogueDep) -> Response:
    view, id_ = views.of(catalogue), lists.readable_id(id)

    async def make() -> bytes:
        found = await lists.texts(view, "service", [id_]) if id_ in catalogue.index.position_of else []
        if not found:
            raise lists.missing(view, "service", id_)
        return found[0]

    return await one_reply(request, view, make)


async def _list_places(request: Request, catalogue: CatalogueDep, now: NowDep) -> Response:
    query, view = await read_query(request, PlacesQuery), views.of(catalogue)
    minute = now.strftime(MINUTE) if query.open_now else ""

    async def find() -> Items:
        listed: Listed = await lists.away_if(query.search, places_listed, view, query, now)
        return lists.places(view, listed, query.full)

    return await list_reply(request, view, query, find, minute)


async def _read_place(request: Request, id: RecordId, catalogue: CatalogueDep) -> Response:
    view, id_ = views.of(catalogue), lists.readable_id(id)

    async def make() -> bytes:
        number = view.place_of.get(id_)
        found = await lists.place_texts(view, [number], full=True) if number is not None else []
        if not found:
            raise lists.missing(view, "service_at_location", id_)
        return found[0]

    return await one_reply(request, view, make)


async def _list_organizations(request: Request, catalogue: CatalogueDep) -> Response:
    query, view = await read_query(request, OrganizationsQuery), views.of(catalogue)

    async def find() -> Items:
        return lists.organizations(view, query)

    return await list_reply(request, view, query, find)


async def _read_organization(request: Request, id: RecordId, catalogue: CatalogueDep) -> Response:
    query, view, id_ = await read_query(request, OrganizationQuery), views.of(catalogue), lists.readable_id(id)

    async def make() -> bytes:
        return await lists.organization_text(view, id_, query.full_service)

    return await one_reply(request, view, make, query.canonical)


async def _list_taxonomies(request: Request, catalogue: CatalogueDep) -> Response:
    query, view = await read_query(request, TaxonomiesQuery), views.of(catalogue)

    async def find() -> Items:
        return lists.taxonomies(view, query)

    return await list_reply(request, view, query, find)


async def _read_taxonomy(request: Request, id: RecordId, catalogue: CatalogueDep) -> Response:
    view = views.of(catalogue)
    return await _read_named(request, view, view.taxonomies.get(lists.readable_id(id)))


async def _list_terms(request: Request, catalogue: CatalogueDep) -> Response:
    query, view = await read_query(request, TermsQuery), views.of(catalogue)

    async def find() -> Items:
        return lists.terms(view, query)

    return await list_reply(request, view, query, find)


async def _read_term(request: Request, id: RecordId, catalogue: CatalogueDep) -> Response:
    view = views.of(catalogue)
    return await _read_named(request, view, view.terms.get(lists.readable_id(id)))


async def _read_named(request: Request, view: StandardView, found: Named | None) -> Response:
    async def make() -> bytes:
        return lists.there(found).full

    return await one_reply(request, view, make)
