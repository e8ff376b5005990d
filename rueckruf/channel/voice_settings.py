"""How the assistant sounds and listens: the section ``twilio_voice`` of ``credentials.yml``, checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from rueckruf.channel import twilio_german
from rueckruf.channel.checked_section import Section, SectionFaults, mapping
from rueckruf.channel.relay.settings import RelaySettings, relay_settings

DEFAULT_PROFILE = "default"
#: A name travels in the address of the next turn.
PROFILE_NAME = re.compile(r"[a-z0-9_]{1,64}")

#: How a call goes over the line: turn by turn (``<Gather>``), or over a WebSocket (``<ConversationRelay>``).
Transport = Literal["gather", "relay"]
TRANSPORTS: tuple[Transport, ...] = get_args(Transport)
_ALL = "all"

_INHERITED = ("input", "timeout", "speech_timeout", "speech_model")
_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
_OPTIONAL: Mapping[str, Any] = {"hints": (), "finish_on_key": None, "num_digits": None}


class VoiceSettingsError(ValueError):
    """Faults of ``credentials.yml``, one line each: file, key and what is wrong with its value."""


@dataclass(frozen=True)
class ListenProfile:
    """How the answer to one kind of question is gathered.

    ``timeout`` is the silence in seconds after which nobody is taken to speak, or to press another key;
    ``speech_timeout`` the pause in seconds that ends what is said.
    """

    input: str
    timeout: int
    speech_timeout: int
    speech_model: str
    hints: tuple[str, ...] = ()
    finish_on_key: str | None = None
    num_digits: int | None = None

    @property
    def hears_speech(self) -> bool:
        return "speech" in self.input

    @property
    def takes_keys(self) -> bool:
        return "dtmf" in self.input


@dataclass(frozen=True)
class VoiceSettings:
    """Language, voice, listen profiles by name, and how calls go over the line.

    The profile ``default`` always exists; ``transports`` are by the number that was called, ``all`` for the others.
    """

    language: str
    voice: str
    listen: Mapping[str, ListenProfile]
    transports: Mapping[str, Transport] = field(default_factory=dict)
    relay: RelaySettings | None = None

    def profile(self, name: str) -> ListenProfile:
        """The profile of that name, else the default one."""
        return self.listen.get(name, self.listen[DEFAULT_PROFILE])

    def transport(self, called: str) -> Transport:
        """The way of calls to a number (E.164)."""
        return self.transports.get(called, self.transports.get(_ALL, "gather"))


def read_voice_settings(section: Mapping[str, Any] | None) -> VoiceSettings:
    """The settings in the channel's section of ``credentials.yml``.

    Raises VoiceSettingsError with every fault found: unknown or missing keys, and values or combinations that
    Twilio would refuse in the middle of a call.
    """
    faults = SectionFaults()
    top = Section(section, "twilio_voice", faults)
    language = top.take("language", _language)
    voice = top.take("voice", _voice)
    speech_model = top.take("speech_model", _speech_model)
    listen = _profiles(top.take("listen", mapping), speech_model, faults)
    transports = top.take("transport", _transports, {"transport": {}})
    relay = relay_settings(top.take("relay", mapping, {"relay": None}), "twilio_voice.relay", faults)
    if relay is None and "relay" in transports.values():
        top.fault("transport", "'relay' needs the section relay")
    top.refuse_the_rest()
    if faults.lines:
        raise VoiceSettingsError("\n".join(faults.lines))
    return VoiceSettings(language=language, voice=voice, listen=listen, transports=transports, relay=relay)


def _profiles(
    section: Mapping[str, Any] | None, speech_model: str, faults: "SectionFaults"
) -> dict[str, ListenProfile]:
    section = section or {}
    basis: dict[str, Any] = {"speech_model": speech_model}
    profiles = {}
    for name in (DEFAULT_PROFILE, *(name for name in section if name != DEFAULT_PROFILE)):
        path = f"twilio_voice.listen.{name}"
        if not PROFILE_NAME.fullmatch(str(name)):
            faults.add(path, "a name has only small letters a to z, digits and _, at most 64")
            continue
        if not isinstance(section.get(name), Mapping):
            faults.add(path, "must be a mapping of settings")
            continue
        profiles[name] = _profile(Section(section[name], path, faults), basis)
        if name == DEFAULT_PROFILE:
            basis = {key: getattr(profiles[name], key) for key in _INHERITED}
    return profiles


def _profile(section: "Section", basis: Mapping[str, Any]) -> ListenProfile:
    checks = {
        "input": _input,
        "timeout": _seconds,
        "speech_timeout": _speech_timeout,
        "speech_model": _speech_model,
        "hints": _hints,
        "finish_on_key": _key,
        "num_digits": _count,
    }
    profile = ListenProfile(**{key: section.take(key, check, {**_OPTIONAL, **basis}) for key, check in checks.items()})
    section.refuse_the_rest()
    if profile.input == "speech":
        for key in ("finish_on_key", "num_digits"):
            if getattr(profile, key) is not None:
                section.fault(key, "needs keys: set input to 'dtmf' or 'dtmf speech'")
    return profile


def _transports(value: Any) -> Mapping[str, Transport]:
    chosen = value if isinstance(value, Mapping) else {_ALL: value}
    for number, transport in chosen.items():
        if transport not in TRANSPORTS:
            raise ValueError(f"{transport!r} is none of {', '.join(TRANSPORTS)}")
        if number != _ALL and not _NUMBER.fullmatch(str(number)):
            raise ValueError(f"{number!r} is neither {_ALL!r} nor a number like '+493023125000' in quotation marks")
    return chosen


def _language(value: Any) -> str:
    if value != twilio_german.LANGUAGE:
        raise ValueError(f"{value!r} is not {twilio_german.LANGUAGE!r}, the language this assistant speaks")
    return str(value)


def _voice(value: Any) -> str:
    if not isinstance(value, str) or not twilio_german.is_german_voice(value):
        raise ValueError(
            f"{value!r} is no neural voice of Twilio for {twilio_german.LANGUAGE}; there are "
            "Polly.Vicki-Neural, Polly.Daniel-Neural, Google.de-DE-Neural2-? and Google.de-DE-Chirp3-HD-?"
        )
    return value


def _speech_model(value: Any) -> str:
    if value not in twilio_german.SPEECH_MODELS:
        raise ValueError(
            f"{value!r} does not exist for {twilio_german.LANGUAGE}; there are "
            + ", ".join(twilio_german.SPEECH_MODELS)
        )
    return str(value)


def _input(value: Any) -> str:
    if value not in twilio_german.INPUTS:
        raise ValueError(f"{value!r} is none of " + ", ".join(map(repr, twilio_german.INPUTS)))
    return str(value)


def _seconds(value: Any) -> int:
    if type(value) is not int or not 1 <= value <= twilio_german.MAX_SECONDS:
        raise ValueError(f"{value!r} is not a whole number of seconds from 1 to {twilio_german.MAX_SECONDS}")
    return value


def _speech_timeout(value: Any) -> int:
    if value == "auto":
        raise ValueError("'auto' cuts off people who dictate a number; Twilio refuses it with 'default' (13335)")
    return _seconds(value)


def _key(value: Any) -> str:
    if not isinstance(value, str) or len(value) != 1 or value not in twilio_german.KEYS:
        raise ValueError(f"{value!r} is not one key of {twilio_german.KEYS} in quotation marks")
    return value


def _count(value: Any) -> int:
    if type(value) is not int or value < 1:
        raise ValueError(f"{value!r} is not a whole number from 1")
    return value


def _hints(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("must be a list of words and phrases")
    if len(value) > twilio_german.MAX_HINTS:
        raise ValueError(f"{len(value)} hints; Twilio takes {twilio_german.MAX_HINTS}")
    for hint in value:
        if not isinstance(hint, str) or not hint.strip():
            raise ValueError(f"{hint!r} is no text; write words that YAML reads otherwise in quotation marks")
        if len(hint) > twilio_german.MAX_HINT_LENGTH:
            raise ValueError(f"{hint!r} is longer than {twilio_german.MAX_HINT_LENGTH} characters")
        if "," in hint:
            raise ValueError(f"{hint!r} holds a comma, which Twilio reads as the end of the hint")
    return tuple(value)
