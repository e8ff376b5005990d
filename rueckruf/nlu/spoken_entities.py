"""What the extractors around ``rueckruf.spoken`` share: they add what a reader finds to a message's entities."""

from abc import ABC, abstractmethod
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message


class SpokenEntityExtractor(GraphComponent, EntityExtractorMixin, ABC):
    """An extractor without configuration or training, unless a subclass has one."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SpokenEntityExtractor":
        """Nothing is configured or stored: the rules are those of ``rueckruf.spoken``."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add what is found to the entities of each message."""
        for message in messages:
            found = self.add_extractor_name(self.entities(message.get(TEXT) or ""))
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages

    @abstractmethod
    def entities(self, text: str) -> list[dict[str, Any]]:
        """Rasa's entities in ``text``."""


def entity(name: str, span: tuple[int, int], value: str, confidence: float) -> dict[str, Any]:
    """One entity as Rasa writes it; ``span`` are character offsets."""
    return {"entity": name, "start": span[0], "end": span[1], "value": value, "confidence_entity": confidence}
