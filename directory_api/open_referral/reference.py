"""What every service's document refers to, made ready once for all of them."""

from collections.abc import Iterable, Mapping, Sequence

from directory_api.areas import AreaTree
from directory_api.models import SupportNeed
from directory_api.open_referral.taxonomies import Taxonomies


class StandardReference:
    """The areas, and the directory's taxonomies as the standard shapes them."""

    def __init__(
        self,
        needs: Iterable[SupportNeed],
        areas: AreaTree,
        synonyms: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.areas = areas
        self.taxonomies = Taxonomies(needs, synonyms or {})
