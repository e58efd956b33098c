"""Rasa component: what the message plainly says stands over the classifier's guess."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from components.service_names import ServiceNames
from components.what_was_said import entities_of, in_other_letters, intent_of, question_beside
from conversation.data_files import services_data
from understanding import Reader


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class MessageReader(GraphComponent):
    """Adds the facts as entities and settles the intent: danger first, whatever the classifier thought."""

    def __init__(self, reader: Reader, service_names: ServiceNames) -> None:
        self._reader = reader
        self._service_names = service_names

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "MessageReader":
        return cls(Reader.load(services_data()), ServiceNames.load())

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message; Rasa calls this once per turn."""
        for message in messages:
            text = message.get(TEXT) or ""
            reading, service = self._reader.read(text), self._service_names.find(text)
            classified = message.get(INTENT) or {}
            guess, confidence = classified.get(INTENT_NAME_KEY), classified.get(PREDICTED_CONFIDENCE_KEY, 0.0)
            intent = intent_of(reading, service, "other_language" if in_other_letters(text) else guess)
            if intent != guess:
                message.set(INTENT, {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: 1.0}, add_to_output=True)
            entities = entities_of(reading, service, question_beside(reading, guess, confidence))
            message.set(ENTITIES, entities, add_to_output=True)
        return messages
