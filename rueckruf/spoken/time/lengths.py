"""Lengths of time and what is counted from now: "anderthalb Stunden", "innerhalb von zwei Wochen"."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import partial

from rueckruf.clock import BERLIN
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.calendar_day import one_day, shifted, week_of
from rueckruf.spoken.time.clock_time import DAY
from rueckruf.spoken.time.clock_words import clock_at
from rueckruf.spoken.time.day_words import day_at, day_count, past_about
from rueckruf.spoken.time.lexicon import small_words
from rueckruf.spoken.time.wish import Bound, Point, Shift, Wish
from rueckruf.spoken.time.words import LONGEST_RUN, Words

_list = partial(word_set, "time_clauses")
#: The senses that move a known time.
SHIFTS = ("later", "earlier")
_PARTS = (("half_length", Fraction(1, 2)), ("quarter", Fraction(1, 4)), ("three_quarters", Fraction(3, 4)))
#: Of each unit.
SECONDS = {"second": 1, "minute": 60, "hour": 3600}
_OWN_TIME = frozenset({"at", "about", "about_hour", "number", "half", "quarter", "three_quarters", "part", "from"})
_OWN_TIME |= {"weekday", "relative_day", "glue", "after", "before", "until", "range_opener", "day_number_opener"}
# Days and months of one.
_ONE = {"day": (1, 0), "week": (7, 0), "month": (0, 1)}
_FEW_DAYS = 3  # "in den nächsten Tagen"


def later(moment: datetime, length: timedelta) -> datetime:
    """A Berlin wall-clock time some time later, right also over a change of the clocks."""
    before = moment.replace(tzinfo=BERLIN).timestamp()
    return datetime.fromtimestamp(before + length.total_seconds(), BERLIN).replace(tzinfo=None)


def length_at(words: Words, index: int) -> tuple[timedelta, int] | None:
    """The length that begins at ``index`` and the place after it; None for days and longer."""
    total, place = Fraction(0), index
    for _ in range(LONGEST_RUN):
        at = place + 1 if place > index and words.among(place, "joining_lengths") else place
        found = _one(words, at)
        if found is None:
            break
        seconds, place = found
        total += seconds
        minutes = words.get(place, "number") or 0
        if words.get(place - 1, "unit") == "hour" and 10 <= minutes < 60 and not words.has(place + 1, "unit", "oclock"):
            # "in einer Stunde dreißig"
            total, place = total + minutes * 60, place + 1
    return None if place == index else (timedelta(seconds=float(total)), place)


def _one(words: Words, index: int) -> tuple[Fraction, int] | None:
    """Seconds of one amount with its unit."""
    place = past_about(words, index)
    if words.has(place, "article") and words.has(place + 1, "roughly"):
        place += 2
        if not words.has(place, "half_length", "whole_length", "quarter", "three_quarters", "unit"):
            return None
        unit = SECONDS.get(words.get(place, "unit") or "")
        if unit:
            return Fraction(unit), place + 1
    if words.has(place, "article") and words.has(place + 1, "whole_length"):
        place += 1
    minutes = words.get(place, "whole_length")
    if minutes:
        return Fraction(minutes * 60), place + 1
    found = amount_at(words, place)
    if found is None:
        return None
    amount, place = found
    minutes = words.get(place, "whole_length")
    if minutes:
        return amount * minutes * 60, place + 1  # "drei Viertelstunden"
    unit = SECONDS.get(words.get(place, "unit") or "")
    return (amount * unit, place + 1) if unit else None


def amount_at(words: Words, index: int) -> tuple[Fraction, int] | None:
    """How many of a unit: "drei", "anderthalb", "eine halbe"."""
    if words.has(index, "one_and_a_half"):
        return Fraction(3, 2), index + 1
    if words.has(index, "mixed"):
        return words.get(index, "mixed"), index + 1
    if words.has(index, "a_few"):
        return Fraction(2), index + 1
    place = index + words.has(index, "article")
    for sense, amount in _PARTS:
        if words.has(place, sense):
            return amount, place + 1
    return (Fraction(1), place) if place > index and not words.has(place, "number") else _number(words, place)


def _number(words: Words, index: int) -> tuple[Fraction, int] | None:
    """ "drei", "1 1/2", "zwei einhalb", "2,5"."""
    number = words.get(index, "number")
    if number is None:
        return None
    for whole, place in ((0, index), (number, index + 1)):
        # "1/2", "1 1/2"
        over, under = words.get(place, "number"), words.get(place + 2, "number")
        if over and under and words.mark(place + 1, "/"):
            return whole + Fraction(over, under), place + 3
    if words.has(index + 1, "a_half"):
        return number + Fraction(1, 2), index + 2
    decimal = is_decimal_mark(words, index + 1) and words.get(index + 2, "number")
    if decimal and decimal < 10 and words.has(index + 3, "unit"):
        return number + Fraction(decimal, 10), index + 3
    return Fraction(number), index + 1


def is_decimal_mark(words: Words, index: int) -> bool:
    """As in "2,5" and "zwei Komma fünf", not in "zwei, drei"."""
    apart = words.mark(index, ",") and not (words.close(index) and words.close(index + 1))
    return words.among(index, "decimal_marks") and not apart


def shift_at(words: Words, index: int) -> tuple[Wish, int] | None:
    """ "eine Stunde später", "zwei Tage früher", "etwas später": than a time that is known."""
    if not words.say(*SHIFTS):
        return None
    length = length_at(words, index)
    days = None if length else day_count(words, index)
    if days and days[1] == 0:
        length = (timedelta(days=days[0]), days[2])
    place = length[1] if length else words.skip(index, "slightly")
    # Without a length "danach" begins where the time before ends, "eher um elf" names a time, "eher nicht" refuses.
    own = words.has(place, "afterwards", "beforehand") or words.has(place + 1, "not", *_OWN_TIME)
    if not words.has(place, *SHIFTS) or (length is None and (own or _is_told(words, place))):
        return None
    later = words.has(place, "later")
    by = None if length is None else length[0] if later else -length[0]
    return Wish(moved=Shift(later, by)), place + 1


def _is_told(words: Words, shift: int) -> bool:
    """ "Ich bin *früher fertig*"."""
    return words[shift + 1].folded in _list("over_then") | _list("gone")


def stretch_at(words: Words, index: int, now: datetime) -> tuple[Wish, int] | None:
    """ "innerhalb von zwei Wochen", "die nächsten drei Tage"."""
    rest = words.get(index, "rest_of")
    if rest:
        last = one_day(now.date()) if rest == "day" else week_of(now.date())
        return Wish(stretch=(now, datetime.combine(last.stretches[0][1], time()))), index + 1
    opened = words.has(index, "within")
    place = words.skip(index + 1, among=small_words("after_within")) if opened else index
    upcoming = words.has(place, "next")
    place += upcoming
    several = words.among(place, "several")
    if opened or upcoming or several:
        stretch = _days_from(words, place + several, now) or _hours_beside(words, place + several)
        if stretch:
            return stretch
    if not (opened or upcoming):
        return None
    opened = opened or _tells_of_caller(words, index, place)
    place = _past_fewer(words, place)
    start, end, grain, place = _stretch(words, place, now, opened, upcoming) or (now, now, "", index)
    return (Wish(stretch=(start, end), stretch_grain=grain), place) if grain else None


def _tells_of_caller(words: Words, index: int, first: int) -> bool:
    """ "Die nächsten drei Tage *bin ich da*": from now on; alone it is the next full days."""
    around = (*range(index - LONGEST_RUN, index), *range(first + 1, first + 2 * LONGEST_RUN))
    return any(words.among(place, "caller") for place in around)


def _past_fewer(words: Words, index: int) -> int:
    """The place of the higher of two amounts: "die nächsten zwei, *drei* Stunden", "ein bis *zwei* Tage"."""
    listed = words.mark(index + 1, ",") and not is_decimal_mark(words, index + 1)
    joined = words.has(index + 1, "range_to", "either") and not words.mark(index + 1, "/")
    counted = words.has(index, "number", "article") and words.has(index + 2, "number")
    return index + 2 if counted and (listed or joined) else index


def _stretch(
    words: Words, index: int, now: datetime, from_now: bool, upcoming: bool
) -> tuple[datetime, datetime, str, int] | None:
    length = length_at(words, index)
    if length is None and from_now and words.get(index, "unit") in ("hour", "minute"):
        length = (timedelta(seconds=SECONDS[words.get(index, "unit")]), index + 1)
    if length is None:
        return _stretch_of_days(words, index, now, from_now, upcoming)
    unit: str = words.get(length[1] - 1, "unit") or "minute"
    start = now if from_now else _next_full(now, unit)
    return start, later(start, length[0]), "minute" if from_now else unit, length[1]


def _stretch_of_days(
    words: Words, index: int, now: datetime, from_now: bool, upcoming: bool
) -> tuple[datetime, datetime, str, int] | None:
    days = day_count(words, index) if words.has(index, "number", "a_few", "article") else None
    if words.among(index - 1, "within_one") and words.get(index, "unit") in _ONE:
        days = (*_ONE[words.get(index, "unit")], index + 1)
    if days is None and words.get(index, "unit") == "day" and not words.among(index, "one_day"):
        days, upcoming = (_FEW_DAYS, 0, index + 1), False
    if days is None:
        return None
    unit = words.get(days[2] - 1, "unit")
    first = now.date() if from_now else _next_first(now.date(), unit)
    today_too = from_now and upcoming and unit == "day"  # "in den nächsten zwei Tagen": today is none of the two
    last = shifted(one_day(first), days[0] + today_too, days[1]).first
    start = now if from_now else datetime.combine(first, time())
    return start, datetime.combine(last, time()), unit, days[2]


def _days_from(words: Words, index: int, now: datetime) -> tuple[Wish, int] | None:
    """ "die drei Tage ab Montag", "in den nächsten zwei Wochen ab morgen", "in den drei Tagen vor Ostern"."""
    days = day_count(words, index) if words.has(index, "number", "a_few") else None
    base = day_at(words, words.skip(days[2] + 1, "glue"), now.date()) if days else None
    if not days or not base or not base[0].stretches or not words.has(days[2], "reckoned_from", "from"):
        return None
    first, after = base[0].stretches[0]
    if words.among(days[2], "ago"):
        first, after = shifted(one_day(first), -days[0], -days[1]).first, first
    elif words.among(days[2], "counted_after"):
        first, after = after, shifted(one_day(after), days[0], days[1]).first
    else:
        after = shifted(one_day(first), days[0], days[1]).first
    if words.has(base[1], "range_to"):
        return None  # "in den vier Tagen von Montag bis Donnerstag"
    return Wish(stretch=(datetime.combine(first, time()), datetime.combine(after, time()))), base[1]


def _hours_beside(words: Words, index: int) -> tuple[Wish, int] | None:
    """ "Die zwei Stunden vor zwölf", "in der Stunde nach zwei": they last until that hour, or from it on."""
    place = index + words.has(index, "last")
    hour = words.get(place, "unit") == "hour"
    said = (timedelta(hours=1), place + 1) if hour else length_at(words, place)
    if said is None or not words.has(said[1], "before", "after", "from"):
        return None
    length, side = said
    earlier = words.has(side, "before")
    found = clock_at(words, words.skip(side + 1, "glue"), lone=True)
    if found is None:
        return None
    clock, minutes = found[0], round(length.total_seconds() / 60)
    other = replace(clock, minutes=(clock.minutes + (-minutes if earlier else minutes)) % DAY, exact=False)
    low, high = (other, clock) if earlier else (clock, other)
    return Wish(low=Bound(Point(clock=low)), high=Bound(Point(clock=high)), confidence=clock.confidence), found[1]


def _next_first(today: date, unit: str) -> date:
    """The first day of the next week or month, or tomorrow."""
    if unit == "month":
        return shifted(one_day(today.replace(day=1)), 0, 1).first
    return today + timedelta(days=7 - today.weekday() if unit == "week" else 1)


def _next_full(now: datetime, unit: str) -> datetime:
    """The beginning of the next full second, minute or hour."""
    if unit == "hour":
        return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    if unit == "minute":
        return now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return now.replace(microsecond=0) + timedelta(seconds=1)
