"""Voice settings that Twilio would refuse stop the start, with file and key."""

from pathlib import Path
from typing import Any

import pytest
from rasa.core.run import create_http_input_channels
from rasa.shared.exceptions import InvalidConfigException

from rueckruf.channel.twilio_voice import TwilioVoiceInput
from rueckruf.channel.voice_settings import VoiceSettings, VoiceSettingsError, read_voice_settings
from rueckruf.channel.webhook import read_webhook
from rueckruf.project import CREDENTIALS, DATA
from tests.support.yaml_files import read_yaml

pytestmark = pytest.mark.unit


def section(profiles: dict[str, Any] | None = None, **top: Any) -> dict[str, Any]:
    """A section of credentials.yml that is right but for what is given."""
    default = {"input": "speech", "timeout": 6, "speech_timeout": 2}
    return {
        "language": "de-DE",
        "voice": "Polly.Vicki-Neural",
        "speech_model": "deepgram_nova-2",
        "listen": {"default": default, **(profiles or {})},
        **top,
    }


def faults(values: Any) -> list[str]:
    with pytest.raises(VoiceSettingsError) as raised:
        read_voice_settings(values)
    return str(raised.value).splitlines()


def test_a_profile_takes_what_it_leaves_out_from_the_default_one() -> None:
    profile = read_voice_settings(section({"name": {"timeout": 9, "hints": ["von"]}})).profile("name")
    assert (profile.input, profile.timeout, profile.speech_timeout) == ("speech", 9, 2)
    assert profile.speech_model == "deepgram_nova-2"
    assert profile.hints == ("von",)


def test_an_unknown_profile_is_the_default_one() -> None:
    settings = read_voice_settings(section())
    assert settings.profile("missing") == settings.profile("default")


@pytest.mark.parametrize("name", ["Nummer-1", "", "größe", "two words", "a" * 65, 5.5])
def test_a_name_that_the_next_turn_would_be_refused_with_stops_the_start(name: Any) -> None:
    [fault] = faults(section({name: {"timeout": 9}}))
    assert fault.startswith(f"credentials.yml: twilio_voice.listen.{name}: a name has only small letters")


def test_a_name_that_is_taken_is_taken_in_the_next_turn_too() -> None:
    name = "nummer_1" * 8
    assert name in read_voice_settings(section({name: {"timeout": 9}})).listen
    assert read_webhook({"CallSid": ["CA1"]}, f"turn=1&listen={name}").turn.position.listen == name


@pytest.mark.parametrize(
    "voice", ["Polly.Vicki-Neural", "Polly.Daniel-Neural", "Google.de-DE-Neural2-B", "Google.de-DE-Chirp3-HD-Aoede"]
)
def test_german_neural_voices_are_taken(voice: str) -> None:
    assert read_voice_settings(section(voice=voice)).voice == voice


@pytest.mark.parametrize(
    ("top", "key"),
    [
        ({"voice": "woman"}, "voice"),
        ({"voice": "Polly.Joanna-Neural"}, "voice"),
        ({"voice": "Polly.Hannah-Neural"}, "voice"),
        ({"voice": None}, "voice"),
        ({"language": "de"}, "language"),
        ({"language": "en-US"}, "language"),
        ({"speech_model": "phone_call"}, "speech_model"),
        ({"speech_model": ["default"]}, "speech_model"),
        ({"listen": []}, "listen"),
        ({"listen": {}}, "listen.default"),
        ({"enhanced": True}, "enhanced"),
    ],
)
def test_a_wrong_value_is_named(top: dict[str, Any], key: str) -> None:
    assert faults(section(**top))[0].startswith(f"credentials.yml: twilio_voice.{key}: ")


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"input": "voice"}, "input"),
        ({"input": "speech dtmf"}, "input"),
        ({"timeout": 0}, "timeout"),
        ({"timeout": 61}, "timeout"),
        ({"timeout": 2.5}, "timeout"),
        ({"timeout": True}, "timeout"),
        ({"timeout": "5"}, "timeout"),
        ({"speech_timeout": "auto"}, "speech_timeout"),
        ({"speech_timeout": -1}, "speech_timeout"),
        ({"speech_model": "phone_call"}, "speech_model"),
        ({"hints": "ja, nein"}, "hints"),
        ({"hints": ["ja"] * 501}, "hints"),
        ({"hints": ["j" * 101]}, "hints"),
        ({"hints": [None]}, "hints"),
        ({"hints": [True]}, "hints"),
        ({"hints": ["ja,nein"]}, "hints"),
        ({"finish_on_key": "#"}, "finish_on_key"),
        ({"num_digits": 1}, "num_digits"),
        ({"input": "dtmf", "finish_on_key": "##"}, "finish_on_key"),
        ({"input": "dtmf", "finish_on_key": 1}, "finish_on_key"),
        ({"input": "dtmf", "num_digits": 0}, "num_digits"),
        ({"speechTimeout": 2}, "speechTimeout"),
    ],
)
def test_a_wrong_profile_is_named(values: dict[str, Any], key: str) -> None:
    (fault,) = faults(section({"phone_number": values}))
    assert fault.startswith(f"credentials.yml: twilio_voice.listen.phone_number.{key}: ")


