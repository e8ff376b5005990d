"""Spoken or typed German -> the time at which a caller wants to be called back.

:func:`read_callback_time` is the way in. What the words mean is settled before opening hours are applied; these only
settle which half of the day an hour lies in. Conventions: "Vormittag" 8-12, "Mittag" 12-14, "Nachmittag" 12-18,
"Abend" 18-22, "früh" 6-9; a day is an interval from midnight to midnight; a weekday is today only while its time
is still to come.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import lru_cache

from rueckruf.spoken.text.words import RECENT_TEXTS, folded_words
from rueckruf.spoken.time.away_until import with_away_until
from rueckruf.spoken.time.blanks import (
    tells_no_time,
    without_letters,
    without_names,
    without_other_dates,
    without_phone_numbers,
)
from rueckruf.spoken.time.broken_things import without_broken_things
from rueckruf.spoken.time.clock_words import without_rough_hours
from rueckruf.spoken.time.conclusions import without_reasons
from rueckruf.spoken.time.counted_days import with_counted_days
from rueckruf.spoken.time.days_again import without_days_said_again
from rueckruf.spoken.time.days_apart import with_taken_days_apart
from rueckruf.spoken.time.ends_before import without_ends_before
from rueckruf.spoken.time.event_again import with_events_as_sides, with_hours_told_behind
from rueckruf.spoken.time.glued_hours import with_glued_hours
from rueckruf.spoken.time.grammar import chunks
from rueckruf.spoken.time.if_not_then import with_first_choice
from rueckruf.spoken.time.laid_wish import Grain, Laid, TimeKind
from rueckruf.spoken.time.later_on import with_later_as_afterwards
from rueckruf.spoken.time.leaving import with_leaving_as_end
from rueckruf.spoken.time.lengths import SHIFTS
from rueckruf.spoken.time.lexicon import small_words
from rueckruf.spoken.time.lone_hour import with_hour_and_minutes_alone, with_rough_hour_alone
from rueckruf.spoken.time.mentions import without_mentions
from rueckruf.spoken.time.near_hours import with_near_hours
from rueckruf.spoken.time.near_names import with_near_names
from rueckruf.spoken.time.not_staying import without_ends_of_staying
from rueckruf.spoken.time.nothing_on import (
    with_neither_as_refusal,
    with_nothing_of_it_as_refusal,
    with_nothing_on_as_time,
)
from rueckruf.spoken.time.of_matters import without_times_of_matters
from rueckruf.spoken.time.pauses import sentence_of
from rueckruf.spoken.time.resolution import laid
from rueckruf.spoken.time.same_day import with_days_meant_again
from rueckruf.spoken.time.same_hour import with_same_hour
from rueckruf.spoken.time.same_month import with_month_said_once
from rueckruf.spoken.time.same_unit import with_units_said_once
from rueckruf.spoken.time.sentence import Wishes, wishes_of
from rueckruf.spoken.time.unasked import without_told
from rueckruf.spoken.time.unread import unread_at
from rueckruf.spoken.time.wish import Vague, Wish
from rueckruf.spoken.time.words import words_of

OPENING = (time(8), time(18))
_ONLY_REFUSED = 0.6
_UNREAD_DOUBT = 0.45
_WEEKEND = frozenset({5, 6})
_ONE_DAY, _ONE_MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True)
class TimeReading:
    """A time wish; all times are naive Berlin wall clock.

    ``start`` and ``end`` (exclusive): both for an interval, only ``start`` for an instant, one or the other for an open
    wish. ``span``: character offsets of the time words, those of further wishes and refusals included. ``confidence``:
    0 to 1, low for repaired mishearings, vague hours, contradictions and times that are over. ``alternatives``: further
    wishes ("Montag oder Dienstag"). ``excluded``: what the caller refused; test with :meth:`excludes`;
    ``only_refuses``: nothing else was said. ``vague``: "any" ("jederzeit") or "soon" ("so bald wie möglich"), then
    ``start`` is now. ``weekdays``: the wish repeats on these days (0 is Monday); ``start`` is its next occurrence.
    ``daily``: hours that hold on each day of a longer interval. ``day_bound``: the named day(s) that an open wish does
    not leave ("morgen ab zehn"). ``within_hours``: set where the words taken literally fall outside the opening hours
    and the same words twelve hours later do not ("drei Uhr dreißig"). ``unread``: words in ``span`` may say more of it
    and were not understood ("morgen nach dem Jour fixe"). ``dayless``: hours were all that was said. ``reckoned``: from
    this minute on ("in drei Stunden").
    """

    start: datetime | None
    end: datetime | None
    kind: TimeKind
    grain: Grain
    span: tuple[int, int]
    confidence: float
    alternatives: tuple["TimeReading", ...] = ()
    excluded: tuple["TimeReading", ...] = ()
    only_refuses: bool = False
    vague: Vague | None = None
    weekdays: frozenset[int] | None = None
    daily: tuple[time, time] | None = None
    day_bound: tuple[datetime, datetime] | None = None
    within_hours: "TimeReading | None" = None
    unread: bool = False
    dayless: bool = False
    reckoned: bool = False

    @property
    def window(self) -> tuple[datetime | None, datetime | None]:
        """``start`` and ``end``, an open side closed by the named day where there is one."""
        if self.kind != "open" or self.day_bound is None:
            return self.start, self.end
        return self.start or self.day_bound[0], self.end or self.day_bound[1]

    def excludes(self, moment: datetime) -> bool:
        """Whether the caller refused this moment."""
        return any(refused.covers(moment) for refused in self.excluded)

    def covers(self, moment: datetime) -> bool:
        """Whether the moment lies in this reading; an instant lasts as long as it was said exactly."""
        if self.weekdays is not None and moment.weekday() not in self.weekdays:
            return False
        if self.daily is not None and not self.daily[0] <= moment.time() < self.daily[1]:
            return False
        if self.weekdays is not None or (self.daily is not None and self.start is None):
            return True
        if self.kind == "instant":
            return self.start == moment.replace(second=0, microsecond=0)
        start, end = self.window
        return (start is None or start <= moment) and (end is None or moment < end)


def read_callback_time(
    text: str, now: datetime, opening: tuple[time, time] = OPENING, *, asked: bool = True
) -> TimeReading | None:
    """The time wish in ``text``, or None if it holds none or an impossible one ("32. Oktober").

    ``now``: naive Berlin wall clock. ``opening``: settles hours without a part of the day ("um drei"). ``asked``:
    whether it answers the question for the time; otherwise a day must be wished for, not just mentioned ("morgen zieh
    ich um").
    """
    wishes = _wishes(text, now, asked)
    against = (_reading(wish, now, opening, (), repeats=True) for wish in wishes.refused)
    refused = tuple(reading for reading in against if reading)
    found = [_reading(wish, now, opening, _but_around(wish, refused, now, opening)) for wish in wishes.meant]
    if found and found[0] is None:
        return None
    readings = [reading for reading in found if reading]
    if not readings:
        return _only_refused(refused, text, now)
    span = _span_of((*readings, *refused))
    excluded = tuple(reading for reading in refused if not _suits_after_all(reading, readings))
    others = tuple(one for one in readings[1:] if one.window != readings[0].window)
    reading = replace(readings[0], span=span, alternatives=others, excluded=excluded)
    return _with_unread(reading, wishes.unread) if wishes.unread else reading


def _but_around(
    wish: Wish, refused: tuple[TimeReading, ...], now: datetime, opening: tuple[time, time]
) -> tuple[TimeReading, ...]:
    """The refusals without hours in which the wish lies: "er ist *immer nur bis zehn* da, also Donnerstag um neun"."""
    meant = _reading(wish, now, opening, ()) if refused and wish.clock and wish.day else None
    return tuple(one for one in refused if not (meant and _has_a_wish(one, [meant])))


def _has_a_wish(refused: TimeReading, wishes: Iterable[TimeReading]) -> bool:
    """Whether an hour that is wished lies in hours that are refused: "mittags kommt er heim, um eins" suits at noon."""
    return refused.grain != "day" and any(
        wish.start and refused.covers(wish.start) and (wish.kind == "instant" or _begins_behind(wish, refused))
        for wish in wishes
    )


def _begins_behind(wish: TimeReading, refused: TimeReading) -> bool:
    """ "*Vormittags schlaf ich*, morgen geht's ab elf": an hour from which it suits, said behind such a part."""
    told_before = refused.span[1] <= wish.span[0]
    return told_before and refused.daily is not None and wish.kind == "open" and wish.grain not in ("day", "part")


def _suits_after_all(refused: TimeReading, wishes: list[TimeReading]) -> bool:
    return _has_a_wish(refused, wishes) or _is_named_behind(refused, wishes[0])


def _is_named_behind(refused: TimeReading, wish: TimeReading) -> bool:
    """ "Morgen hab ich Schule, sagen wir *morgen um vier*": an hour of the very day that is refused before it."""
    start, end = wish.window
    hours = wish.kind == "instant" or (wish.grain not in ("day", "part") and start is not None)
    on_that_day = hours and start is not None and refused.covers(start)
    is_whole = wish.kind == "instant" or end is None or refused.covers(end - _ONE_MINUTE)
    return on_that_day and is_whole and refused.span[1] <= wish.span[0]


def _with_unread(reading: TimeReading, span: tuple[int, int]) -> TimeReading:
    """The reading with the words at ``span`` that may say more of it."""
    whole = min(reading.span[0], span[0]), max(reading.span[1], span[1])
    return replace(reading, span=whole, confidence=round(reading.confidence * _UNREAD_DOUBT, 3), unread=True)


def shift_words(text: str, now: datetime) -> str | None:
    """The words of ``text`` that move a known time by a length and name none of their own: "eine Stunde später".

    Read after the words of the known time and "nein", they mean that time moved.
    """
    shift = _shift(text, now)
    return text[slice(*shift.span)] if shift and shift.moved and shift.moved.length else None


def moves_known_time(text: str, now: datetime) -> bool:
    """Whether ``text`` wants a known time moved, even without saying how far: "doch lieber früher"."""
    return _shift(text, now) is not None


def _shift(text: str, now: datetime) -> Wish | None:
    words = words_of(text)
    if not words.say(*SHIFTS):
        return None
    found = [chunk.wish for chunk in chunks(words, now) if chunk.wish]
    return found[0] if len(found) == 1 and found[0].moved else None


@lru_cache(maxsize=RECENT_TEXTS)
def _wishes(text: str, now: datetime, asked: bool) -> Wishes:
    said = with_first_choice(without_broken_things(sentence_of(text)))
    said = with_near_names(with_near_hours(with_glued_hours(said)))
    said = with_month_said_once(without_rough_hours(said))
    said = with_nothing_of_it_as_refusal(with_nothing_on_as_time(with_neither_as_refusal(said)))
    said = with_units_said_once(said)
    said = without_ends_of_staying(with_away_until(said))
    said = without_ends_before(said, now)
    said = with_leaving_as_end(with_rough_hour_alone(with_hour_and_minutes_alone(said))) if asked else said
    said = with_later_as_afterwards(with_events_as_sides(with_hours_told_behind(with_counted_days(said, now.date()))))
    heard = with_days_meant_again(said)
    words = without_names(without_other_dates(without_phone_numbers(without_letters(heard))))
    if tells_no_time(words):
        return Wishes((), ())
    words = without_mentions(words, asked)
    words = words if asked else without_told(without_times_of_matters(words), heard)
    words = with_taken_days_apart(without_reasons(without_days_said_again(words), now))
    found = chunks(words, now)
    wishes = with_same_hour(wishes_of(found, words, now.date()), heard, now)
    return replace(wishes, unread=unread_at(words, found, wishes.meant[0])) if wishes.meant else wishes


def _only_refused(refused: tuple[TimeReading, ...], text: str, now: datetime) -> TimeReading | None:
    """ "Außer freitags": any other time."""
    if not refused:
        return None
    span = _span_of(refused)
    first = _when_not_too_early(refused, text, now)
    any_other = TimeReading(first, None, "open", "second", span, _ONLY_REFUSED, vague="any")
    return replace(any_other, excluded=refused, only_refuses=True)


def _when_not_too_early(refused: tuple[TimeReading, ...], text: str, now: datetime) -> datetime:
    """Now, or behind the days that are refused for being too early: "*morgen nicht*", "*noch nicht* am Mittwoch"."""
    first = now
    for one in refused:
        if one.grain != "day" or one.weekdays or one.start is None or one.end is None or one.start <= now:
            continue
        said = folded_words(text[slice(*one.span)])
        if one.start < first + _ONE_DAY or not small_words("too_early").isdisjoint(said):
            first = one.end
    return first


def _span_of(readings: Iterable[TimeReading]) -> tuple[int, int]:
    """From the first word of all readings to the last."""
    starts, ends = zip(*(reading.span for reading in readings), strict=True)
    return min(starts), max(ends)


def _reading(
    wish: Wish, now: datetime, opening: tuple[time, time], refused: tuple[TimeReading, ...], repeats: bool = False
) -> TimeReading | None:
    found = laid(wish, now, opening, lambda moment: any(reading.covers(moment) for reading in refused))
    if found is None:
        return None
    found = _on_each_day(wish, found)
    other = found.other
    within = _of(wish, other, repeats) if other else None
    return replace(_of(wish, found, repeats), within_hours=within)


def _on_each_day(wish: Wish, found: Laid) -> Laid:
    """What a week has up to an hour or from one on, on each of its days: "*nächste Woche ab drei*"."""
    bound = found.day_bound
    if bound is None or found.daily or bound[1] - bound[0] <= _ONE_DAY:
        return found
    if not all(point.clock and not point.day for point in wish.ends):
        return found
    hours = found.start.time() if found.start else time.min, found.end.time() if found.end else time.max
    return replace(found, start=found.start or bound[0], end=found.end or bound[1], kind="interval", daily=hours)


def _is_of_each_day(wish: Wish, found: Laid) -> bool:
    """Whether hours come again: "vormittags", "*jeden Tag von zehn bis elf*", of which no other hour is refused."""
    part = bool(wish.part) and not wish.day
    return part or (wish.habit is not None and found.kind == "interval" and found.grain in ("hour", "minute"))


def _hours_of_one_day(found: Laid) -> tuple[time, time] | None:
    return (found.start.time(), found.end.time()) if found.start and found.end else None


def _of(wish: Wish, found: Laid, repeats: bool) -> TimeReading:
    daily = found.daily
    if repeats and daily is None and _is_of_each_day(wish, found):
        daily = _hours_of_one_day(found)
    undated = repeats and daily is not None and wish.habit is None and wish.day is None
    return TimeReading(
        start=None if undated else found.start,
        end=None if undated else found.end,
        kind=found.kind,
        grain=found.grain,
        span=wish.span,
        confidence=round(wish.confidence * found.confidence, 3),
        vague=found.vague,
        weekdays=_WEEKEND if repeats and wish.day and wish.day.grain == "weekend" else wish.habit,
        daily=daily,
        day_bound=found.day_bound,
        dayless=wish.is_dayless,
        reckoned=wish.moment is not None,
    )
