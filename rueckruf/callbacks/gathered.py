"""What a call has gathered so far, out of the slots of its conversation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rueckruf.callbacks.callback_window import CallbackWindow
from rueckruf.callbacks.request import PhoneSource
from rueckruf.spoken.name.caller_name import NameReading

#: So many of name, number and time make a call that breaks off worth keeping.
ENOUGH = 2

_QUESTIONS = ("caller_name", "phone_number", "callback_time")


@dataclass(frozen=True)
class Gathered:
    """Name, number in E.164, time, the caller's words for it and the concern; empty or None where nothing was said.

    ``other_phones`` (E.164) and ``other_windows`` are those beside, in the caller's order.
    """

    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    phone_source: PhoneSource = "spoken"
    window: CallbackWindow | None = None
    callback_text: str = field(default="", repr=False)
    concern: str = field(default="", repr=False)
    other_phones: tuple[str, ...] = field(default=(), repr=False)
    other_windows: tuple[CallbackWindow, ...] = field(default=(), repr=False)

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any]) -> "Gathered":
        """A time that is still to be narrowed counts as it is."""
        name, time = slots.get("caller_name"), slots.get("callback_time") or slots.get("vague_time") or None
        return cls(
            name=NameReading.from_slot(name).full if name else "",
            phone=slots.get("phone_number") or "",
            phone_source=slots.get("phone_source") or "spoken",
            window=CallbackWindow.from_slot(time) if time else None,
            callback_text=_words(time) if time else "",
            concern=slots.get("concern") or "",
            other_phones=tuple(slots.get("other_phones") or ()),
            other_windows=tuple(CallbackWindow.from_slot(window) for window in slots.get("other_windows") or ()),
        )

    @property
    def is_enough(self) -> bool:
        """Whether sales could do something with it although the caller never said yes."""
        return sum(map(bool, (self.name, self.phone, self.window))) >= ENOUGH


def _words(time: Mapping[str, Any]) -> str:
    """The caller's words; of a time that we offered and he took, what he had wished."""
    return f"{time['text']} statt {time['instead_of']}" if time.get("instead_of") else str(time["text"])


def open_question(slots: Mapping[str, Any]) -> str:
    """The slot that is asked for; where the form has ended already, the first that is missing, or the final yes."""
    return slots.get("requested_slot") or next((name for name in _QUESTIONS if not slots.get(name)), "confirmed")
