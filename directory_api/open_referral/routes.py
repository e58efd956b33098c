"""The addresses of the open standard. Both standards are answered from the same texts: only `/` names its version."""

from dataclasses import dataclass

import orjson
from fastapi import APIRouter, Request, Response
from starlette.routing import BaseRoute

from directory_api.deps import get_catalogue, get_now
from directory_api.errors import INVALID_REQUEST
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
from directory_api.open_referral.profile import PAGES, root_document
from directory_api.open_referral.reading import read_query
from directory_api.open_referral.replies import Items, list_reply, one_reply
from directory_api.open_referral.router import Reply, RoutesBelow, StandardRoute
from directory_api.open_referral.terms import Named, StandardView, Views
from directory_api.search.whole_kind import Text

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


@dataclass(frozen=True)
class Address:
    """One address below a root: what answers it, and what its list may be asked."""

    path: str
    name: str
    reply: Reply
    query: type[LenientQuery] | None = None
    a_list: bool = False

    @property
    def methods(self) -> list[str]:
        """Lists answer POST as well, so that a query need not stand in an address."""
        return ["GET", "POST"] if self.a_list else ["GET"]


def served_routes(standard: Standard) -> RoutesBelow:
    """Return the addresses of one standard as they are served.

    They are plain Starlette routes: finding a route and solving dependencies as FastAPI does takes longer than all
    the rest of an answer.
    """
    routes = [StandardRoute(standard.root + one.path, one.reply, one.methods) for one in _addresses(standard)]
    pages = [StandardRoute(standard.root + path, page, ["GET"]) for path, page in PAGES]
    without_slash = StandardRoute(standard.root, _root_reply(standard), ["GET"])
    return RoutesBelow([*routes, *pages, without_slash])


def documented_routes(standard: Standard) -> list[BaseRoute]:
    """Return the same addresses as the OpenAPI document describes them. They are never served."""
    router = APIRouter(prefix=standard.root, tags=[standard.name], responses=INVALID_REQUEST)
    for one in _addresses(standard):
        for method in one.methods:
            told = described.operation(standard.name, one.name, method, one.query, by_id="{id}" in one.path)
            router.add_api_route(one.path, one.reply, methods=[method], name=f"{standard.root[1:]}_{one.name}", **told)
    return list(router.routes)


def _addresses(standard: Standard) -> tuple[Address, ...]:
    return (
        Address("/services", "services", _list_services, ServicesQuery, a_list=True),
        Address("/services/{id}", "service", _read_service),
        Address("/service_at_locations", "service_at_locations", _list_places, PlacesQuery, a_list=True),
        Address("/service_at_locations/{id}", "service_at_location", _read_place),
        Address("/organizations", "organizations", _list_organizations, OrganizationsQuery, a_list=True),
        Address("/organizations/{id}", "organization", _read_organization, OrganizationQuery),
        Address("/taxonomies", "taxonomies", _list_taxonomies, TaxonomiesQuery, a_list=True),
        Address("/taxonomies/{id}", "taxonomy", _read_taxonomy),
        Address("/taxonomy_terms", "taxonomy_terms", _list_terms, TermsQuery, a_list=True),
        Address("/taxonomy_terms/{id}", "taxonomy_term", _read_term),
        Address("/", "root", _root_reply(standard)),
    )


def _root_reply(standard: Standard) -> Reply:
    async def read_root(request: Request) -> Response:
        async def make() -> bytes:
            return orjson.dumps(root_document(request, standard.version))

        return await one_reply(request, await _view(request), make, str(request.base_url).encode())

    return read_root


async def _view(request: Request) -> StandardView:
    return views.of(await get_catalogue(request))


async def _list_services(request: Request) -> Response:
    query, view, now = await read_query(request, ServicesQuery), await _view(request), await get_now()
    minute = now.strftime(MINUTE) if query.open_now else ""

    async def find() -> Items:
        listed = await lists.away_if(query.search and not view.catalogue.is_a_file, services_listed, view, query, now)
        return lists.services(view, listed, query.full)

    async def find_minimal() -> Items:
        return lists.minimal(
            view, await lists.away_if(query.search and not view.catalogue.is_a_file, services_listed, view, query, now)
        )

    return await list_reply(request, view, query, find_minimal if query.minimal else find, minute)


async def _read_service(request: Request) -> Response:
    view, id_ = await _view(request), lists.readable_id(request)

    async def make() -> Text:
        position = view.catalogue.index.position_of.get(id_)
        found = [] if position is None else await view.catalogue.documents.at("service", [position])
        if not found:
            raise lists.missing(view, "service", id_)
        return found[0]

    return await one_reply(request, view, make)


async def _list_places(request: Request) -> Response:
    query, view, now = await read_query(request, PlacesQuery), await _view(request), await get_now()
    minute = now.strftime(MINUTE) if query.open_now else ""

    async def find() -> Items:
        listed: Listed = await lists.away_if(
            query.search and not view.catalogue.is_a_file, places_listed, view, query, now
        )
        return lists.places(view, listed, query.full)

    return await list_reply(request, view, query, find, minute)


async def _read_place(request: Request) -> Response:
    view, id_ = await _view(request), lists.readable_id(request)

    async def make() -> Text:
        number = view.place_of.get(id_)
        found = await lists.place_texts(view, [number], full=True) if number is not None else []
        if not found:
            raise lists.missing(view, "service_at_location", id_)
        return found[0]

    return await one_reply(request, view, make)


async def _list_organizations(request: Request) -> Response:
    query, view = await read_query(request, OrganizationsQuery), await _view(request)

    async def find() -> Items:
        return lists.organizations(view, query)

    return await list_reply(request, view, query, find)


async def _read_organization(request: Request) -> Response:
    query, view, id_ = await read_query(request, OrganizationQuery), await _view(request), lists.readable_id(request)

    async def make() -> Text:
        return await lists.organization_text(view, id_, query.full_service)

    return await one_reply(request, view, make, query.canonical)


async def _list_taxonomies(request: Request) -> Response:
    query, view = await read_query(request, TaxonomiesQuery), await _view(request)

    async def find() -> Items:
        return lists.taxonomies(view, query)

    return await list_reply(request, view, query, find)


async def _read_taxonomy(request: Request) -> Response:
    view = await _view(request)
    return await _read_named(request, view, view.taxonomies.get(lists.readable_id(request)))


async def _list_terms(request: Request) -> Response:
    query, view = await read_query(request, TermsQuery), await _view(request)

    async def find() -> Items:
        return lists.terms(view, query)

    return await list_reply(request, view, query, find)


async def _read_term(request: Request) -> Response:
    view = await _view(request)
    return await _read_named(request, view, view.terms.get(lists.readable_id(request)))


async def _read_named(request: Request, view: StandardView, found: Named | None) -> Response:
    async def make() -> bytes:
        return lists.there(found).full

    return await one_reply(request, view, make)
