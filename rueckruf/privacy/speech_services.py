"""Which services hear and speak to callers, by ``credentials.yml``.

Only names are read here: whether Twilio takes them, the telephone channel checks at its start.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from rueckruf.checked_yaml import LOADER
from rueckruf.project import CREDENTIALS

_CHANNEL = "twilio_voice"
_Table = Mapping[Any, Any]


@dataclass(frozen=True)
class SpeechServices:
    """Names as ``credentials.yml`` has them: recognisers, voices, and the ways of calls over the line."""

    recognisers: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    transports: tuple[str, ...] = ()


def read_speech_services(path: Path = CREDENTIALS) -> SpeechServices:
    """Those of the telephone channel's section in the file at ``path``; none where it has no such section."""
    sections = _table(yaml.load(path.read_text(encoding="utf-8"), LOADER))  # noqa: S506 - a safe one
    section = _table(next((section for name, section in sections.items() if _CHANNEL in str(name)), None))
    transport = section.get("transport", "gather")
    transports = sorted(set(map(str, transport.values() if isinstance(transport, Mapping) else [transport])))
    return SpeechServices(
        recognisers=tuple(sorted(set(_recognisers(section, transports)))),
        voices=(str(section["voice"]),) if "voice" in section else (),
        transports=tuple(transports),
    )


def _recognisers(section: _Table, transports: Sequence[str]) -> Iterator[str]:
    """Those of gather in any case: where a connection of relay breaks, the call goes on by gather."""
    parts = [section, *map(_table, _table(section.get("listen")).values())]
    if "relay" in transports:
        parts.append(_table(section.get("relay")))
    yield from (str(part["speech_model"]) for part in parts if "speech_model" in part)


def _table(value: Any) -> _Table:
    return value if isinstance(value, Mapping) else {}
