"""The number under which the company knows the caller ("Kundennummer")."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from rueckruf.dialogue.answer import Answer, Found, Span
from rueckruf.dialogue.heard import EVENTS
from rueckruf.dialogue.turn import Turn
from rueckruf.spoken.aloud.read_back import say_digits
from rueckruf.spoken.phone.dictation import Stretch, stretches
from rueckruf.spoken.text.fields import named_fields
from rueckruf.spoken.text.words import blanked

#: What tells, where it is asked for, that there is none at hand.
_NONE = frozenset({"deny", "inform_customer_number"})


class CustomerNumber(Answer):
    """Its digits; False where the caller has none at hand."""

    slot = "customer_number"
    at_question = "bei der Kundennummer"
    fields = ("customer_number",)
    may_skip = True
    in_notice = "Ihre Kundennummer, wenn Sie sie nennen"
    in_record = ("Kundennummer", "gesprochen oder getastet, falls jemand sie nennt", "der Vorgang gefunden werden kann")

    def read(self, turn: Turn, spans: Mapping[str, Sequence[Span]]) -> Found | None:
        """The digits after its name, or any where it is asked for."""
        text = turn.heard.text
        for others in spans.values():
            text = blanked(text, others)
        named = [stretch for stretch in stretches(text) if self.slot in named_fields(" ".join(stretch.lead))]
        asked = turn.asked == self.slot and turn.heard.intent not in EVENTS and not turn.is_urgent
        if said := named or (stretches(text) if asked else []):
            return _found(said[-1])
        return Found("", []) if asked and turn.intent in _NONE else None

    def take(self, turn: Turn, reading: str) -> bool:
        if reading and turn.before.values.get(self.slot) is None:
            turn.remark("utter_noted_customer_number")
        turn.set(self.slot, reading or False)
        return True

    def say(self, value: str, now: datetime) -> str:
        return say_digits(value)


def _found(said: Stretch) -> Found:
    digits = "".join(group.digits for group in said.groups)
    return Found(digits, [(said.groups[0].start, said.groups[-1].end)])
