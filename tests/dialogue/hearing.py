"""A Tuesday at ten, and a caller who is heard then."""

from datetime import datetime, time
from typing import Any

from rueckruf.answers import ANSWERS
from rueckruf.callbacks.opening_hours import OpeningHours, Span
from rueckruf.dialogue.answer import Form, answering
from rueckruf.dialogue.hear import understood
from rueckruf.dialogue.heard import Heard
from rueckruf.dialogue.returning import may_be_found, recognise
from rueckruf.dialogue.state import FormState
from rueckruf.dialogue.turn import Changes

TUESDAY_TEN = datetime(2026, 3, 10, 10, 0)
CALLER = "+493023125042"
DAY = (Span(time(8), time(18)),)
HOURS = OpeningHours((DAY, DAY, DAY, DAY, DAY, (), ()), "BE")
FORM = Form(ANSWERS, ("caller_name", "phone_number", "callback_time"), answering(ANSWERS), HOURS)

NAME = {"first": "Sabine", "last": "Müller", "title": None}
NUMBER = "+493023125077"
TIME = {"start": "2026-03-11T10:00:00", "end": "2026-03-11T11:00:00", "text": "morgen um zehn"}


def filled(**slots: Any) -> dict[str, Any]:
    """A form whose three questions are answered and have been read back."""
    return {"caller_name": NAME, "phone_number": NUMBER, "callback_time": TIME, "changed": [], **slots}


def hear_utterance(slots: dict[str, Any], asked: str | None, heard: Heard, form: Form, now: datetime) -> Changes:
    """What changes, as the form finds it out: an earlier request is looked for where one may be found."""
    turn = understood(slots, asked, heard, form, now)
    if may_be_found(turn):
        recognise(turn)
    return turn.changes


def hear(
    text: str, *, intent: str, asked: str | None, slots: dict[str, Any] | None = None, **heard: Any
) -> tuple[Changes, dict[str, Any]]:
    """The changes and the slots after them."""
    before = slots or {}
    changes = hear_utterance(before, asked, Heard(text, intent, **heard), FORM, TUESDAY_TEN)
    return changes, {**FormState.from_slots(before, ANSWERS).as_slots(), **changes.slots}


def asked_next(slots: dict[str, Any]) -> str | None:
    """The slot that the form asks for then."""
    return FORM.following(FormState.from_slots(slots, ANSWERS))
