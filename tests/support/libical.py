"""Evolution's and GNOME's library for calendars, of Debian's package libical3t64: what it understands of one."""

from collections.abc import Iterator
from ctypes import CDLL, Structure, c_char_p, c_int, c_void_p
from ctypes.util import find_library
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, repeat
from typing import Any

import pytest

_NAME = find_library("ical")
_STEPS = ("icalcomponent_get_first_component", "icalcomponent_get_next_component")
_TEXTS, _TIMES = ("uid", "summary", "description"), ("dtstart", "dtend")

NEEDS_LIBICAL = pytest.mark.skipif(_NAME is None, reason="libical is not installed (Debian: libical3t64)")


class _Time(Structure):
    """``icaltimetype`` of ical.h, libical 3."""

    _fields_ = (
        *((name, c_int) for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight")),
        ("zone", c_void_p),
    )


@dataclass(frozen=True)
class Read:
    """An event as it was understood; times in UTC."""

    uid: str
    summary: str
    description: str
    begin: datetime
    end: datetime
    sequence: int
    alarms: int


class Libical:
    """Reads calendars; faults are those of the syntax, and what iTIP (RFC 5546) misses in what is published."""

    def __init__(self) -> None:
        self._library = CDLL(_NAME)
        results: dict[Any, tuple[str, ...]] = {
            c_void_p: ("icalparser_parse_string", *_STEPS),
            c_char_p: ("icalcomponent_as_ical_string", *(f"icalcomponent_get_{name}" for name in _TEXTS)),
            _Time: tuple(f"icalcomponent_get_{name}" for name in _TIMES),
        }
        for result, names in results.items():
            for name in names:
                getattr(self._library, name).restype = result

    def read(self, content: bytes) -> tuple[list[Read], list[str]]:
        """Events and faults."""
        calendar = c_void_p(self._library.icalparser_parse_string(content))
        assert calendar.value, "libical finds no calendar"
        self._library.icalrestriction_check(calendar)
        events = [self._event(each) for each in self._components(calendar, b"VEVENT")]
        text = self._library.icalcomponent_as_ical_string(calendar).decode()
        return events, [line for line in text.splitlines() if line.startswith("X-LIC-ERROR")]

    def _event(self, event: c_void_p) -> Read:
        texts = (self._property(event, name).decode() for name in _TEXTS)
        times = (_moment(self._property(event, name)) for name in _TIMES)
        alarms = sum(1 for _ in self._components(event, b"VALARM"))
        return Read(*texts, *times, self._property(event, "sequence"), alarms)  # type: ignore[call-arg]

    def _property(self, event: c_void_p, name: str) -> Any:
        return getattr(self._library, f"icalcomponent_get_{name}")(event)

    def _components(self, of: c_void_p, name: bytes) -> Iterator[c_void_p]:
        kind = self._library.icalcomponent_string_to_kind(name)
        for step in chain(_STEPS[:1], repeat(_STEPS[1])):
            found = getattr(self._library, step)(of, kind)
            if not found:
                return
            yield c_void_p(found)


def _moment(time: Any) -> datetime:
    return datetime(time.year, time.month, time.day, time.hour, time.minute, time.second, tzinfo=UTC)