def test_every_fault_is_told_once() -> None:
    default = {"input": "speech", "timeout": 0, "speech_timeout": 2}
    assert len(faults(section({"default": default, "name": {}, "time": {"hints": 3}}, voice="alice"))) == 3


@pytest.mark.parametrize("values", [None, {}, {"listen": None}])
def test_missing_settings_are_named(values: Any) -> None:
    assert "credentials.yml: twilio_voice.voice: is missing" in faults(values)


RELAY = {"transcription_provider": "Deepgram", "speech_model": "nova-3-general"}
FIRST, SECOND = "+493023125000", "+493023125001"


@pytest.mark.parametrize(
    ("transport", "of_first", "of_others"),
    [
        ("gather", "gather", "gather"),
        ("relay", "relay", "relay"),
        ({FIRST: "relay"}, "relay", "gather"),
        ({FIRST: "gather", "all": "relay"}, "gather", "relay"),
    ],
)
def test_the_transport_is_chosen_for_all_numbers_or_for_one(transport: Any, of_first: str, of_others: str) -> None:
    settings = read_voice_settings(section(transport=transport, relay=RELAY))
    assert [settings.transport(called) for called in (FIRST, SECOND, "")] == [of_first, of_others, of_others]


def test_without_a_word_calls_go_by_gather() -> None:
    assert read_voice_settings(section()).transport(FIRST) == "gather"


@pytest.mark.parametrize(
    ("top", "key"),
    [
        ({"transport": "stream", "relay": RELAY}, "transport"),
        ({"transport": {"030 23125000": "relay"}, "relay": RELAY}, "transport"),
        ({"transport": {493023125000: "relay"}, "relay": RELAY}, "transport"),
        ({"transport": ["relay"], "relay": RELAY}, "transport"),
        ({"transport": "relay"}, "transport"),
        ({"relay": ["Deepgram"]}, "relay"),
        ({"relay": {}}, "relay.transcription_provider"),
        ({"relay": {**RELAY, "transcription_provider": "Whisper"}}, "relay.transcription_provider"),
        ({"relay": {**RELAY, "speech_model": "telephony"}}, "relay.speech_model"),
        ({"relay": {**RELAY, "speech_model": 3}}, "relay.speech_model"),
        ({"relay": {**RELAY, "speech_timeout_ms": 599}}, "relay.speech_timeout_ms"),
        ({"relay": {**RELAY, "speech_timeout_ms": 5001}}, "relay.speech_timeout_ms"),
        ({"relay": {**RELAY, "speech_timeout_ms": "auto"}}, "relay.speech_timeout_ms"),
        ({"relay": {**RELAY, "smart_format": "no"}}, "relay.smart_format"),
        ({"relay": {**RELAY, "playback_events": 1}}, "relay.playback_events"),
        ({"relay": {**RELAY, "partial_prompts": "true"}}, "relay.partial_prompts"),
        ({"relay": {**RELAY, "profile_messages": None}}, "relay.profile_messages"),
        ({"relay": {**RELAY, "speechTimeout": 600}}, "relay.speechTimeout"),
    ],
)
def test_a_wrong_way_is_named(top: dict[str, Any], key: str) -> None:
    assert any(fault.startswith(f"credentials.yml: twilio_voice.{key}: ") for fault in faults(section(**top)))


def test_what_is_not_confirmed_for_german_is_named() -> None:
    switches = ("playback_events", "partial_prompts", "profile_messages")
    relay = {**RELAY, "speech_model": "flux", **dict.fromkeys(switches, True)}
    settings = read_voice_settings(section(relay=relay)).relay
    assert settings is not None
    named = " ".join(settings.unconfirmed())
    assert all(setting in named for setting in ("flux", *switches))


def test_the_project_has_a_profile_for_every_question(settings: VoiceSettings) -> None:
    assert {"caller_name", "phone_number", "callback_time", "confirmation"} <= set(settings.listen)


def test_responses_and_profiles_fit_together(settings: VoiceSettings) -> None:
    files = sorted((DATA / "responses").glob("*.yml"))
    responses = [read_yaml(file)["responses"] for file in files]
    wordings = [wording for topic in responses for each in topic.values() for wording in each]
    named = {wording["custom"]["listen"] for wording in wordings if "listen" in wording.get("custom", {})}
    assert named | {"default"} == set(settings.listen)


def test_a_number_may_be_keyed_and_is_heard_longer(settings: VoiceSettings) -> None:
    number, default = settings.profile("phone_number"), settings.profile("default")
    assert number.takes_keys
    assert number.hears_speech
    assert number.speech_timeout > default.speech_timeout


@pytest.mark.usefixtures("logging_restored")
def test_keys_are_taken_wherever_something_is_asked(settings: VoiceSettings) -> None:
    """The help and the English sentence say so at every question."""
    asked = [name for name in settings.listen if name != "default"]
    assert [name for name in asked if not settings.profile(name).takes_keys] == []


def test_rasa_builds_the_channel_from_credentials_yml(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RUECKRUF_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("REDIS_URL", raising=False)
    (channel,) = create_http_input_channels(None, str(CREDENTIALS))
    assert isinstance(channel, TwilioVoiceInput)
    assert channel.url_prefix() == "twilio_voice"


def test_a_fault_stops_the_channel() -> None:
    with pytest.raises(InvalidConfigException, match=r"twilio_voice\.voice"):
        TwilioVoiceInput.from_credentials(section(voice="alice"))
