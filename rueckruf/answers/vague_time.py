"""A vague wish is narrowed once: a day to a part of it, a week to one of its days. Then any answer is accepted."""

from datetime import timedelta

from rueckruf.callbacks.callback_window import CallbackWindow
from rueckruf.dialogue.wording import Wording
from rueckruf.spoken.time.callback_time import TimeReading

_DAY = timedelta(days=1)
_NOON = 12


def question_for_less(
    reading: TimeReading, window: CallbackWindow, *, asked: bool = True, of_telephone: bool = False
) -> Wording | None:
    """How to ask about a vague wish; None for one that is narrow enough or that the caller has narrowed.

    ``asked``: whether it answers the question for the time; else "vor Samstag" is vague too. ``of_telephone``: it is
    told of the telephone that was asked for; then so is "da bin ich ab Mittwoch".
    """
    if _is_qualified(reading):
        return None
    vague = (not asked and _is_before_a_day(reading, window)) or (of_telephone and _is_since_or_until_a_day(reading))
    if vague or _is_week(reading, window):
        return Wording.WHICH_DAY
    return Wording.PART_OF_DAY if _is_day(reading, window) else None


def _is_day(reading: TimeReading, window: CallbackWindow) -> bool:
    """Whether it is a day with hours left on both sides of noon."""
    if (reading.grain, reading.kind) != ("day", "interval"):
        return False
    assert reading.start is not None
    one_day = reading.end == reading.start + _DAY and window.start.date() == window.end.date()
    return one_day and window.start.hour < _NOON < window.end.hour


def _is_week(reading: TimeReading, window: CallbackWindow) -> bool:
    several_days = window.start.date() != window.end.date()
    return several_days and (reading.kind, reading.grain) in (("interval", "week"), ("interval", "month"))


def _is_before_a_day(reading: TimeReading, window: CallbackWindow) -> bool:
    """ "Am Freitag kommt die Prüferin, rufen Sie vorher an", unless that leaves today and tomorrow alone."""
    several_days = window.end.date() - window.start.date() > _DAY
    return several_days and reading.kind == "open" and reading.start is None


def _is_since_or_until_a_day(reading: TimeReading) -> bool:
    """ "Da bin ich *ab morgen* wieder", "da wohn ich nur *bis morgen früh*"."""
    return reading.kind == "open" and reading.grain in ("day", "part")


def _is_qualified(reading: TimeReading) -> bool:
    """Whether more than days was said: hours, a refusal, a choice, "werktags"."""
    several_days = reading.weekdays is not None and len(reading.weekdays) > 1
    return several_days or bool(reading.daily or reading.excluded or reading.alternatives or reading.vague)
