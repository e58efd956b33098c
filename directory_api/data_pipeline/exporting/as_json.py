"""HSDS as JSON, and pages with the envelope of Open Referral UK."""

from collections.abc import Sequence
from pathlib import Path

from directory_api.data_pipeline.exporting.published import Published
from directory_api.paging import PER_PAGE_MAXIMUM, Paging, page_json


def write_hsds(published: Published, folder: Path) -> list[Path]:
    """A file for each kind of record, with a list of them; services hold all that hangs on them."""
    lists = {
        "services": published.services,
        "organizations": published.organizations,
        "taxonomies": published.taxonomies,
        "taxonomy_terms": published.taxonomy_terms,
    }
    return [_write_list(folder / f"{name}.json", bodies) for name, bodies in lists.items()]


def write_open_referral_uk(published: Published, folder: Path) -> list[Path]:
    """A folder for each list of the API, with its pages page-1.json, page-2.json …"""
    lists = {
        "services": published.services,
        "taxonomies": published.taxonomies,
        "taxonomy_terms": published.taxonomy_terms,
    }
    return [path for name, bodies in lists.items() for path in _write_pages(folder / name, bodies)]


def _write_list(path: Path, bodies: Sequence[str]) -> Path:
    path.write_text("[\n" + ",\n".join(bodies) + "\n]\n", encoding="utf-8")
    return path


def _write_pages(folder: Path, bodies: Sequence[str]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(1, max(1, -(-len(bodies) // PER_PAGE_MAXIMUM)) + 1):
        start = (number - 1) * PER_PAGE_MAXIMUM
        contents = [body.encode() for body in bodies[start : start + PER_PAGE_MAXIMUM]]
        path = folder / f"page-{number}.json"
        path.write_bytes(page_json(len(bodies), Paging(page=number, per_page=PER_PAGE_MAXIMUM), contents))
        paths.append(path)
    return paths
