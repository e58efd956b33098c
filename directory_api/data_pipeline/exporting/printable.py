"""The directory to print, or to keep on a stick: a page for each council's area and each kind of reader, and an index.

A page asks for nothing: no script, no font, no picture, no request. It opens from a folder with no connection at all.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from directory_api.areas import AreaTree
from directory_api.data_pipeline.exporting.printed_service import day_in_words, printed
from directory_api.data_pipeline.exporting.published import Published
from directory_api.data_pipeline.records.reference import EmergencyContact
from directory_api.models import Area
from directory_api.vocabulary import AUDIENCES

REACHES = ("local", "thames_valley", "national")


@dataclass(frozen=True)
class Page:
    """One file: the services that help there and talk to these people."""

    area: Area
    audience: str
    services: list[dict[str, Any]]

    @property
    def file(self) -> str:
        """Its name in the folder."""
        return f"{self.area.id}-{self.audience.replace('_', '-')}.html"

    @property
    def groups(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """The services by how far they reach, the nearest first."""
        return [(reach, list(found)) for reach, found in groupby(self.services, key=lambda service: service["reach"])]


def write_printable(published: Published, contacts: Iterable[EmergencyContact], folder: Path) -> list[Path]:
    """Write every page and the index. Emergency numbers stand on top of each, those for its readers."""
    shown = sorted(contacts, key=lambda contact: contact.position)
    pages = list(_pages(published))
    printed_on = day_in_words(date.fromisoformat(published.loaded_on))
    environment = Environment(
        loader=PackageLoader("directory_api.data_pipeline.exporting"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    paths = []
    for page in pages:
        numbers = [contact for contact in shown if page.audience in contact.audiences]
        text = environment.get_template("page.html").render(page=page, contacts=numbers, printed_on=printed_on)
        paths.append(_write(folder / page.file, text))
    by_area = [(area, list(found)) for area, found in groupby(pages, key=lambda page: page.area.name)]
    index = environment.get_template("index.html").render(areas=by_area, contacts=shown, printed_on=printed_on)
    return [_write(folder / "index.html", index), *paths]


def _pages(published: Published) -> Iterator[Page]:
    offered = [service for service in published.each_service() if service["x_status"]["offered"]]
    for area in published.areas.councils:
        here = [service for service in offered if _helps_in(service, area.id, published.areas)]
        for audience in AUDIENCES:
            wanted = [service for service in here if audience in service.get("x_audiences", [])]
            wanted.sort(key=lambda service: REACHES.index(service["x_reach"]))
            yield Page(area, audience, [printed(service, audience) for service in wanted])


def _helps_in(service: Mapping[str, Any], council: str, areas: AreaTree) -> bool:
    """Whether it covers the council's area, something around it, or a district within it."""
    covered = {row["x_area_id"] for row in service.get("service_areas", [])}
    return bool(covered & set(areas.chain(council))) or any(council in areas.chain(area) for area in covered)


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
