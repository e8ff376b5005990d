"""Which services hear and speak to callers, by credentials.yml."""

from pathlib import Path

import pytest

from rueckruf.privacy.speech_services import SpeechServices, read_speech_services

pytestmark = pytest.mark.unit

SECTION = """\
rueckruf.channel.twilio_voice.TwilioVoiceInput:
  voice: Polly.Vicki-Neural
  speech_model: deepgram_nova-2
  transport: {transport}
  relay: {{transcription_provider: Deepgram, speech_model: nova-3-general}}
  listen:
    default: {{input: speech}}
    phone_number: {{speech_model: numbers_and_commands}}
"""


@pytest.mark.parametrize(
    ("transport", "recognisers", "transports"),
    [
        ("gather", ("deepgram_nova-2", "numbers_and_commands"), ("gather",)),
        ("relay", ("deepgram_nova-2", "nova-3-general", "numbers_and_commands"), ("relay",)),
        (
            '{"+493023125000": relay, all: gather}',
            ("deepgram_nova-2", "nova-3-general", "numbers_and_commands"),
            ("gather", "relay"),
        ),
    ],
)
def test_every_recogniser_that_may_hear_a_caller_is_named(
    tmp_path: Path, transport: str, recognisers: tuple[str, ...], transports: tuple[str, ...]
) -> None:
    file = tmp_path / "credentials.yml"
    file.write_text(SECTION.format(transport=transport), encoding="utf-8")

    assert read_speech_services(file) == SpeechServices(recognisers, ("Polly.Vicki-Neural",), transports)


@pytest.mark.parametrize("text", ["", "[1]", "rest:\n", "twilio_voice: [a]\n", "twilio_voice: {listen: {a: b}}\n"])
def test_what_the_channel_refuses_names_no_recogniser(tmp_path: Path, text: str) -> None:
    file = tmp_path / "credentials.yml"
    file.write_text(text, encoding="utf-8")

    assert read_speech_services(file).recognisers == ()
