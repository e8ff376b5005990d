"""Rasa's output channel that collects what the assistant says during one turn."""

from typing import Any

from rasa.core.channels.channel import OutputChannel

from rueckruf.channel.reply import Utterance


class CollectedSpeech(OutputChannel):  # type: ignore[misc]
    """Keeps each response whole, its text with its ``custom`` wishes; pictures cannot be spoken."""

    def __init__(self) -> None:
        self.utterances: list[Utterance] = []

    @classmethod
    def name(cls) -> str:
        return "twilio_voice"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.utterances.append(Utterance(message.get("text") or "", message.get("custom") or {}))
