"""Rasa component: what the message says stands over the intent that was guessed.

It learns from the messages of data/nlu/told, whose metadata says what each tells, and from every other training
sentence that the word lists find harmless.
"""

import hashlib
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.service_names import ServiceNames
from components.told import examples_of, fingerprint
from components.what_was_said import entities_of, in_other_letters, intent_of, language_tag, question_beside
from conversation.data_files import services_data
from understanding import Reader
from understanding.classifier import KEPT_AS, Classifier
from understanding.encoder import Encoder
from understanding.learning import learn

UNDERSTANDING = Path(__file__).resolve().parents[1] / "understanding"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class MessageReader(GraphComponent):
    """Adds the facts as entities and settles the intent: danger first, whatever was guessed."""

    def __init__(self, reader: Reader, service_names: ServiceNames, kept: tuple[ModelStorage, Resource]) -> None:
        self._reader = reader
        self._service_names = service_names
        self._kept = kept

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "MessageReader":
        return cls(Reader.load(services_data()), ServiceNames.load(), (model_storage, resource))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """What is learnt rests on labels that Rasa does not read and on how messages are made ready, too."""
        digest = hashlib.sha256(fingerprint().encode())
        for path in sorted(UNDERSTANDING.rglob("*")):
            if path.suffix in (".py", ".yml", ".txt"):
                digest.update(path.read_bytes())
        return digest.hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn what messages tell, and keep it in the model."""
        examples = examples_of([message.get(TEXT) for message in training_data.intent_examples], self._reader)
        storage, resource = self._kept
        classifier = learn(examples, self._reader, Encoder.load())
        with storage.write_to(resource) as folder:
            classifier.save(folder / KEPT_AS)
        return resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> "MessageReader":
        """Take up what was learnt. Raises ValueError or FileNotFoundError for a model that does not hold it."""
        with model_storage.read_from(resource) as folder:
            classifier = Classifier.load(folder / KEPT_AS, Encoder.load())
        return cls(Reader.load(services_data(), classifier=classifier), ServiceNames.load(), (model_storage, resource))

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message; Rasa calls this once per turn."""
        for message in messages:
            text = message.get(TEXT) or ""
            reading, service = self._reader.read(text), self._service_names.find(text)
            classified = message.get(INTENT) or {}
            guess, confidence = classified.get(INTENT_NAME_KEY), classified.get(PREDICTED_CONFIDENCE_KEY, 0.0)
            foreign = in_other_letters(text) or self._reader.languages.asked_for(text)
            intent = intent_of(reading, service, "other_language" if foreign else guess)
            if intent != guess:
                message.set(INTENT, {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: 1.0}, add_to_output=True)
            language = language_tag(reading.language, text)
            if intent == "other_language" and not language:
                language = self._reader.languages.named(text)
            entities = entities_of(reading, service, question_beside(reading, guess, confidence), language)
            message.set(ENTITIES, entities, add_to_output=True)
        return messages
