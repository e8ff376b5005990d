"""A caller's wish laid over the opening hours: the window of the callback, or why not and what instead.

All times are naive Berlin wall-clock times; ``CallbackWindow.moments`` gives the aware ones to be stored.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import dropwhile, islice, pairwise, takewhile
from typing import Any, Literal

from rueckruf import clock
from rueckruf.callbacks.opening_hours import Interval, OpeningHours
from rueckruf.spoken.time.callback_time import TimeReading

Reason = Literal["past", "closed", "holiday", "too_far"]

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_REPEATS = 15  # days in which a repeated wish must find one
# What is left of a running window must still be there when the call ends and somebody reads the request; and less
# before closing time is too little to call in.
_SHORTEST = timedelta(minutes=10)
# A single time counts as present for as long as the sentence that says it may take.
_SPEAKING = timedelta(minutes=1)
_ALTERNATIVES = 2


@dataclass(frozen=True)
class CallbackWindow:
    """When to call back: from ``start`` to ``end``.

    ``at`` tells that the caller named a single time, ``onwards`` that they named only the begin.
    """

    start: datetime
    end: datetime
    at: bool = False
    onwards: bool = False

    def as_slot(self) -> dict[str, Any]:
        """As a value of the slot ``callback_time``: ISO times in Berlin."""
        bounds = {"start": self.start.isoformat(), "end": self.end.isoformat()}
        return {**bounds, "at": self.at, "onwards": self.onwards}

    @classmethod
    def from_slot(cls, slot: Mapping[str, Any]) -> "CallbackWindow":
        """The window that ``as_slot`` wrote."""
        start, end = datetime.fromisoformat(slot["start"]), datetime.fromisoformat(slot["end"])
        return cls(start, end, bool(slot.get("at")), bool(slot.get("onwards")))

    def moments(self) -> tuple[datetime, datetime]:
        """Start and end as aware times. A clock change inside never turns them round."""
        start, end = clock.berlin(self.start), clock.berlin(self.end)
        return start, end if start < end else start + (self.end - self.start)


@dataclass(frozen=True)
class Refusal:
    """Why a wish cannot be met, and up to two windows that can, the better one first."""

    reason: Reason
    alternatives: tuple[CallbackWindow, ...] = ()


def lay_over(wish: TimeReading, hours: OpeningHours, now: datetime) -> CallbackWindow | Refusal:
    """The window of ``wish`` inside ``hours``.

    A single time gets the company's window length, at most until the next closing. A day, a part of a day or
    several days become their opening hours from the first opening to the last closing, without what has passed
    and up to hours that the caller does not want ("nächste Woche vormittags" ends on Monday at noon). "Ab"
    reaches to the closing of that day, "bis" begins on the day it ends or else now. "So bald wie möglich" is the
    rest of the next open day, "jederzeit" a week. A repeated wish ("montags") takes the first day on which it
    can be met. Of several wishes ("Montag oder Dienstag") and the two meanings of an hour ("drei Uhr dreißig")
    the first that can be met counts.
    """
    windows = lay_all_over(wish, hours, now)
    return windows[0] if windows else _Layer(wish.within_hours or wish, wish, hours, now).refuse()


def lay_all_over(wish: TimeReading, hours: OpeningHours, now: datetime) -> list[CallbackWindow]:
    """The windows of a wish and its alternatives that can be met, in the caller's order, as ``lay_over`` lays them."""
    windows: list[CallbackWindow] = []
    for said in (wish, *wish.alternatives):
        meanings = (_Layer(reading, wish, hours, now).lay() for reading in (said, said.within_hours) if reading)
        window = next(filter(None, meanings), None)
        if window and not any(other.start <= window.start and window.end <= other.end for other in windows):
            windows.append(window)
    return windows


