"""How ConversationRelay is set up: the section ``relay`` of ``credentials.yml``, checked.

Source: Twilio's documentation of ``<ConversationRelay>`` and Deepgram's changelog, read in November 2026. What stands
in neither for German is taken, but ``unconfirmed`` names it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rueckruf.channel.checked_section import Section, SectionFaults

#: The speech models of each recogniser, and whether it is documented that they hear German.
SPEECH_MODELS: Mapping[str, Mapping[str, bool]] = {
    "Deepgram": {"nova-2-general": True, "nova-3-general": True, "flux": False},
    "Google": {"telephony": False, "long": False},
}
SPEECH_TIMEOUTS = range(600, 5001)  # milliseconds


@dataclass(frozen=True)
class RelaySettings:
    """The recogniser, the pause in milliseconds after which it hands over what it has heard, and what Twilio reports.

    ``smart_format``: numbers and times come in digits; ``playback_events``: Twilio is asked to tell when either side
    begins and ceases to speak; ``partial_prompts``: to tell what it hears while the caller still speaks;
    ``profile_messages``: it is told the hints and the pause of each question before that is asked.
    """

    transcription_provider: str
    speech_model: str
    speech_timeout_ms: int = 600
    smart_format: bool = False
    playback_events: bool = False
    partial_prompts: bool = False
    profile_messages: bool = False

    def unconfirmed(self) -> Iterator[str]:
        """What these settings rely on although Twilio's documentation does not promise it for German."""
        yield "voice: the names of ConversationRelay's voices"
        if not SPEECH_MODELS[self.transcription_provider][self.speech_model]:
            yield f"speech_model {self.speech_model} for German"
        if self.playback_events:
            yield "playback_events: how Twilio writes them"
        if self.partial_prompts:
            yield "partial_prompts: which recognisers send them"
        if self.profile_messages:
            yield "profile_messages: how Twilio wants them written"


def relay_settings(values: Mapping[str, Any] | None, path: str, faults: SectionFaults) -> RelaySettings | None:
    """The settings, None where the section is missing or faulty; what is wrong goes to ``faults``."""
    if values is None:
        return None
    section = Section(values, path, faults)
    provider = section.take("transcription_provider", _provider)
    model = section.take("speech_model", _text)
    if provider and model and model not in SPEECH_MODELS[provider]:
        section.fault("speech_model", f"{model!r} is none of {provider}'s: {', '.join(SPEECH_MODELS[provider])}")
    settings = RelaySettings(
        transcription_provider=provider,
        speech_model=model,
        speech_timeout_ms=section.take("speech_timeout_ms", _speech_timeout, {"speech_timeout_ms": 600}),
        smart_format=section.take("smart_format", _switch, {"smart_format": False}),
        playback_events=section.take("playback_events", _switch, {"playback_events": False}),
        partial_prompts=section.take("partial_prompts", _switch, {"partial_prompts": False}),
        profile_messages=section.take("profile_messages", _switch, {"profile_messages": False}),
    )
    section.refuse_the_rest()
    return settings


def _provider(value: Any) -> str:
    if value not in SPEECH_MODELS:
        raise ValueError(f"{value!r} is none of {', '.join(SPEECH_MODELS)}")
    return str(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no name")
    return value


def _speech_timeout(value: Any) -> int:
    if type(value) is not int or value not in SPEECH_TIMEOUTS:
        first, last = SPEECH_TIMEOUTS[0], SPEECH_TIMEOUTS[-1]
        raise ValueError(f"{value!r} is not a whole number of milliseconds from {first} to {last}")
    return value


def _switch(value: Any) -> bool:
    if type(value) is not bool:
        raise ValueError(f"{value!r} is neither true nor false")
    return value
