"""What opens a session, attribute by attribute: Twilio ignores one that is misspelt."""

from xml.etree import ElementTree

import pytest

from rueckruf.channel.relay.settings import RelaySettings
from rueckruf.channel.relay.twiml import connect
from rueckruf.channel.voice_settings import ListenProfile, VoiceSettings

pytestmark = pytest.mark.unit


def noun(voice: str = "Polly.Vicki-Neural", **settings: bool) -> dict[str, str]:
    profiles = {
        "default": ListenProfile("speech", 6, 2, "default", hints=("ja", "Köln")),
        "phone_number": ListenProfile("dtmf speech", 6, 2, "default", hints=("$FULLPHONENUM", "null", "ja")),
    }
    relay = RelaySettings("Deepgram", "nova-3-general", speech_timeout_ms=700, **settings)
    document = connect(VoiceSettings("de-DE", voice, profiles, relay=relay), "wss://example.com/relay", "/next")
    root = ElementTree.fromstring(document)  # noqa: S314 - our own
    assert root[0].attrib == {"action": "/next", "method": "POST"}
    return root[0][0].attrib


def test_everything_that_is_asked_for() -> None:
    assert noun() == {
        "url": "wss://example.com/relay",
        "language": "de-DE",
        "ttsProvider": "Amazon",
        "voice": "Vicki-Neural",
        "transcriptionProvider": "Deepgram",
        "speechModel": "nova-3-general",
        "speechTimeout": "700",
        "deepgramSmartFormat": "false",
        "hints": "ja,Köln,null",
        "profanityFilter": "false",
        "dtmfDetection": "true",
        "interruptible": "any",
        "reportInputDuringAgentSpeech": "none",
        "ignoreBackchannel": "false",
    }


def test_what_is_not_confirmed_is_asked_for_where_it_is_set() -> None:
    assert noun(playback_events=True)["events"] == "speaker-events"
    assert noun(smart_format=True)["deepgramSmartFormat"] == "true"
    assert noun(partial_prompts=True)["partialPrompts"] == "true"


def test_google_names_its_voices_without_itself() -> None:
    attributes = noun("Google.de-DE-Chirp3-HD-Aoede")
    assert (attributes["ttsProvider"], attributes["voice"]) == ("Google", "de-DE-Chirp3-HD-Aoede")