class _Layer:
    """One reading of a wish, the hours and the clock, so that every step has them at hand."""

    def __init__(self, reading: TimeReading, wish: TimeReading, hours: OpeningHours, now: datetime) -> None:
        self.reading = reading
        self.refused = wish.excluded
        self.hours = hours
        self.now = now
        self.horizon = _midnight(now) + hours.ahead + _DAY

    def lay(self) -> CallbackWindow | None:
        reading = self.reading
        if self._is_whenever:
            return self._whenever(max(reading.start or self.now, self.now))
        span = self._span()
        later = self._shifted(span, self._at, range(1, _REPEATS) if reading.weekdays else ())
        repeated = (window for window in later if window.start.weekday() in (reading.weekdays or ()))
        window = self._window(span, self._at) or next(repeated, None)
        return replace(window, onwards=self._only_begins(window)) if window else None

    def refuse(self) -> Refusal:
        return Refusal("closed") if self._is_whenever else self._refusal(self._span(), self._at)

    @property
    def _at(self) -> bool:
        return self.reading.kind == "instant"

    @property
    def _is_whenever(self) -> bool:
        """Whether a vague wish leaves a side open."""
        return bool(self.reading.vague) and None in self.reading.window

    def _span(self) -> Interval:
        """What the words mean as an interval with two bounds."""
        match self.reading.window:
            case datetime() as start, datetime() as end:
                return Interval(start, end)
            case datetime() as start, _ if self.reading.kind == "instant":
                minute = self._reckoned(start) if self.reading.reckoned else start.replace(second=0, microsecond=0)
                return Interval(minute, minute + self.hours.single)
            case datetime() as start, _:
                return self._from(start)
            case _, datetime() as end:
                return self._until(end)
        return Interval(self.now, self.horizon)

    def _reckoned(self, moment: datetime) -> datetime:
        """ "In einer Stunde", said at 10:16, is a quarter past eleven: the nearest full five minutes to come."""
        nearest = next_five_minutes(moment - timedelta(minutes=2, seconds=30))
        return nearest if nearest >= self.now else next_five_minutes(moment)

    def _from(self, start: datetime) -> Interval:
        if start.time() == time.min:  # "ab Samstag": the first day from then on that is open
            start = _midnight(next(self._run(max(start, self.now)), Interval(start, start)).start)
        return Interval(start, _midnight(start) + _DAY)

    def _until(self, end: datetime) -> Interval:
        that_day = Interval(_midnight(end - timedelta.resolution), end)
        by_clock = end.time() != time.min  # "vor zehn" means a day's morning, "bis Freitag" all days until then
        if end <= self.now or (by_clock and self._window(that_day, at=False)):
            return that_day
        return Interval(min(self.now, that_day.start), end)

    def _only_begins(self, window: CallbackWindow) -> bool:
        """Whether the window begins as it was wished and ends as the house closes it: "ab zehn"."""
        reading, closing = self.reading, self.hours.open_day(window.start.date())
        wished = reading.kind == "open" and reading.end is None and reading.start == window.start
        return wished and closing is not None and closing.end == window.end

    def _whenever(self, start: datetime) -> CallbackWindow | None:
        parts = list(self._run(start, _midnight(start) + _WEEK)) or list(islice(self._run(start), 1))
        if not parts:
            return None
        first = parts[0].start
        soon = self.reading.vague == "soon"
        last = max(part.end for part in parts if not soon or part.start.date() == first.date())
        return CallbackWindow(first, last)

    # -- laying

    def _window(self, span: Interval, at: bool) -> CallbackWindow | None:
        if not at:
            parts = list(self._run(span.start, span.end))
            return CallbackWindow(parts[0].start, parts[-1].end) if parts else None
        if span.start < self.now - _SPEAKING or span.start >= self.horizon:
            return None
        for part, wanted in self._parts(span.start.date()):
            end = min(span.end, part.end)
            if wanted and part.start <= span.start and (end == span.end or end - span.start >= _SHORTEST):
                return CallbackWindow(span.start, end, at=True)
        return None

    def _run(self, start: datetime, end: datetime | None = None) -> Iterator[Interval]:
        """The first open parts between two times, up to hours that are open but not wanted."""
        wanted = dropwhile(lambda entry: not entry[1], self._usable(start, end))
        return (part for part, _ in takewhile(lambda entry: entry[1], wanted))

    def _usable(self, start: datetime, end: datetime | None = None) -> Iterator[tuple[Interval, bool]]:
        """The open parts between two times that still lie ahead, in order, and whether they are wanted."""
        end = min(end or self.horizon, self.horizon)
        running = start <= self.now
        earliest = next_five_minutes(self.now) if running else start
        day = _midnight(earliest)
        while day < end:
            for part, wanted in self._parts(day.date()):
                usable = Interval(max(part.start, earliest), min(part.end, end))
                cut = running and usable.start > part.start
                if usable.end - usable.start >= (_SHORTEST if cut else timedelta.resolution):
                    yield usable, wanted
            day += _DAY

    def _parts(self, day: date) -> Iterator[tuple[Interval, bool]]:
        """The open parts of a day, cut where what the caller wants of it begins or ends."""
        wished = [datetime.combine(day, hour) for hour in self.reading.daily or ()]
        refused = [bound for reading in self.refused for bound in _bounds(reading, day)]
        for part in self.hours.intervals(day):
            cuts = {*part, *(cut for cut in wished + refused if part.start < cut < part.end)}
            for piece in (Interval(*bounds) for bounds in pairwise(sorted(cuts))):
                yield piece, self._is_wanted(piece.start + (piece.end - piece.start) / 2)

    def _is_wanted(self, moment: datetime) -> bool:
        first, last = self.reading.daily or (time.min, time.max)
        return first <= moment.time() < last and not any(reading.covers(moment) for reading in self.refused)

    # -- refusing

    def _refusal(self, span: Interval, at: bool) -> Refusal:
        reason = self._reason(span, at)
        candidates = self._candidates(span, at, reason)
        return Refusal(reason, tuple(islice(_apart(candidates), _ALTERNATIVES)))

    def _reason(self, span: Interval, at: bool) -> Reason:
        if span.start >= self.horizon:
            return "too_far"
        if span.start < self.now - _SPEAKING and (at or self._had_begun(span)):
            return "past"
        day = max(_midnight(span.start), _midnight(self.now))
        while day < min(span.end, self.horizon):
            if self.hours.holiday(day.date()) and self.hours.week[day.weekday()]:
                return "holiday"
            day += _DAY
        return "closed"

    def _had_begun(self, span: Interval) -> bool:
        """Whether a wish that reaches back into the past could have been met earlier."""
        today = self.hours.intervals(self.now.date())
        return span.end <= self.now or any(part.start < min(span.end, self.now) for part in today)

    def _candidates(self, span: Interval, at: bool, reason: Reason) -> Iterator[CallbackWindow]:
        """Windows that come close, the better ones first.

        A single time gives way by hours where somebody is there that day; everything else by days.
        """
        if reason == "too_far":
            last_day = (self.horizon - _DAY - _midnight(span.start)).days
            yield from self._shifted(span, at, range(last_day, last_day - 14, -1))
            return
        other_days = range(1, 8) if reason == "past" else sorted(range(-7, 8), key=lambda day: (abs(day), -day))
        same_time = self._shifted(span, at, other_days)
        if span.start.time() == span.end.time() == time.min:  # whole days
            yield from same_time
        elif at and (reason == "past" or self._is_near(span.start)):
            yield from self._nearby(span, at)
            yield from same_time
        else:
            yield from same_time
            yield from self._nearby(span, at)

    def _is_near(self, moment: datetime) -> bool:
        """Whether the next open hour is closer to ``moment`` than the same time on another day."""
        return bool(self.hours.intervals(moment.date())) or moment < self.now + self.hours.single

    def _shifted(self, span: Interval, at: bool, days: Iterable[int]) -> Iterator[CallbackWindow]:
        """The same time of day on other days."""
        for shift in days:
            start = span.start + shift * _DAY
            if start >= _midnight(self.now) and (window := self._window(Interval(start, span.end + shift * _DAY), at)):
                yield window

    def _nearby(self, span: Interval, at: bool) -> Iterator[CallbackWindow]:
        """The last window before the wish on its day, or before the closing it is too close to; and one after it.

        That is the first, or of the week that follows the nearest by the clock to a span of hours: "abends".
        """
        day = _midnight(span.start)
        closing = (part.end for part, _ in self._parts(day.date()) if max(part.start, self.now) < span.start < part.end)
        wished = next(closing, span.start)
        before = [part for part, wanted in self._usable(day, wished) if wanted]
        for part in before[-1:]:
            yield self._last_of(part, at)
        if not at and before and span.end - span.start < _DAY:
            yield from self._nearest_by_the_clock(span)
        for part in islice(self._run(max(wished, self.now)), 1):
            yield self._first_of(part, at)

    def _nearest_by_the_clock(self, span: Interval) -> Iterator[CallbackWindow]:
        """The window nearest to the same hours on one of the seven days that follow; the first of those alike."""
        found = []
        for shift in range(1, 8):
            start, end = span.start + shift * _DAY, span.end + shift * _DAY
            for part, wanted in self._usable(_midnight(start), _midnight(start) + _DAY):
                if wanted and part.end <= start:
                    found.append((start - part.end, self._last_of(part)))
                elif wanted and part.start >= end:
                    found.append((part.start - end, self._first_of(part)))
        if found:
            yield min(found, key=lambda one: one[0])[1]

    def _first_of(self, part: Interval, at: bool = False) -> CallbackWindow:
        """As long as a single time gets, from where the part begins."""
        return CallbackWindow(part.start, min(part.start + self.hours.single, part.end), at)

    def _last_of(self, part: Interval, at: bool = False) -> CallbackWindow:
        """As long as a single time gets, up to where the part ends."""
        return CallbackWindow(max(part.start, part.end - self.hours.single), part.end, at)


def _apart(windows: Iterable[CallbackWindow]) -> Iterator[CallbackWindow]:
    """The windows that do not overlap an earlier one."""
    seen: list[CallbackWindow] = []
    for window in windows:
        if all(window.end <= other.start or other.end <= window.start for other in seen):
            seen.append(window)
            yield window


def _bounds(reading: TimeReading, day: date) -> list[datetime]:
    """Where a reading may begin or end on a day."""
    if reading.daily:
        return [datetime.combine(day, hour) for hour in reading.daily]
    return [bound for bound in reading.window if bound]


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time.min)


def next_five_minutes(moment: datetime) -> datetime:
    """``moment``, or the next time that the clock shows full five minutes."""
    since = timedelta(minutes=moment.minute % 5, seconds=moment.second, microseconds=moment.microsecond)
    return moment + (timedelta(minutes=5) - since if since else since)
