"""The words people read: short enough, never blaming, and without notes to ourselves."""

import re
from collections.abc import Callable, Iterable, Iterator

from directory_api.data_pipeline.dataset import Dataset, Entry
from directory_api.data_pipeline.problems import Problem
from directory_api.data_pipeline.records.service import Service
from directory_api.data_pipeline.yaml_files import KeyPath

LONGEST_NAME = 90  # characters, to fit a card's heading
LONGEST_TEXT = 260  # characters
LONGEST_SENTENCE = 20  # words
LANGUAGE_TOPIC = "language"
OWN_NOTES = re.compile(r"unverified|from memory|do not publish|publish:|\bTODO\b|\bTBC\b", re.IGNORECASE)
SIGNS_OF_OWN_NOTES = ("unverified", "from memory", "publish", "todo", "tbc")  # quicker to look for in a long text
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")

ShownText = tuple[Entry, str, KeyPath]


def shown_texts(dataset: Dataset, worth_a_look: Callable[[str], object] | None = None) -> Iterator[ShownText]:
    """Every text that reaches people, with the file and the place it stands at.

    With `worth_a_look` a service's texts are left out unless it says yes to all of them joined by line ends: one look
    at the whole is much faster than one at each part.
    """
    for service in dataset.services:
        texts = [(text, where) for where, text in _service_texts(service.record) if text]
        if worth_a_look is None or worth_a_look("\n".join([text for text, _ in texts])):
            yield from ((service, text, where) for text, where in texts)
    yield from _reference_texts(dataset)
    for topic in dataset.knowledge:
        if topic.record.plain_words:
            yield topic, topic.record.plain_words, ("plain_words",)


def _reference_texts(dataset: Dataset) -> Iterator[ShownText]:
    for index, need in enumerate(dataset.support_needs.record.needs):
        for key in ("name", "plain_words", "professional_words"):
            yield dataset.support_needs, getattr(need, key), ("needs", index, key)
        for place, words in enumerate(need.synonyms):
            yield dataset.support_needs, words, ("needs", index, "synonyms", place)
    for index, contact in enumerate(dataset.emergency_contacts.record.contacts):
        for key in ("name", "note", "hours"):
            yield dataset.emergency_contacts, getattr(contact, key), ("contacts", index, key)
    for index, provider in enumerate(dataset.providers.record.providers):
        yield dataset.providers, provider.description, ("providers", index, "description")


def _service_texts(service: Service) -> Iterator[tuple[KeyPath, str | None]]:
    contact, sex = service.contact, service.sex
    yield ("name",), service.name
    yield ("summary",), service.summary
    yield ("status_note",), service.status_note
    yield ("ages", "words"), service.ages.words
    yield ("sex", "words"), sex.words if sex else None
    yield ("areas", "note"), service.areas.note
    yield ("contact", "text", "words"), contact.text.words if contact.text else None
    yield ("contact", "webchat"), contact.webchat
    yield ("contact", "address_note"), contact.address_note
    yield ("opening", "words"), service.opening.words
    yield ("cost",), service.cost
    yield ("interpreters",), service.interpreters
    yield ("accessibility",), service.accessibility
    yield ("referral", "note"), service.referral.note
    for index, phone in enumerate(contact.phones):
        if phone.publish:
            yield ("contact", "phones", index, "description"), phone.description
            yield ("contact", "phones", index, "availability_note"), phone.availability_note
    for index, source in enumerate(service.sources):
        yield ("sources", index), f"{source.title} | {source.supports}"


def words_fit(dataset: Dataset) -> Iterator[Problem]:
    """Names fit a card, texts a bubble, and sentences the reading age. Sources are the titles of others."""
    for entry, text, where in shown_texts(dataset):
        if where[0] == "sources":
            continue
        limit = LONGEST_NAME if where == ("name",) else LONGEST_TEXT
        if len(text) > limit:
            yield entry.problem(f"This text has {len(text)} characters; {limit} are allowed.", *where)
        if len(text.split()) <= LONGEST_SENTENCE:
            continue
        longest = max(len(sentence.split()) for sentence in SENTENCE_END.split(text))
        if longest > LONGEST_SENTENCE:
            yield entry.problem(f"A sentence has {longest} words; {LONGEST_SENTENCE} are allowed.", *where)


def words_never_blame(dataset: Dataset) -> Iterator[Problem]:
    """None of the language topic's blaming words in anything shown."""
    blaming = [
        word.casefold()
        for entry in dataset.knowledge
        if entry.record.id == LANGUAGE_TOPIC
        for word in entry.record.blaming_words
    ]
    if not blaming:
        yield Problem(dataset.folder / "knowledge", 1, f"The topic “{LANGUAGE_TOPIC}” lists no blaming words.")
    for entry, text, where in shown_texts(dataset, lambda texts: _holds_any(blaming, texts)):
        folded = text.casefold()
        for word in blaming:
            if word in folded:
                yield entry.problem(f"“{word}” blames the person who was hurt.", *where)


def no_notes_to_ourselves(dataset: Dataset) -> Iterator[Problem]:
    """What is not confirmed belongs under “unconfirmed”, which nobody is shown."""
    for entry, text, where in shown_texts(dataset, lambda texts: _holds_any(SIGNS_OF_OWN_NOTES, texts)):
        if found := OWN_NOTES.search(text):
            yield entry.problem(f"“{found.group()}” is a note to ourselves; move it to “unconfirmed”.", *where)


def _holds_any(words: Iterable[str], text: str) -> bool:
    folded = text.casefold()
    return any(word in folded for word in words)


CHECKS = (words_fit, words_never_blame, no_notes_to_ourselves)
