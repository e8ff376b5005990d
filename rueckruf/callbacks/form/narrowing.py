"""A vague wish is narrowed once: a day by a part of it, a week by its day. Then whatever was said is accepted.

The slot ``vague_time`` holds such a wish while the caller is asked, and ``False`` once it was narrowed.
"""

from datetime import timedelta
from typing import Any

from rueckruf.callbacks.callback_window import CallbackWindow
from rueckruf.callbacks.form.turn import TimeWish, Turn
from rueckruf.spoken.time.any_hour import any_hour_will_do
from rueckruf.spoken.time.callback_time import TimeReading

_DAY = timedelta(days=1)
_NOON = 12


def ask_for_less(turn: Turn, wish: TimeWish, window: CallbackWindow) -> bool:
    """Whether the wish is vague and the call has not narrowed one yet; then it is kept until the next answer."""
    if turn.slots.get("vague_time") is not None or any_hour_will_do(turn.heard.text):
        return False
    prompting = "part_of_day" if _is_day(wish.reading, window) else None
    if _is_week(wish.reading, window):
        prompting = "which_day"
    if prompting is None:
        return False
    vague = {**window.as_slot(), "text": wish.words, "prompting": prompting}
    turn.changes.slots.update(callback_time=None, vague_time=vague)
    return True


def pending(turn: Turn) -> dict[str, Any] | None:
    """The vague wish that the open question narrows."""
    vague: dict[str, Any] | None = turn.slots.get("vague_time")
    return vague or None if turn.asked == "callback_time" else None


def accept_vague(turn: Turn) -> bool:
    """Take the vague wish as it is; whether there is one."""
    vague = pending(turn)
    if vague is None:
        return False
    turn.set("callback_time", {key: value for key, value in vague.items() if key != "prompting"})
    turn.changes.slots["vague_time"] = False
    return True


def _is_day(reading: TimeReading, window: CallbackWindow) -> bool:
    """A day of which hours on both sides of noon are left."""
    if _is_qualified(reading) or (reading.grain, reading.kind) != ("day", "interval"):
        return False
    assert reading.start is not None
    one_day = reading.end == reading.start + _DAY and window.start.date() == window.end.date()
    return one_day and window.start.hour < _NOON < window.end.hour


def _is_week(reading: TimeReading, window: CallbackWindow) -> bool:
    return (
        not _is_qualified(reading)
        and (reading.kind, reading.grain) in (("interval", "week"), ("interval", "month"))
        and window.start.date() != window.end.date()
    )


def _is_qualified(reading: TimeReading) -> bool:
    """Whether more was said than days: hours, what is refused, a choice, "werktags"."""
    several_days = reading.weekdays is not None and len(reading.weekdays) > 1
    return several_days or bool(reading.daily or reading.excluded or reading.alternatives or reading.vague)
