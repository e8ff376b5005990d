"""The callback form: what one utterance changes in it.

Pure: the slots before, what was heard and what was asked go in; the slots that change and the remarks to be
made come out. What is asked decides how something is read: "zwei drei vier" answers the question for the
number, not the one for the time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rueckruf.callbacks.callback_window import Refusal, lay_over
from rueckruf.callbacks.opening_hours import OpeningHours
from rueckruf.spoken.callback_time import TimeReading, read_callback_time
from rueckruf.spoken.caller_name import NameReading, read_caller_name
from rueckruf.spoken.fields import named_fields
from rueckruf.spoken.phone_number import PhoneReading, read_phone_number
from rueckruf.spoken.polite_yes import is_polite_yes

FIELDS = ("caller_name", "phone_number", "callback_time")
CONFIRMED = "confirmed"

#: Intents that answer a question of the form. All others have rules or stories of their own.
ANSWERS = frozenset(
    {
        "call_started", "caller_silent", "nlu_fallback", "request_callback", "inform_caller_name",
        "inform_phone_number", "inform_callback_time", "use_caller_number", "refuse_phone_number", "correct",
        "affirm", "deny", "moment",
    }
)  # fmt: skip

#: Intents that a yes with thanks or a farewell may be taken for.
COURTESIES = frozenset({"small_talk", "goodbye"})

#: Below this a value is read back at once, so that it can be mended at once.
DOUBTFUL = 0.5

#: Below this a yes to the summary is asked for again: it is the one answer that stores something.
SURE_OF_YES = 0.5

#: The wording of a question after so many misses; one more and the call ends.
LADDER = ("again", "example", "last_help")

#: How a value is asked for that is understood wrongly in the same way again: spelled, by keys, after an example.
OTHER_WAY = {"caller_name": "last_help", "phone_number": "last_help", "callback_time": "example"}


@dataclass(frozen=True)
class Heard:
    """One utterance: its words, the intent found in it, and what the line tells.

    ``intent_confidence`` and ``speech_confidence`` are 0 to 1, the latter the speech recogniser's own; ``caller``
    is the E.164 number the call comes from, None when withheld; ``name_words`` the words that the name recogniser
    takes for a name.
    """

    text: str
    intent: str
    intent_confidence: float = 1.0
    speech_confidence: float = 1.0
    caller: str | None = None
    by_keys: bool = False
    name_words: str | None = None


@dataclass
class Changes:
    """Slots that change (None empties one) and responses to utter before the next question."""

    slots: dict[str, Any] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def asked_next(slots: Mapping[str, Any]) -> str | None:
    """The slot to ask for: the first of the three that is empty, then the confirmation; nothing at the end."""
    if slots.get(CONFIRMED) is not None:
        return None
    return next((name for name in (*FIELDS, CONFIRMED) if slots.get(name) is None), None)


def answer(slots: Mapping[str, Any], asked: str | None, heard: Heard, hours: OpeningHours, now: datetime) -> Changes:
    """What ``heard`` changes when ``asked`` was the open question; no changes if it does not concern the form.

    ``now`` is naive Berlin wall-clock time.
    """
    turn = _Turn(slots, asked, heard, hours, now)
    if heard.intent == "call_started":
        return turn.begin()
    if heard.intent != "caller_silent" and turn.understand():
        return turn.progress()
    if heard.intent == "moment":
        return turn.wait()
    return turn.miss() if heard.intent in ANSWERS else Changes()


class _Turn:
    def __init__(
        self, slots: Mapping[str, Any], asked: str | None, heard: Heard, hours: OpeningHours, now: datetime
    ) -> None:
        self.slots, self.asked, self.heard, self.hours, self.now = slots, asked, heard, hours, now
        self.agrees_politely = heard.intent in COURTESIES and is_polite_yes(heard.text)
        self.changes = Changes()
        self.prompting: str | None = None
        self.time_words: str | None = None

    # -- the ways a turn can end

    def begin(self) -> Changes:
        self.changes.slots.update(caller_number=self.heard.caller, misses=0)
        return self.changes

    def wait(self) -> Changes:
        self.changes = Changes()  # nothing of what was tried to be read
        self.changes.slots["prompting"] = "waiting"
        return self.changes

    def progress(self) -> Changes:
        after = {**self.slots, **self.changes.slots}
        following = asked_next(after)
        prompting = self.prompting
        if following == CONFIRMED and prompting is None:
            prompting = self._read_back(after.get("changed"))
        if following == "phone_number" and prompting is None and after.get("caller_number"):
            prompting = "offer"
        self.changes.slots.update(prompting=prompting, misses=0)
        return self.changes

    def _read_back(self, changed: list[str] | None) -> str | None:
        """The one slot that has changed since it was last read back; None: all of them are read back."""
        self.changes.slots["changed"] = []
        return changed[0] if changed and len(changed) == 1 else None

    def miss(self) -> Changes:
        misses = int(self.slots.get("misses") or 0) + 1
        if misses > len(LADDER):
            self.changes.slots[CONFIRMED] = False
        prompting = self.prompting or LADDER[min(misses, len(LADDER)) - 1]
        if misses == 1 and self.heard.intent == "caller_silent":
            prompting = "silent"
        self.changes.slots.update(misses=misses, prompting=prompting)
        return self.changes

    # -- understanding

    def understand(self) -> bool:
        """Whether the utterance brought the form forward."""
        if self.heard.intent == "moment":  # "Moment, ... null drei null": the answer came in the same breath
            return self._values()
        if self.asked == CONFIRMED:
            return (self._values() and self._unless_stuck()) or self._verdict()
        return self._offer() or self._values() or self._complaint()

    def _values(self) -> bool:
        phone, time, name = self._readings()
        found = [self._take_phone(phone), self._take_time(time), self._take_name(name)]
        return any(found)

    def _unless_stuck(self) -> bool:
        """Who corrects and is understood as before would hear the same read-back forever: ask in another way."""
        said = [slot for slot in FIELDS if self.changes.slots.get(slot) is not None]
        same = [slot for slot in said if _is_same(self.changes.slots[slot], self.slots.get(slot))]
        if said and said == same and self._intent() != "affirm":
            self._ask_again(same)
            self.prompting = OTHER_WAY[same[0]]
        return True

    def _readings(self) -> tuple[PhoneReading | None, TimeReading | None, NameReading | None]:
        text, asked = self.heard.text, self.asked
        phone = read_phone_number(
            text, expected=asked == "phone_number" or self._keyed_number(), given=self._given_number()
        )
        rest = _without(text, phone)
        name = self._read_name(_without(text, phone, " , "))
        if name and asked == "caller_name":
            # "Freitag" answers the question for the name; it is no day then.
            rest = _without(rest, name)
        return phone, self._read_time(rest) if self._may_wish_a_time() else None, name

    def _may_wish_a_time(self) -> bool:
        """ "Sind Sie samstags da?" is a question, not a wish, unless the time was asked for."""
        return self.asked == "callback_time" or self.heard.intent in ANSWERS

    def _read_time(self, text: str) -> TimeReading | None:
        reading = read_callback_time(text, self.now, self.hours.usual_day())
        known = self.slots.get("callback_time")
        if reading is None or known is None:
            return reading
        # "Um elf" keeps the day that was wished before: read as one sentence that corrects itself.
        self.time_words = f"{known['text']}, nein, {text[slice(*reading.span)]}"
        return read_callback_time(self.time_words, self.now, self.hours.usual_day()) or reading

    def _given_number(self) -> str | None:
        """The number that these words may continue or correct in a part; where the time is asked, "nicht vierzehn,
        sondern fünfzehn" is none of its business.
        """
        if self.asked not in ("phone_number", CONFIRMED) and "phone_number" not in named_fields(self.heard.text):
            return None
        return self.slots.get("phone_digits") or self.slots.get("phone_number")

    def _keyed_number(self) -> bool:
        """Whether keys were pressed for a number, not the one key that answers yes or no."""
        return self.heard.by_keys and len(self.heard.text) > 1

    def _read_name(self, text: str) -> NameReading | None:
        expected = self.asked == "caller_name" or self.slots.get("prompting") == "what_is_wrong"
        bare = expected and self.heard.intent in ANSWERS - {"moment"} and not self.heard.by_keys
        given = self.slots.get("caller_name")
        known = NameReading.from_slot(given) if given else None
        reading = read_caller_name(text, expected=bare, given=known)
        if reading is None and self.heard.name_words and known is None:
            reading = read_caller_name(self.heard.name_words, expected=True)
        return reading

    # -- taking what was read

    def _take_phone(self, reading: PhoneReading | None) -> bool:
        if reading is None:
            return False
        if reading.own_number:
            return self._take_caller_number()
        if reading.e164 is not None:
            self._set("phone_number", reading.e164, reading.confidence)
            self.changes.slots.update(phone_source="keys" if self.heard.by_keys else "spoken", phone_digits=None)
            return True
        if reading.verdict == "too_short":
            longer = reading.digits != self.slots.get("phone_digits")
            self.changes.slots["phone_digits"] = reading.digits
            self.prompting = "more"
            return longer
        self.changes.slots["phone_digits"] = None
        self._remark(f"utter_invalid_phone_number_{reading.verdict}")
        return False

    def _take_caller_number(self) -> bool:
        # Not the slot: that is empty once the caller has refused it, and he may think better of it.
        caller = self.heard.caller or self.slots.get("caller_number")
        if not caller:
            self._remark("utter_invalid_phone_number_withheld")
            return False
        self._set("phone_number", caller)
        self.changes.slots.update(phone_source="caller_id", phone_digits=None)
        return True

    def _take_time(self, reading: TimeReading | None) -> bool:
        if reading is None:
            return False
        window = lay_over(reading, self.hours, self.now)
        if isinstance(window, Refusal):
            self._remark(f"utter_invalid_callback_time_{window.reason}")
            self.changes.slots.update(callback_time=None, alternative=None)
            if window.alternatives:
                self.changes.slots["alternative"] = window.alternatives[0].as_slot()
                self.prompting = "alternative"
            return False
        words = (self.time_words or self.heard.text)[slice(*reading.span)]
        self._set("callback_time", {**window.as_slot(), "text": words}, reading.confidence)
        self.changes.slots["alternative"] = None
        return True

    def _take_name(self, reading: NameReading | None) -> bool:
        if reading is None:
            return False
        self._set("caller_name", reading.as_slot(), reading.confidence)
        return True

    def _set(self, slot: str, value: Any, confidence: float = 1.0) -> None:
        before = self.slots.get(slot)
        self.changes.slots[slot] = value
        changed = self.changes.slots.get("changed", self.slots.get("changed"))
        if changed is not None:
            self.changes.slots["changed"] = list(dict.fromkeys([*changed, slot]))
        elif before is not None and before != value:
            self._remark(f"utter_changed_{slot}")
        elif min(confidence, self.heard.speech_confidence) < DOUBTFUL:
            self._remark(f"utter_heard_{slot}")

    def _remark(self, response: str) -> None:
        if response not in self.changes.remarks:
            self.changes.remarks.append(response)

    # -- yes and no

    def _intent(self) -> str:
        return "affirm" if self.agrees_politely else self.heard.intent

    def _offer(self) -> bool:
        """A yes or no to the caller's own number or to another time."""
        prompting, intent = self.slots.get("prompting"), self._intent()
        if intent == "use_caller_number":
            return self._take_caller_number()
        if self.asked == "phone_number" and prompting == "offer":
            if intent == "affirm":
                return self._take_caller_number()
            if intent in ("deny", "correct", "refuse_phone_number"):
                self.changes.slots["caller_number"] = None
                self.prompting = "refused"
                self._values()
                return True
        if self.asked == "callback_time" and prompting == "alternative":
            if intent == "affirm" and self.slots.get("alternative"):
                alternative = self.slots["alternative"]
                self._set("callback_time", {**alternative, "text": self.heard.text})
                self.changes.slots["alternative"] = None
                self._values()
                return True
            if intent == "deny":
                self.changes.slots["alternative"] = None
                self.prompting = "refused"
                self._values()
                return True
        return False

    def _complaint(self) -> bool:
        """ "Der Name ist falsch" in the middle of the form."""
        if self.heard.intent not in ("deny", "correct"):
            return False
        wrong = [name for name in named_fields(self.heard.text) if self.slots.get(name) is not None]
        return self._ask_again(wrong)

    def _verdict(self) -> bool:
        """The answer to the summary."""
        intent, prompting = self._intent(), self.slots.get("prompting")
        named = named_fields(self.heard.text)
        if self.heard.by_keys:
            intent = {"1": "affirm", "2": "deny"}.get(self.heard.text.strip("#* "), intent)
        sure = self.heard.by_keys or self.agrees_politely or self.heard.intent_confidence >= SURE_OF_YES
        if intent == "affirm" and sure and prompting != "what_is_wrong":
            self.changes.slots[CONFIRMED] = True
            return True
        if intent in ("deny", "correct") or (named and prompting == "what_is_wrong"):
            if not self._ask_again(named):
                self.prompting = "what_is_wrong"
            return not (prompting == self.prompting == "what_is_wrong")
        return False

    def _ask_again(self, wrong: list[str]) -> bool:
        if not wrong:
            return False
        self.changes.slots.update(dict.fromkeys(wrong))
        if "phone_number" in wrong:
            self.changes.slots["caller_number"] = None
        self.prompting = "correction"
        return True


def _is_same(value: Any, before: Any) -> bool:
    """Whether two values of a slot mean the same; the words it was said in do not count."""
    if isinstance(value, dict) and isinstance(before, dict):
        keys = {*value, *before} - {"text", "at", "spoken", "alphabet"}
        return all(value.get(key) == before.get(key) for key in keys)
    return bool(value == before)


def _without(text: str, reading: PhoneReading | NameReading | None, filler: str = " ") -> str:
    """``text`` with the words of ``reading`` blanked out, all other offsets kept."""
    if reading is None:
        return text
    start, end = reading.span
    return text[:start] + filler[:1] + " " * (end - start - 1) + text[end:] if end > start else text
