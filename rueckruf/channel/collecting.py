"""One turn as Rasa takes it: the message, and the output channel that collects what the assistant says."""

from collections.abc import Mapping
from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage

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


def message_of(
    call_sid: str,
    output: CollectedSpeech,
    text: str = "",
    metadata: Mapping[str, Any] | None = None,
    event: str | None = None,
) -> UserMessage:
    """What was heard, or an ``event`` of the line: an intent that is known, so that nothing has to be understood."""
    understood = None
    if event is not None:
        text, intent = f"/{event}", {"name": event, "confidence": 1.0}
        understood = {"text": text, "intent": intent, "intent_ranking": [intent], "entities": [], "metadata": metadata}
    return UserMessage(
        text, output, sender_id=call_sid, input_channel=output.name(), parse_data=understood, metadata=metadata
    )
