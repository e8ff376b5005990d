"""What the extractors around ``rueckruf.spoken`` share: they add what a reader finds to a message's entities."""

from abc import ABC, abstractmethod
from typing import Any

from rasa.engine.graph import GraphComponent
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message


class SpokenEntityExtractor(GraphComponent, EntityExtractorMixin, ABC):
    """An extractor that asks a reader of ``rueckruf.spoken`` about each message."""

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
