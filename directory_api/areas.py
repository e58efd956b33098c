"""How areas lie in each other: district, council, county group, police area, country."""

from collections.abc import Iterable

from directory_api.models import Area

COUNCIL = "council"
DISTRICT = "district"


class AreaTree:
    """All areas, each with the areas around it and within it."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self.by_id = {area.id: area for area in areas}
        self._chains = {area_id: tuple(self._upwards(area_id)) for area_id in self.by_id}
        self._touching = {
            area_id: frozenset(chain).union(other for other, around in self._chains.items() if area_id in around)
            for area_id, chain in self._chains.items()
        }

    def _upwards(self, area_id: str) -> list[str]:
        found: list[str] = []
        current: str | None = area_id
        while current is not None and current not in found:
            found.append(current)
            current = self.by_id[current].parent_id
        return found

    def chain(self, area_id: str) -> tuple[str, ...]:
        """Return the area's id and those of the areas around it, the nearest first.

        A service that covers any of them covers the area.
        """
        return self._chains[area_id]

    def touching(self, area_ids: Iterable[str]) -> frozenset[str]:
        """Return the areas themselves, those around them and those within them."""
        return frozenset().union(*(self._touching[area_id] for area_id in area_ids))

    def councils_of(self, area_id: str) -> list[Area]:
        """Return the council an area lies in, or the councils that lie in it, in order of name.

        A council here is one of the nine that run children's social care; a district's council is its county.
        """
        chain = self.chain(area_id)
        around = [self.by_id[name] for name in chain if self.by_id[name].kind == COUNCIL]
        return around or [area for area in self.councils if area_id in self.chain(area.id)]

    @property
    def councils(self) -> list[Area]:
        """The nine councils in order of name."""
        return sorted((area for area in self.by_id.values() if area.kind == COUNCIL), key=lambda area: area.name)

    def is_one_place(self, area_id: str) -> bool:
        """Whether a person lives in one council's area there (a council or one of its districts)."""
        return self.by_id[area_id].kind in (COUNCIL, DISTRICT)
