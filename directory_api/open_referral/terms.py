"""What the routes look up in one version of the data: terms, removed records, and which places may be shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import orjson

from directory_api.open_referral.documents import StandardReference
from directory_api.open_referral.taxonomies import Term
from directory_api.search.catalogue import Catalogue
from directory_api.search.index import Mask, Removed


@dataclass(frozen=True)
class Named:
    """A small record that lists search by its words: a taxonomy or a term."""

    id: str
    words: str  # in small letters
    taxonomy_id: str | None
    short: bytes
    full: bytes


class StandardView:
    """One version of the data, as the standard's routes need it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._reference = StandardReference(catalogue.needs.values(), catalogue.areas, catalogue.synonyms)
        self.removed: dict[tuple[str, str], Removed] = {(one.kind, one.id): one for one in catalogue.index.removed}

    def carriers_of_term(self, term_id: str) -> Mask:
        """Return which services carry a term: none if there is no such term."""
        term = self._reference.taxonomies.by_id.get(term_id)
        return self._carriers([term] if term else [])

    def carriers_of_taxonomy(self, taxonomy_id: str) -> Mask:
        """Return which services carry any term of a taxonomy: none if there is no such taxonomy."""
        taxonomies = self._reference.taxonomies
        name = taxonomies.ids.get(taxonomy_id)
        return self._carriers(taxonomies.by_code[name].values() if name else ())

    def _carriers(self, terms: Iterable[Term]) -> Mask:
        index = self.catalogue.index
        mask = np.zeros(len(index), dtype=bool)
        for term in terms:
            mask |= index.mask(*term.carried_by)
        return mask

    def area_of_code(self, gss_code: str) -> str | None:
        """Return the id of the area with an official code such as E06000039."""
        return self._areas_by_code.get(gss_code.upper())

    @cached_property
    def _areas_by_code(self) -> dict[str, str]:
        return {area.gss_code: area.id for area in self.catalogue.areas.by_id.values() if area.gss_code}

    @cached_property
    def taxonomies(self) -> dict[str, Named]:
        """Every taxonomy by id. Its terms are only in the full text."""
        documents = self._reference.taxonomies.taxonomy_documents()
        return {id_: _named(document, without="taxonomy_terms") for id_, document in documents}

    @cached_property
    def terms(self) -> dict[str, Named]:
        """Every term by id."""
        return {id_: _named(document) for id_, document in self._reference.taxonomies.term_documents()}

    @cached_property
    def place_of(self) -> dict[str, int]:
        """The number of each service_at_location by id."""
        return {id_: number for number, id_ in enumerate(self.catalogue.index.places.ids)}

    @cached_property
    def visible_places(self) -> Mask:
        """Which places belong to a service that is offered as help: of all others there is no document."""
        index = self.catalogue.index
        positions = index.places.service_position
        return index.offered[positions] if len(positions) else np.zeros(0, dtype=bool)


class Views:
    """Keeps the view of the version being served."""

    def __init__(self) -> None:
        self._view: StandardView | None = None

    def of(self, catalogue: Catalogue) -> StandardView:
        """Return the view of this version."""
        view = self._view
        if view is None or view.catalogue is not catalogue:
            view = self._view = StandardView(catalogue)
        return view


def _named(document: dict[str, Any], without: str = "") -> Named:
    short = {name: value for name, value in document.items() if name != without}
    return Named(
        id=document["id"],
        words=f"{document['name']} {document['description']} {' '.join(document.get('x_synonyms', ()))}".casefold(),
        taxonomy_id=document.get("taxonomy_id"),
        short=orjson.dumps(short),
        full=orjson.dumps(document),
    )
