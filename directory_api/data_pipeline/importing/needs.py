"""What a service is about and whom it talks to, by the terms it carries.

Terms of our own taxonomies are taken by their codes. Those of others only where a term is, word for word, the name of a
need or another way people say it. A term that fits nothing is kept as a keyword, and told in the report.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from directory_api.data_pipeline.importing.coping import Coping
from directory_api.data_pipeline.importing.plain_text import ShownText
from directory_api.data_pipeline.importing.sentences import sections
from directory_api.data_pipeline.importing.values import FeedRecord, flag_of, items_of, object_of, text_of, texts_of
from directory_api.data_pipeline.place_rows import fold
from directory_api.data_pipeline.records.reference import SupportNeedsFile
from directory_api.vocabulary import AUDIENCES, NEEDS

OWN_TAXONOMIES = frozenset({"needs", "audiences", "referral_routes", "reach", "assurance", "service_types"})
TERM_LISTS = ("attributes", "service_taxonomies", "taxonomy_terms", "taxonomies", "categories")
IN_BRACKETS = re.compile(r"\(([^)]*)\)")
MOST_KEYWORDS = 20
LONGEST_KEYWORD = 60  # characters; longer "terms" are sentences


@dataclass(frozen=True)
class Term:
    """A term on a service: its name, its code where it has one, and the kind or value of the link."""

    name: str
    code: str | None
    kind: str | None
    value: str | None


@dataclass(frozen=True)
class NeedNames:
    """Our needs by everything they are called."""

    by_name: dict[str, str]

    @classmethod
    def of(cls, file: SupportNeedsFile) -> "NeedNames":
        """The ids, names and synonyms in support_needs.yml; what stands in brackets is a name too."""
        names: dict[str, str] = {}
        for need in file.needs:
            for words in (need.id, need.name, need.professional_words, *need.synonyms):
                for name in (words, IN_BRACKETS.sub("", words), *IN_BRACKETS.findall(words)):
                    names.setdefault(fold(name), need.id)
        names.pop("", None)
        return cls(names)


@dataclass
class About:
    """What a service helps with, whom it talks to, and what else it may be searched for by."""

    main: list[str]
    also: list[str]
    audiences: list[str]
    keywords: list[str]


def about(record: FeedRecord, needs: NeedNames, shown: ShownText, coping: Coping) -> About:
    """Read all terms of a service. Needs of foreign terms are never `main`: that is for a person to judge."""
    result = About([], [], [], [])
    for row in items_of(record, coping, "x_needs"):
        if (need := text_of(row, "id")) in NEEDS:
            (result.main if flag_of(row, "main") else result.also).append(str(need))
    result.audiences += [item for item in texts_of(record, "x_audiences") if item in AUDIENCES]
    for term in terms_of(record, coping):
        _place(term, needs, result, shown, coping)
    result.keywords = texts_of(record, "x_keywords") or result.keywords
    result.main = list(dict.fromkeys(result.main))
    result.also = [need for need in dict.fromkeys(result.also) if need not in result.main]
    result.audiences = [audience for audience in AUDIENCES if audience in result.audiences]
    result.keywords = list(dict.fromkeys(result.keywords))[: None if shown.verbatim else MOST_KEYWORDS]
    return result


def terms_of(record: FeedRecord, coping: Coping) -> Iterator[Term]:
    """Every term of a service and of who may use it, in the order of the feed."""
    for row in items_of(record, coping, *TERM_LISTS):
        term = object_of(row, coping, "taxonomy_term", "taxonomy") or row
        name = text_of(term, "name", "term", "label") or text_of(row, "label")
        if name:
            yield Term(name, text_of(term, "code"), text_of(row, "link_type"), text_of(row, "value"))
    for rule in items_of(record, coping, "eligibilities"):
        for term in items_of(rule, coping, "taxonomies"):
            if name := text_of(term, "name"):
                yield Term(name, None, None, None)
        if (name := text_of(rule, "eligibility", "name")) and len(name) <= LONGEST_KEYWORD:
            yield Term(name, None, "eligibility", None)


def _place(term: Term, needs: NeedNames, result: About, shown: ShownText, coping: Coping) -> None:
    if term.kind in OWN_TAXONOMIES and term.code:
        if term.kind == "needs" and term.code in NEEDS:
            (result.main if term.value == "main" else result.also).append(term.code)
        elif term.kind == "audiences":
            result.audiences.append(term.code)
        return
    need, audience = needs.by_name.get(fold(term.name)), _audience(term.name)
    if need:
        result.also.append(need)
    if audience:
        result.audiences.append(audience)
    if not need and not audience and term.kind != "eligibility":
        coping.terms_not_known.append(term.name)
        if len(term.name) <= LONGEST_KEYWORD and (keyword := shown.fit(term.name)):
            result.keywords.append(keyword)


def _audience(name: str) -> str | None:
    return _audience_names().get(fold(name))


@cache
def _audience_names() -> dict[str, str]:
    return {fold(words): audience for audience, listed in sections()["audiences"].items() for words in listed}
