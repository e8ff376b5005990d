"""A time that was hardly heard several times, and otherwise each time: the hearing for which most speaks."""

from collections.abc import Mapping, Sequence
from typing import Any

from rueckruf.answers.wished_time import SLOT, TimeWish
from rueckruf.callbacks.callback_window import CallbackWindow
from rueckruf.dialogue.doubt import MOST_DOUBTS
from rueckruf.dialogue.turn import Turn
from rueckruf.spoken.time.callback_time import TimeReading, read_callback_time

#: How surely a time is heard of which the day or the hours may have got lost.
_PERHAPS_LOST = 0.5


def better_heard(turn: Turn, wish: TimeWish, value: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was heard before, where that was read more surely than what is guessed and will not be asked for again."""
    before = turn.before.doubted.get(SLOT, ())
    is_last = turn.heard.is_doubtful and len(before) >= MOST_DOUBTS and likeliest_doubted(turn) is not None
    is_guessed = _surely(wish.reading) <= _PERHAPS_LOST
    return _likeliest(turn, [*before, value]) if is_last and is_guessed else value


def likeliest_doubted(turn: Turn) -> Mapping[str, Any] | None:
    """Of the times that were hardly heard, and not called wrong since, the likeliest."""
    if turn.form.answers[SLOT].put_aside_value(turn.before) is None:
        return None
    return _likeliest(turn, turn.before.doubted[SLOT])


def _likeliest(turn: Turn, heard: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Of values, in the order in which they were heard, that which was read most surely and in which least is other
    than in the rest: "morgen" and "morgen um elf" both tell of the latter. Of the same the latest.
    """
    windows = [CallbackWindow.from_slot(one) for one in heard]

    def weight(place: int) -> tuple[float, int]:
        reading = read_callback_time(heard[place]["text"], turn.now, turn.hours.usual_day())
        told = sum(_holds(window, windows[place]) for window in windows)
        return (told * _surely(reading) if reading else 0.0), place

    return heard[max(range(len(heard)), key=weight)]


def _surely(reading: TimeReading) -> float:
    is_part = reading.dayless or reading.unread or reading.grain == "day"
    return _PERHAPS_LOST if is_part else reading.confidence


def _holds(outer: CallbackWindow, inner: CallbackWindow) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
