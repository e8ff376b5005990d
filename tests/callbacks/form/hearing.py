"""A Tuesday at ten, and a caller who is heard then."""

from datetime import datetime, time
from typing import Any

from rueckruf.callbacks.form.answer import answer
from rueckruf.callbacks.form.heard import Heard
from rueckruf.callbacks.form.turn import Changes
from rueckruf.callbacks.opening_hours import OpeningHours, Span

TUESDAY_TEN = datetime(2026, 3, 10, 10, 0)
CALLER = "+493023125042"
DAY = (Span(time(8), time(18)),)
HOURS = OpeningHours((DAY, DAY, DAY, DAY, DAY, (), ()), "BE")

NAME = {"first": "Sabine", "last": "Müller", "title": None}
NUMBER = "+493023125077"
TIME = {"start": "2026-03-11T10:00:00", "end": "2026-03-11T11:00:00", "text": "morgen um zehn"}


def filled(**slots: Any) -> dict[str, Any]:
    """A form whose three questions are answered and have been read back."""
    return {"caller_name": NAME, "phone_number": NUMBER, "callback_time": TIME, "changed": [], **slots}


def hear(
    text: str, *, intent: str, asked: str | None, slots: dict[str, Any] | None = None, **heard: Any
) -> tuple[Changes, dict[str, Any]]:
    """The changes and the slots after them."""
    before = slots or {}
    changes = answer(before, asked, Heard(text, intent, **heard), HOURS, TUESDAY_TEN)
    return changes, {**before, **changes.slots}
