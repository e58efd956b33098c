"""The directory's own taxonomies and their terms, as the open standard shapes them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from directory_api.identity import record_id
from directory_api.models import SupportNeed

TAXONOMIES_FILE = Path(__file__).with_name("taxonomies.yml")
NEEDS = "needs"
SERVICE_TYPES = "service_types"
LANGUAGE = "en"
# Which column of the index tells who carries a term: of our own taxonomies one whose values are the codes.
FACETS = {
    NEEDS: "need",
    "audiences": "audience",
    "referral_routes": "referral",
    "reach": "reach",
    "assurance": "assurance",
}

Json = dict[str, Any]


@dataclass(frozen=True)
class Term:
    """One term: which taxonomy it belongs to, its code there, and how it stands in an attribute.

    `carried_by` names a column of the index and the values in it that give a service the term.
    """

    taxonomy: str
    code: str
    nested: Json
    carried_by: tuple[str, ...]

    @property
    def id(self) -> str:
        """The term's UUID."""
        return str(self.nested["id"])


@cache
def _written() -> dict[str, Any]:
    taxonomies: dict[str, Any] = yaml.safe_load(TAXONOMIES_FILE.read_text(encoding="utf-8"))
    return taxonomies


class Taxonomies:
    """Every taxonomy and term, by the names that the directory uses and by UUID."""

    def __init__(self, needs: Iterable[SupportNeed], synonyms: Mapping[str, Sequence[str]]) -> None:
        self._needs = {need.id: need for need in needs}
        self._synonyms = synonyms
        self.by_code: dict[str, dict[str, Term]] = {name: self._terms(name) for name in _written()}
        types = self.by_code[SERVICE_TYPES].values()
        # The service types that a service has by its value in a column: ("need", "court_witness") and so on.
        self.types_given_to = defaultdict[tuple[str, str], list[Term]](list)
        for term in types:
            facet, *values = term.carried_by
            for value in values:
                self.types_given_to[facet, value].append(term)
        self.by_id = {term.id: term for terms in self.by_code.values() for term in terms.values()}
        self.ids = {taxonomy_id(name): name for name in self.by_code}

    def _terms(self, taxonomy: str) -> dict[str, Term]:
        written: dict[str, dict[str, Any]]
        if taxonomy == NEEDS:
            written = {need.id: {"name": need.name, "description": need.plain_words} for need in self._needs.values()}
        else:
            written = _written()[taxonomy]["terms"]
        return {code: _term(taxonomy, code, **words) for code, words in written.items()}

    def taxonomy_documents(self) -> list[tuple[str, Json]]:
        """Every taxonomy with its terms, which only Open Referral UK asks for."""
        return [
            (taxonomy_id(name), _about(name) | {"taxonomy_terms": [term.nested for term in terms.values()]})
            for name, terms in self.by_code.items()
        ]

    def term_documents(self) -> list[tuple[str, Json]]:
        """Every term with its taxonomy; a need also in professionals' words and in other ways people say it."""
        return [(term.id, self._document(term)) for terms in self.by_code.values() for term in terms.values()]

    def _document(self, term: Term) -> Json:
        document = term.nested | {"language": LANGUAGE, "taxonomy_detail": _about(term.taxonomy)}
        need = self._needs.get(term.code) if term.taxonomy == NEEDS else None
        if need is None:
            return document
        synonyms = list(self._synonyms.get(need.id, ()))
        document["x_professional_words"] = need.professional_words
        return document | ({"x_synonyms": synonyms} if synonyms else {})


def taxonomy_id(name: str) -> str:
    """Return the UUID of one of the directory's taxonomies."""
    return record_id("taxonomy", name)


def _about(taxonomy: str) -> Json:
    written = _written()[taxonomy]
    return {"id": taxonomy_id(taxonomy)} | {name: text for name, text in written.items() if name != "terms"}


def _term(
    taxonomy: str, code: str, name: str, description: str, given_to: Mapping[str, list[str]] | None = None, **more: str
) -> Term:
    nested = {
        "id": record_id("taxonomy_term", taxonomy, code),
        "code": code,
        "name": name,
        "term": name,  # Open Referral UK's word for the name
        "description": description,
        "taxonomy": _written()[taxonomy]["name"],
        "taxonomy_id": taxonomy_id(taxonomy),
    }
    ((facet, values),) = given_to.items() if given_to else ((FACETS[taxonomy], [code]),)
    return Term(taxonomy, code, nested | more, (facet, *values))
