"""A time in the words of one turn, those of an earlier wish that it changes included."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, NamedTuple

from rueckruf.callbacks.callback_window import CallbackWindow
from rueckruf.spoken.time.any_hour import any_hour_will_do
from rueckruf.spoken.time.callback_time import TimeReading, read_callback_time, shift_words
from rueckruf.spoken.time.lone_hour import lone_hour


class TimeWish(NamedTuple):
    """A time and the words that say it, those of an earlier wish that it changes included.

    ``said`` are the new ones among them.
    """

    reading: TimeReading
    words: str
    said: str


@dataclass(frozen=True)
class WishedBefore:
    """What was wished before, as values of the slot ``callback_time``.

    ``vague`` is to be narrowed, ``taken`` stands, ``offered`` are the times proposed instead, ``disputed`` was wrong.
    """

    taken: Mapping[str, Any] | None
    vague: Mapping[str, Any] | None
    offered: Iterable[Mapping[str, Any]]
    disputed: Mapping[str, Any] | None

    @property
    def known(self) -> Mapping[str, Any] | None:
        """The wish that new words may change."""
        return self.taken or self.vague or next(iter(self.offered), None) or self.disputed


class WishReader:
    """Reads wishes at a moment, naive Berlin wall clock.

    ``opening`` settles hours without a part of the day, ``asked`` tells whether the open question is for them.
    """

    def __init__(self, now: datetime, opening: tuple[time, time], asked: bool) -> None:
        self.now = now
        self.opening = opening
        self.asked = asked

    def read(self, text: str, before: WishedBefore) -> TimeWish | None:
        """The wish in ``text``: "um elf" keeps the day that was wished before."""
        reading, known = self._reading(text, self.asked), before.known
        said = text[slice(*reading.span)] if reading else shift_words(text, self.now)
        if said is None and before.vague and (hour := lone_hour(text)):
            said = text[slice(*hour)]
            return self._reread(f"{before.vague['text']} um {said}", said)
        if said is None or not (reading or known):
            return None
        if before.vague and (narrowed := self._narrowed(before.vague, said)):
            return narrowed
        leaves_open = reading is not None and (reading.vague or any_hour_will_do(text))
        changed = self._changed(before, known, said) if known and not leaves_open else None
        return changed or (TimeWish(reading, said, said) if reading else None)

    def _changed(self, before: WishedBefore, known: Mapping[str, Any], said: str) -> TimeWish | None:
        """Read as one sentence that corrects itself. A day that was not offered is seen from the wish before."""
        refused = known.get("refused") if known is before.disputed else None
        changed = self._reread(", nein, ".join(filter(None, (known["text"], refused, said))), said)
        if changed and changed.reading.start and changed.reading.excludes(changed.reading.start):
            return None  # "Morgen geht doch nicht", then "um elf": on another day
        wished = known.get("instead_of")
        if changed is None or before.taken or not wished:
            return changed
        offered = {CallbackWindow.from_slot(entry).start.date() for entry in (known, *before.offered)}
        start = changed.reading.start
        return changed if start and start.date() in offered else self._reread(f"{wished}, nein, {said}", said)

    def _narrowed(self, vague: Mapping[str, Any], said: str) -> TimeWish | None:
        """ "Nächste Woche", then "Mittwoch": read as one wish, if it still lies inside the first."""
        wish = self._reread(f"{vague['text']} {said}", said)
        if wish is None or wish.reading.alternatives or wish.reading.start is None:
            return None
        window = CallbackWindow.from_slot(vague)
        return wish if window.start.date() <= wish.reading.start.date() <= window.end.date() else None

    def _reread(self, words: str, said: str) -> TimeWish | None:
        reading = self._reading(words)
        return TimeWish(reading, words[slice(*reading.span)], said) if reading else None

    def _reading(self, words: str, asked: bool = True) -> TimeReading | None:
        return read_callback_time(words, self.now, self.opening, asked=asked)
