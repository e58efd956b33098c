"""areas.yml: areas that lie in each other, and postcode districts that add up."""

from collections.abc import Iterator

from directory_api.data_pipeline.checks.common import repeated
from directory_api.data_pipeline.dataset import Dataset
from directory_api.data_pipeline.place_rows import fold
from directory_api.data_pipeline.problems import Problem

WHOLE = 100.0
ROUNDING = 1.0  # shares are printed to one decimal, so several of them may miss the whole by this much
COUNCILS = 9


def areas_lie_in_each_other(dataset: Dataset) -> Iterator[Problem]:
    """Each area once, after the one it lies in, so that the rows can be written from top to bottom."""
    entry = dataset.areas
    seen: set[str] = set()
    for index, area in enumerate(entry.record.areas):
        if area.id in seen:
            yield entry.problem(f"The area “{area.id}” is given twice.", "areas", index, "id")
        if area.parent and area.parent not in seen:
            yield entry.problem(
                f"“{area.id}” lies in “{area.parent}”, which is not listed before it.", "areas", index, "parent"
            )
        seen.add(area.id)
    councils = sum(area.kind == "council" for area in entry.record.areas)
    if councils != COUNCILS:
        yield entry.problem(f"There are {councils} councils here; the Thames Valley has {COUNCILS}.", "areas")


def names_are_not_repeated(dataset: Dataset) -> Iterator[Problem]:
    """Within one area each name stands once. The same name in two areas is fine: people are then asked."""
    entry = dataset.areas
    for index, area in enumerate(entry.record.areas):
        names = [*area.towns, *area.villages, *area.other_names, *area.misspellings]
        for _, name in repeated(fold(name) for name in names):
            yield entry.problem(f"“{name}” stands twice under “{area.id}”.", "areas", index)


def districts_are_listed_once(dataset: Dataset) -> Iterator[Problem]:
    """No postcode district twice, inside or outside."""
    file, entry = dataset.areas.record, dataset.areas
    inside = [district.code for district in file.postcode_districts]
    for index, code in repeated(inside):
        yield entry.problem(f"The postcode district {code} is given twice.", "postcode_districts", index, "code")
    for index, district in enumerate(file.outside_districts):
        if district.code in inside:
            yield entry.problem(
                f"{district.code} is listed as ours and as outside.", "outside_districts", index, "code"
            )


def district_shares_add_up(dataset: Dataset) -> Iterator[Problem]:
    """The shares of a district are of the whole of it, and its areas are councils we know."""
    entry = dataset.areas
    councils = {area.id for area in entry.record.areas if area.kind == "council"}
    for index, district in enumerate(entry.record.postcode_districts):
        total = sum(part.share_percent for part in district.areas)
        total += sum(part.share_percent for part in district.outside)
        if abs(total - WHOLE) > ROUNDING:
            yield entry.problem(
                f"The shares of {district.code} add up to {total:.1f}, not 100.", "postcode_districts", index
            )
        for place, share in enumerate(district.areas):
            if share.area not in councils:
                yield entry.problem(
                    f"“{share.area}” is not a council in this file.", "postcode_districts", index, "areas", place
                )
    for index, neighbour in enumerate(entry.record.outside_districts):
        total = sum(part.share_percent for part in neighbour.outside)
        if abs(total - WHOLE) > ROUNDING:
            yield entry.problem(
                f"The shares of {neighbour.code} add up to {total:.1f}, not 100.", "outside_districts", index
            )


CHECKS = (areas_lie_in_each_other, names_are_not_repeated, districts_are_listed_once, district_shares_add_up)
