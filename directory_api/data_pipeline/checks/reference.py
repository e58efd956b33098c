"""Needs, providers, commissioners and knowledge: ids that others refer to."""

from collections.abc import Iterator

from directory_api.data_pipeline.checks.common import repeated
from directory_api.data_pipeline.dataset import Dataset
from directory_api.data_pipeline.problems import Problem
from directory_api.vocabulary import NEEDS


def needs_are_the_fixed_list(dataset: Dataset) -> Iterator[Problem]:
    """Every need once, none of our own making, in the agreed order."""
    entry = dataset.support_needs
    ids = [need.id for need in entry.record.needs]
    for index, need_id in repeated(ids):
        yield entry.problem(f"The need “{need_id}” is given twice.", "needs", index, "id")
    for index, need_id in enumerate(ids):
        if need_id not in NEEDS:
            yield entry.problem(f"“{need_id}” is not one of the fixed needs.", "needs", index, "id")
    for need_id in NEEDS:
        if need_id not in ids:
            yield entry.problem(f"The need “{need_id}” is missing.", "needs")
    if sorted(ids) == sorted(NEEDS) and tuple(ids) != NEEDS:
        yield entry.problem("The needs are not in their fixed order.", "needs")


def synonyms_mean_one_need(dataset: Dataset) -> Iterator[Problem]:
    """A synonym that stands under two needs cannot decide between them."""
    entry = dataset.support_needs
    owner: dict[str, str] = {}
    for index, need in enumerate(entry.record.needs):
        for place, words in enumerate(need.synonyms):
            folded = words.casefold()
            if folded in owner:
                yield entry.problem(
                    f"“{words}” already stands under “{owner[folded]}”.", "needs", index, "synonyms", place
                )
            owner.setdefault(folded, need.id)


def ids_are_unique(dataset: Dataset) -> Iterator[Problem]:
    """Providers and commissioners each have one id."""
    for index, slug in repeated(item.slug for item in dataset.providers.record.providers):
        yield dataset.providers.problem(f"The provider “{slug}” is given twice.", "providers", index, "slug")
    for index, slug in repeated(item.id for item in dataset.commissioners.record.commissioners):
        yield dataset.commissioners.problem(f"The commissioner “{slug}” is given twice.", "commissioners", index, "id")


def providers_are_used(dataset: Dataset) -> Iterator[Problem]:
    """A provider without a service is a slip of the pen, or left over."""
    used = {entry.record.organization for entry in dataset.services}
    for index, item in enumerate(dataset.providers.record.providers):
        if item.slug not in used:
            yield dataset.providers.problem(f"No service names the provider “{item.slug}”.", "providers", index, "slug")


def knowledge_files_are_named_for_their_topic(dataset: Dataset) -> Iterator[Problem]:
    """So that one search finds them; it also keeps the ids apart."""
    for entry in dataset.knowledge:
        if entry.record.id != entry.file.path.stem:
            yield entry.problem(f"The file is called “{entry.file.path.stem}”, its id is “{entry.record.id}”.", "id")


CHECKS = (
    needs_are_the_fixed_list,
    synonyms_mean_one_need,
    ids_are_unique,
    providers_are_used,
    knowledge_files_are_named_for_their_topic,
)
