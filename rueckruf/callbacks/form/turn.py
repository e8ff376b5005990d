"""One utterance in its place: what was known before, what is asked, and what changes with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from rueckruf.callbacks.callback_window import CallbackWindow
from rueckruf.callbacks.form.heard import (
    EVENTS,
    FINAL,
    STAYING,
    SURE,
    SURE_DESPITE_AN_ANSWER,
    SURE_TO_END,
    WELL_HEARD,
    Heard,
)
from rueckruf.callbacks.opening_hours import OpeningHours
from rueckruf.spoken.phone.phone_number import read_phone_number
from rueckruf.spoken.text.ending import speaks_of_a_callback, wants_to_stay
from rueckruf.spoken.text.fields import named_part
from rueckruf.spoken.text.objection import objects
from rueckruf.spoken.text.polite_yes import is_polite_yes
from rueckruf.spoken.time.callback_time import TimeReading, read_callback_time

FIELDS = ("caller_name", "phone_number", "callback_time")
CONFIRMED = "confirmed"

#: The wording of a question after so many misses; one more and the call ends.
LADDER = ("again", "example", "last_help")

_KEYS = {"1": "affirm", "2": "deny"}

#: Below this a value is read back at once, so that it can be mended at once.
DOUBTFUL = 0.5


class TimeWish(NamedTuple):
    """A time and the words that say it, those of an earlier wish that it changes included.

    ``said`` are the new ones among them.
    """

    reading: TimeReading
    words: str
    said: str


@dataclass
class Changes:
    """Slots that change (None empties one) and responses to utter before the next question.

    ``beside``: what was said is for rules and stories to answer, before the form asks on.
    """

    slots: dict[str, Any] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    beside: bool = False


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
        """Whether the words are a yes, whatever they were taken for: "Genau, vielen Dank"."""
        return self.heard.intent not in EVENTS and self.is_polite_yes

    @property
    def is_polite_yes(self) -> bool:
        """Whether nothing but a yes, thanks and farewell is said; "bis Freitag" only to a callback on that day."""
        if not is_polite_yes(self.heard.text):
            return False
        wished = self.slots.get("callback_time")
        farewell = read_callback_time(self.heard.text, self.now, self.hours.usual_day())
        if not (wished and farewell and farewell.end):
            return True
        window, last_day = CallbackWindow.from_slot(wished), (farewell.end - timedelta.resolution).date()
        return window.start.date() <= last_day <= window.end.date()

    @property
    def intent(self) -> str:
        """The intent, words that only agree taken for a yes, and keys that answer it for a yes or a no."""
        if self.agrees_politely:
            return "affirm"
        return self.key_verdict or self.heard.intent

    @property
    def is_urgent(self) -> bool:
        """Whether this surely is a wish that comes before whatever else the sentence says."""
        return self.ends or (self.heard.intent in STAYING and self.heard.intent_confidence >= SURE)

    @property
    def ends(self) -> bool:
        """Whether the caller surely wants to end the call: nothing final is done on one doubtful sentence."""
        heard = self.heard
        if heard.intent not in FINAL or heard.speech_confidence < WELL_HEARD or wants_to_stay(heard.text):
            return False
        if heard.intent == "wrong_number" and self._is_under_way:
            return False  # who has given answers has rather mistyped than misdialled
        return heard.intent_confidence >= (SURE_DESPITE_AN_ANSWER if self._may_answer else SURE_TO_END)

    @property
    def _is_under_way(self) -> bool:
        return any(self.slots.get(slot) for slot in (*FIELDS, "disputed"))

    @property
    def _may_answer(self) -> bool:
        """Whether a sentence that seems to end the call may be an answer: "keinen Rückruf vor neun", "verwählt, am
        Ende eine fünf". A number may be named to be deleted; in a goodbye, times are part of the greeting.
        """
        text, intent = self.heard.text, self.heard.intent
        if intent != "cancel" and read_phone_number(text, given=self.slots.get("phone_number")):
            return True
        tells = intent == "wrong_number" or (intent == "cancel" and speaks_of_a_callback(text))
        return tells and read_callback_time(text, self.now, self.hours.usual_day()) is not None

    @property
    def key_verdict(self) -> str | None:
        """The one key that answers a question for yes or no."""
        yes_or_no = self.asked == CONFIRMED or self.number_is_offered or self.slots.get("question") == "ending"
        return _KEYS.get(self.heard.text.strip("#* ")) if self.heard.by_keys and yes_or_no else None

    @property
    def number_is_offered(self) -> bool:
        """Whether the question is for the number the call comes from, whatever help was given since."""
        return self.asked == "phone_number" and bool(
            self.slots.get("caller_number") and not self.slots.get("phone_digits")
        )

    @property
    def offered_times(self) -> list[dict[str, Any]]:
        """The times that are proposed instead of the wished one, while the question is for them."""
        return self.slots.get("alternatives") or [] if self.asked == "callback_time" else []

    @property
    def after(self) -> dict[str, Any]:
        """The slots with what has changed so far."""
        return {**self.slots, **self.changes.slots}

    @property
    def objects(self) -> bool:
        """Whether the caller says that something was understood wrongly."""
        return self.intent in ("deny", "correct") or objects(self.heard.text)

    @property
    def disputed(self) -> dict[str, Any]:
        """The answers that the caller called wrong or changed in vain, by slot: what he says next may change a part."""
        return self.after.get("disputed") or {}

    @property
    def corrects(self) -> bool:
        """Whether an answer that was given before has changed."""
        return any(self.slots.get(slot) is not None and slot in self.changes.slots for slot in FIELDS)

    def dispute(self, slot: str, value: Any) -> None:
        """Empty a slot and keep ``value`` beside, until the caller has said what is right."""
        self.changes.slots[slot] = None
        if value is not None:
            self.changes.slots["disputed"] = {**self.disputed, slot: value}

    def set(self, slot: str, value: Any, confidence: float = 1.0) -> None:
        """Fill one of the three slots; a changed or doubtful value is said back before the next question."""
        before = self.slots.get(slot)
        changed = self.after.get("changed")
        self.changes.slots[slot] = value
        if slot in self.disputed:
            self.changes.slots["disputed"] = {name: old for name, old in self.disputed.items() if name != slot}
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
        """Ask for the answers that are wrong; whether there are any. Where all are, nothing of them is kept."""
        anew = len(wrong) == len(FIELDS)
        for slot in wrong:
            self.dispute(slot, None if anew else self.slots.get(slot))
        if name := "caller_name" in wrong and self.disputed.get("caller_name"):
            part = named_part(self.heard.text)  # "der Vorname ist falsch"
            self.dispute("caller_name", {**name, "part": part})
        if "phone_number" in wrong:
            self.changes.slots["caller_number"] = None
        return bool(wrong)


def asked_next(slots: Mapping[str, Any]) -> str | None:
    """The slot to ask for: the first of the three that is empty, then the confirmation; nothing at the end."""
    if slots.get(CONFIRMED) is not None:
        return None
    return next((name for name in (*FIELDS, CONFIRMED) if slots.get(name) is None), None)
