"""Rasa component: what the message plainly says stands over the classifier's guess."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from components.service_names import ServiceNames
from components.what_was_said import entities_of, in_other_letters, intent_of
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
            guess = (message.get(INTENT) or {}).get(INTENT_NAME_KEY)
            intent = intent_of(reading, service, "other_language" if in_other_letters(text) else guess)
            if intent != guess:
                message.set(INTENT, {INTENT_NAME_KEY: intent, "confidence": 1.0}, add_to_output=True)
            message.set(ENTITIES, entities_of(reading, service), add_to_output=True)
        return messages
