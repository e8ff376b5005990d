"""One utterance in its place: what was known before, what is asked, and what changes with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from rueckruf.callbacks.form.heard import COURTESIES, Heard
from rueckruf.callbacks.opening_hours import OpeningHours
from rueckruf.spoken.callback_time import TimeReading
from rueckruf.spoken.polite_yes import is_polite_yes

FIELDS = ("caller_name", "phone_number", "callback_time")
CONFIRMED = "confirmed"

#: Below this a value is read back at once, so that it can be mended at once.
DOUBTFUL = 0.5


class TimeWish(NamedTuple):
    """A time and the words that say it, those of an earlier wish that it changes included."""

    reading: TimeReading
    words: str


@dataclass
class Changes:
    """Slots that change (None empties one) and responses to utter before the next question."""

    slots: dict[str, Any] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


@dataclass
class Turn:
    """What the steps of one turn read and write; ``now`` is naive Berlin wall-clock time.

    ``prompting`` is the wording that the next question gets for what was understood, None for the usual one.
    """

    slots: Mapping[str, Any]
    asked: str | None
    heard: Heard
    hours: OpeningHours
    now: datetime
    changes: Changes = field(default_factory=Changes)
    prompting: str | None = None

    @property
    def agrees_politely(self) -> bool:
        """Whether a courtesy is a yes: "Genau, vielen Dank"."""
        return self.heard.intent in COURTESIES and is_polite_yes(self.heard.text)

    @property
    def intent(self) -> str:
        """The intent, courtesies that agree taken for a yes."""
        return "affirm" if self.agrees_politely else self.heard.intent

    @property
    def after(self) -> dict[str, Any]:
        """The slots with what has changed so far."""
        return {**self.slots, **self.changes.slots}

    @property
    def corrects(self) -> bool:
        """Whether an answer that was given before has changed."""
        return any(self.slots.get(slot) is not None and slot in self.changes.slots for slot in FIELDS)

    def set(self, slot: str, value: Any, confidence: float = 1.0) -> None:
        """Fill one of the three slots; a changed or doubtful value is said back before the next question."""
        before = self.slots.get(slot)
        changed = self.after.get("changed")
        self.changes.slots[slot] = value
        if changed is not None:
            self.changes.slots["changed"] = list(dict.fromkeys([*changed, slot]))
        elif before is not None and before != value:
            self.remark(f"utter_changed_{slot}")
        elif min(confidence, self.heard.speech_confidence) < DOUBTFUL:
            self.remark(f"utter_heard_{slot}")

    def remark(self, response: str) -> None:
        """Say a response before the next question, once."""
        if response not in self.changes.remarks:
            self.changes.remarks.append(response)

    def ask_again(self, wrong: list[str]) -> bool:
        """Empty the slots that are wrong and ask for them; whether there are any."""
        if not wrong:
            return False
        self.changes.slots.update(dict.fromkeys(wrong))
        if "phone_number" in wrong:
            self.changes.slots["caller_number"] = None
        self.prompting = "correction"
        return True


def asked_next(slots: Mapping[str, Any]) -> str | None:
    """The slot to ask for: the first of the three that is empty, then the confirmation; nothing at the end."""
    if slots.get(CONFIRMED) is not None:
        return None
    return next((name for name in (*FIELDS, CONFIRMED) if slots.get(name) is None), None)
