"""``<Connect><ConversationRelay>``: the call goes on over a WebSocket.

Source: Twilio's documentation of the noun, read in November 2026; Twilio ignores attributes that it does not know.
"""

from twilio.twiml.voice_response import Connect, VoiceResponse

from rueckruf.channel.relay.expected import hints
from rueckruf.channel.voice_settings import VoiceSettings

#: Twilio names a voice with its provider in ``<Say>`` and without it here.
_PROVIDERS = {"Polly": "Amazon", "Google": "Google"}


def connect(settings: VoiceSettings, socket: str, after_session: str) -> str:
    """TwiML that opens the WebSocket at the address ``socket``; its end is told to the address ``after_session``."""
    relay = settings.relay
    assert relay is not None
    provider, _, voice = settings.voice.partition(".")
    verb = Connect(action=after_session, method="POST")
    verb.conversation_relay(
        url=socket,
        language=settings.language,
        tts_provider=_PROVIDERS[provider],
        voice=voice,
        transcription_provider=relay.transcription_provider,
        speech_model=relay.speech_model,
        speechTimeout=str(relay.speech_timeout_ms),
        deepgramSmartFormat=relay.smart_format,
        hints=hints(settings.listen.values()) or None,
        profanity_filter=False,  # it would blank out surnames
        dtmf_detection=True,
        interruptible="any",
        report_input_during_agent_speech="none",
        ignoreBackchannel=False,  # a "ja" may be an answer
        partialPrompts=relay.partial_prompts or None,
        events="speaker-events" if relay.playback_events else None,
    )
    response = VoiceResponse()
    response.append(verb)
    return str(response)
