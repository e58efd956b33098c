"""Which services are worth judging for a person, found in the columns of the index. Judging reads whole services, so
with fifty thousand of them the ones that can neither be shown nor be a near miss are left out first.

What is left out changes no answer, but for one limit: where more than MOST_JUDGED services could fit, the best of them
by need, age and reach are judged. No real area comes near it.
"""

import numpy as np
from numpy.typing import NDArray

from directory_api.person import ANY_CRIME, Person
from directory_api.recommendations.first_doors import ALWAYS_OPEN_FOR_ALL, FIRST_DOOR_SLUGS, FRONT_DOOR_KIND
from directory_api.recommendations.rank import NEAR_YEARS
from directory_api.search.index import REACH_ORDER, Mask, ServiceIndex

MOST_JUDGED = 100
NOT_FOR_CARDS = "emergency"  # the kind of 999, which belongs to the danger panel, on every page
LOCAL = REACH_ORDER.index("local")


def shortlist(index: ServiceIndex, person: Person) -> NDArray[np.intp]:
    """Return the positions of the services to judge, in order of name."""
    doors = index.mask("kind", FRONT_DOOR_KIND)
    for slug in (*FIRST_DOOR_SLUGS, ALWAYS_OPEN_FOR_ALL):
        if slug in index.position_of:
            doors[index.position_of[slug]] = True
    shown = index.offered & ~index.mask("kind", NOT_FOR_CARDS)
    doors &= shown
    if person.area_chain:
        doors &= index.mask("area", *person.area_chain) | ~index.mask("kind", FRONT_DOOR_KIND)
    fitting = shown & ~doors & _helps(index, person) & _covers(index, person) & _near_in_age(index, person)
    if np.count_nonzero(fitting) > MOST_JUDGED:
        fitting = _best(index, person, fitting)
    return np.flatnonzero(doors | fitting)


def _helps(index: ServiceIndex, person: Person) -> Mask:
    """Keep services that name one of the needs; with none told, those that exist for any crime."""
    facet = "main_need" if person.needs <= {ANY_CRIME} else "need"
    return index.mask(facet, *person.meant_needs)


def _covers(index: ServiceIndex, person: Person) -> Mask:
    if person.area_chain:
        return index.mask("area", *person.area_chain)
    beyond_one_council: Mask = index.mask("area") & (index.reach_order != LOCAL)
    return beyond_one_council


def _near_in_age(index: ServiceIndex, person: Person) -> Mask:
    """Leave out services whose ages lie too far away even for a near miss."""
    youngest, oldest = person.ages
    highest = np.where(index.extended_age > 0, index.extended_age, index.maximum_age)
    near: Mask = youngest - highest <= NEAR_YEARS
    if not person.for_somebody_else:  # else a minimum age may be that of the one who asks
        near &= index.minimum_age - oldest <= NEAR_YEARS
    return near


def _best(index: ServiceIndex, person: Person, fitting: Mask) -> Mask:
    """Keep the best: what exists for the need and takes the age for certain, then the more local."""
    positions = np.flatnonzero(fitting)
    youngest, oldest = person.ages
    certain = index.age_stated & (index.minimum_age <= youngest) & (oldest <= index.maximum_age)
    misses = (index.minimum_age > oldest) | (youngest > index.maximum_age)
    steps = (~index.mask("main_need", *person.meant_needs)).astype(np.int8) + ~certain + 2 * misses
    order = np.lexsort((positions, index.reach_order[positions], steps[positions]))
    best = np.zeros_like(fitting)
    best[positions[order[:MOST_JUDGED]]] = True
    return best
