"""postcode_centroids.yml: every district is somewhere, and sectors lie in their district."""

from collections.abc import Iterator

import numpy as np

from directory_api.data_pipeline.dataset import Dataset
from directory_api.data_pipeline.problems import Problem
from directory_api.distances import metres_between

FARTHEST_RADII = 2  # from its district's middle a sector's middle may lie this many of the district's radii


def every_district_has_a_centroid(dataset: Dataset) -> Iterator[Problem]:
    """The districts of areas.yml and no others, each with a middle point or named as large users only, not both."""
    entry, areas = dataset.postcode_centroids, dataset.areas.record
    file = entry.record
    known = {district.code for district in areas.postcode_districts}
    known |= {district.code for district in areas.outside_districts}
    for code in sorted(known - set(file.districts) - set(file.large_users_only)):
        yield entry.problem(f"The postcode district {code} of areas.yml has no centroid.", "districts")
    for code in file.districts:
        if code not in known:
            yield entry.problem(f"The postcode district {code} is not in areas.yml.", "districts", code)
    for index, code in enumerate(file.large_users_only):
        if code in file.districts or code not in known:
            yield entry.problem(
                f"{code} cannot be for large users only: it has a centroid, or areas.yml does not list it.",
                "large_users_only",
                index,
            )


def sectors_lie_in_their_district(dataset: Dataset) -> Iterator[Problem]:
    """A sector's district is listed, and their middle points are no farther apart than the district is wide."""
    entry = dataset.postcode_centroids
    districts, sectors = entry.record.districts, entry.record.sectors
    for code in sectors:
        if code.split(" ")[0] not in districts:
            yield entry.problem(f"The sector {code} lies in a district without a centroid.", "sectors", code)
    paired = [code for code in sectors if code.split(" ")[0] in districts]
    inner = np.array([sectors[code][:2] for code in paired], dtype=np.float64).reshape(-1, 2)
    outer = np.array([districts[code.split(" ")[0]][:3] for code in paired], dtype=np.float64).reshape(-1, 3)
    apart = metres_between(inner[:, 0], inner[:, 1], outer[:, 0], outer[:, 1])
    for code, too_far in zip(paired, apart > outer[:, 2] * FARTHEST_RADII, strict=True):
        if too_far:
            yield entry.problem(f"The sector {code} lies too far from the middle of its district.", "sectors", code)


CHECKS = (every_district_has_a_centroid, sectors_lie_in_their_district)
