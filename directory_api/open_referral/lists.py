"""What each list of the standard shows, as texts that are read only when their page is."""

from collections.abc import Callable

import numpy as np
import orjson
from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from directory_api.open_referral.errors import MalformedIdError, RemovedRecordError, UnknownRecordError
from directory_api.open_referral.finding import Listed, with_terms
from directory_api.open_referral.parameters import OrganizationsQuery, TaxonomiesQuery, TermsQuery, is_uuid
from directory_api.open_referral.replies import Items, array, put_in
from directory_api.open_referral.terms import Named, StandardView
from directory_api.search.index import Labels, Removed
from directory_api.search.whole_kind import Numbers, Text

DEFUNCT = "defunct"


def tombstone(removed: Removed) -> bytes:
    """Return what is left of a removed record, in the shape of its kind, so that a copy can be dropped."""
    return orjson.dumps(
        {
            "id": removed.id,
            "name": removed.name,
            "status": DEFUNCT,
            "last_modified": removed.last_modified,
            "deleted": True,
        }
    )


def services(view: StandardView, listed: Listed, full: bool) -> Items:
    """Return services, then what is left of removed ones."""
    kind, documents = "service" if full else "service_summary", view.catalogue.documents

    async def read(start: int, stop: int, keep: bool) -> list[Text]:
        found = await documents.at(kind, listed.positions[start:stop], keep)
        return found + _removed(listed, start, stop)

    return Items(len(listed), read)


def places(view: StandardView, listed: Listed, full: bool) -> Items:
    """Return places with their services in them, then what is left of removed ones."""

    async def read(start: int, stop: int, keep: bool) -> list[Text]:
        found = await place_texts(view, listed.positions[start:stop].tolist(), full, keep)
        return found + _removed(listed, start, stop)

    return Items(len(listed), read)


async def place_texts(view: StandardView, numbers: Numbers, full: bool, keep: bool = True) -> list[Text]:
    """Return places, each with its service, in full or as in a list."""
    documents, ending = view.catalogue.documents, "" if full else "_summary"
    services = view.catalogue.index.places.service_position[numbers]
    bodies = await documents.at(f"service_at_location{ending}", numbers, keep)
    inside = await documents.at(f"service{ending}", services, keep)
    if len(bodies) == len(inside) == len(numbers):
        return [put_in(body, b"service", service) for body, service in zip(bodies, inside, strict=True)]
    # A newer load has taken some away: each place that is left gets its own service, one by one.
    if len(numbers) == 1:
        return []
    return [body for number in numbers for body in await place_texts(view, [number], full, keep)]


def minimal(view: StandardView, listed: Listed) -> Items:
    """Return id and date of change of every service, the date under the standard's two names, on one page."""
    index = view.catalogue.index

    def write(start: int, stop: int) -> list[Text]:
        positions = listed.positions[start:stop]
        dates = index.last_modified[positions].tolist()
        rows = zip((index.ids[position] for position in positions.tolist()), dates, strict=True)
        return [f'{{"id":"{id_}","modified_date":"{date}","last_modified":"{date}"}}'.encode() for id_, date in rows]

    async def read(start: int, stop: int, _: bool) -> list[Text]:
        return await run_in_threadpool(write, start, stop) + _removed(listed, start, stop)

    return Items(len(listed), read, one_page=True)


def organizations(view: StandardView, query: OrganizationsQuery) -> Items:
    """Return organizations in order of name."""
    known = view.catalogue.organizations
    wanted = (query.search or "").casefold().split()
    of_terms = query.taxonomy_term_id or query.taxonomy_id
    carriers = _carriers(view, query) if of_terms else known.keys()
    ids = [
        row.id
        for row in known.values()
        if row.id in carriers and _holds(f"{row.name} {row.description}".casefold(), wanted)
    ]

    async def read(start: int, stop: int, keep: bool) -> list[Text]:
        if query.full or query.full_service:
            return [await organization_text(view, id_, query.full_service) for id_ in ids[start:stop]]
        return [*await view.catalogue.documents.get("organization_summary", ids[start:stop], keep)]

    return Items(len(ids), read)


def _carriers(view: StandardView, query: OrganizationsQuery) -> set[str]:
    """Return the organizations that offer a service with the terms asked for."""
    index = view.catalogue.index
    labels = index.facets["organization"]
    mask = np.logical_and.reduce([index.offered, *with_terms(view, query)])
    return labels.values(mask) if isinstance(labels, Labels) else set()


async def organization_text(view: StandardView, id_: str, full_service: bool) -> Text:
    """Return an organization with the services it offers."""
    found = await view.catalogue.documents.get("organization", [id_])
    if not found:
        raise UnknownRecordError(field="id")
    index = view.catalogue.index
    positions = np.flatnonzero(index.mask("organization", id_) & index.offered)
    kind = "service" if full_service else "service_summary"
    bodies = await view.catalogue.documents.at(kind, positions)
    return put_in(found[0], b"services", array(bodies)) if bodies else found[0]


def taxonomies(view: StandardView, query: TaxonomiesQuery) -> Items:
    """Return taxonomies."""
    return _small([one for one in view.taxonomies.values() if _holds(one.words, _words(query))])


def terms(view: StandardView, query: TermsQuery) -> Items:
    """Return terms. None of them stands under another."""
    found = [
        one
        for one in view.terms.values()
        if _holds(one.words, _words(query)) and query.taxonomy_id in (None, one.taxonomy_id) and query.parent_id is None
    ]
    return _small(found)


def readable_id(request: Request) -> str:
    """Return the id in an address as it is kept. Raises MalformedIdError for what is not a UUID."""
    text = str(request.path_params["id"])
    if not is_uuid(text):
        raise MalformedIdError(field="id")
    return text.lower()


def missing(view: StandardView, kind: str, id_: str) -> UnknownRecordError | RemovedRecordError:
    """Return the error for a record that is not there: it was removed, or never was."""
    return RemovedRecordError(field="id") if (kind, id_) in view.removed else UnknownRecordError(field="id")


def there(found: Named | None) -> Named:
    """Return a small record. Raises UnknownRecordError where there is none."""
    if found is None:
        raise UnknownRecordError(field="id")
    return found


async def away_if[**Asked, Found](
    slow: object, find: Callable[Asked, Found], *args: Asked.args, **more: Asked.kwargs
) -> Found:
    """Call `find`, in a thread if it is slow: words are looked up in the database, and a minimal list is long."""
    return await run_in_threadpool(find, *args, **more) if slow else find(*args, **more)


def _small(found: list[Named]) -> Items:
    async def read(start: int, stop: int, _: bool) -> list[Text]:
        return [one.short for one in found[start:stop]]

    return Items(len(found), read)


def _words(query: TaxonomiesQuery) -> list[str]:
    return (query.search or "").casefold().split()


def _holds(text: str, wanted: list[str]) -> bool:
    return all(word in text for word in wanted)


def _removed(listed: Listed, start: int, stop: int) -> list[Text]:
    before = len(listed.positions)
    return [tombstone(one) for one in listed.removed[max(0, start - before) : max(0, stop - before)]]
