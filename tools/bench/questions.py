"""What is asked in the measuring: each question in a few hundred variations, put to the directory and to Datasette.

The variations are the same in every run. Where Datasette cannot express a question there is nothing to put to it.
"""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

from tools.bench.vocabulary import Vocabulary

STANDARD, OWN = "/open-referral-uk", "/api"
VARIATIONS = 1_000
FEWER_VARIATIONS = 100  # of what takes long to be asked once each beforehand
DIFFERENT_RECORDS = 3_000
FIRST_PAGES = 10
PAGE_SIZES = {STANDARD: 50, OWN: 50}  # what each gives where nobody asks for another
TOWN_SHARE, NAME_SHARE = 0.2, 0.2  # of searches by words; the rest are ways of saying a need
AUDIENCES = ("young_person", "parent_carer", "professional", "adult")
DATABASE = "/directory"  # Datasette's address of the file it serves


@dataclass(frozen=True)
class Question:
    """Addresses of one question. `filtered` marks those that must stay quick however many services there are."""

    name: str
    ours: list[str]
    datasette: list[str] | None
    filtered: bool = False
    near_the_bare_app: bool = False  # whether it has a goal beside an app that does nothing


class Asker:
    """Puts questions together from what one database holds."""

    def __init__(self, database: Path, vocabulary: Vocabulary, seed: int) -> None:
        self._random = Random(f"{seed} questions")  # noqa: S311 - to be repeated, not to be secret
        self._vocabulary = vocabulary
        self._database = database

    def questions(self) -> list[Question]:
        """Every question."""
        ids = self._column("SELECT id FROM service WHERE offered ORDER BY id")
        chosen = self._random.sample(ids, min(DIFFERENT_RECORDS, len(ids)))
        pages = range(FIRST_PAGES)
        filters, few = [self._person() for _ in range(VARIATIONS)], range(FEWER_VARIATIONS)
        return [
            self._question("list", "/services", "list", [({"page": n + 1}, {"page": n}) for n in pages], bare=True),
            self._question("text", "/services", "text", self._searches(), filtered=True),
            self._question("area + age + need", "/services", "filter", [(f, f) for f in filters], filtered=True),
            self._question(
                "postcode + distance", "/service_at_locations", "distance", self._distances(), filtered=True
            ),
            Question(
                "one detail",
                [f"{STANDARD}/services/{id_}" for id_ in chosen],
                [f"{DATABASE}/detail.json?{_query({'kind': 'service', 'id': id_})}" for id_ in chosen],
                near_the_bare_app=True,
            ),
            self._question("list, our own API", "/services", "list", [({"page": n + 1}, {"page": n}) for n in pages],
                           bare=True, root=OWN),
            Question(
                "one detail, our own API",
                [f"{OWN}/services/{id_}" for id_ in chosen],
                [f"{DATABASE}/detail.json?{_query({'kind': 'api_service', 'id': id_})}" for id_ in chosen],
                near_the_bare_app=True,
            ),
            Question("recommendations", [f"{OWN}/recommendations?{urlencode(self._asking())}" for _ in few], None),
        ]  # fmt: skip

    def _question(
        self,
        name: str,
        path: str,
        canned: str,
        variations: list[tuple[dict[str, Any], dict[str, Any]]],
        *,
        filtered: bool = False,
        bare: bool = False,
        root: str = STANDARD,
    ) -> Question:
        kind = "service_summary" if root == STANDARD else "api_service_summary"
        sizes = {"kind": kind, "size": PAGE_SIZES[root]}
        ours = [f"{root}{path}?{urlencode(mine)}" for mine, _ in variations]
        theirs = [f"{DATABASE}/{canned}.json?{_query(sizes | other)}" for _, other in variations]
        return Question(name, ours, theirs, filtered, bare)

    def _person(self) -> dict[str, Any]:
        need, council = self._random.choice(self._vocabulary.needs), self._random.choice(self._vocabulary.councils)
        return {"area": council.id, "age": self._random.randint(5, 60), "need": need.id}

    def _asking(self) -> dict[str, Any]:
        return {"audience": self._random.choice(AUDIENCES), **self._person()}

    def _searches(self) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        names = self._column("SELECT name FROM organization ORDER BY id")
        towns = [town for council in self._vocabulary.councils for town in council.towns]
        sayings = [words for need in self._vocabulary.needs for words in need.words]

        def words() -> str:
            chance = self._random.random()
            if chance < TOWN_SHARE:
                return self._random.choice(towns)
            if chance < TOWN_SHARE + NAME_SHARE:
                return " ".join(self._random.choice(names).split()[:2])
            return self._random.choice(sayings)

        return [({"search": one}, {"q": one}) for one in (words() for _ in range(VARIATIONS))]

    def _distances(self) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        districts = [code for council in self._vocabulary.councils for code in council.districts]
        sectors = self._column("SELECT code FROM postcode_centroid WHERE code LIKE '% %' ORDER BY code")
        ours = [code for code in sectors if code.split()[0] in districts]
        found = []
        for _ in range(VARIATIONS):
            sector, metres = self._random.choice(ours), self._random.choice((2000, 5000, 8000, 15000))
            mine = {"postcode": f"{sector}AA", "proximity": metres}
            found.append((mine, {"sector": sector, "metres": metres}))
        return found

    def _column(self, statement: str) -> list[str]:
        connection = sqlite3.connect(f"file:{self._database}?mode=ro", uri=True)
        try:
            return [row[0] for row in connection.execute(statement)]
        finally:
            connection.close()


def _query(values: dict[str, Any]) -> str:
    return urlencode({**values, "_shape": "array"})
