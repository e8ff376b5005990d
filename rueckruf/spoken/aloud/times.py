"""Times as German words to be spoken: "morgen, Donnerstag, den zwölften, zwischen vierzehn und sechzehn Uhr".

Hours are those of the 24-hour clock, so that nobody has to guess the half of the day; there are no digits.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

from num2words import num2words

from rueckruf.spoken.aloud.words import said
from rueckruf.spoken.text.vocabulary import vocabulary

_MIDNIGHT_END = 24
_WEEK = 7
#: A day without its year is the next one of that name, as long as it is no further off than this.
_HALF_A_YEAR = 183


class Spoken(NamedTuple):
    """A window to be spoken, naive Berlin wall clock: a single time where there is no ``end``.

    ``onwards``: only its begin was wished.
    """

    start: datetime
    end: datetime | None = None
    onwards: bool = False


def say_window(start: datetime, end: datetime | None, now: datetime) -> str:
    """A window in words, the day named as seen from ``now``; without ``end`` it is a single time.

    All times are naive Berlin wall clock, ``end`` is exclusive. The words fit after "Wir rufen Sie … zurück".
    """
    if end is None:
        return f"{_on_day(start.date(), now)} {_at(start)}"
    last = end - timedelta.resolution
    whole_days = start.time() == end.time() == time.min
    if start.date() == last.date():
        day = _on_day(start.date(), now)
        return day.rstrip(",") if whole_days else f"{day} {_between(start, end)}"
    first, final = _day(start.date(), now, last.date()), _day(last.date(), now).rstrip(",")
    since, until = said("since"), said("until")
    if whole_days:
        return f"{since} {first} {until} {final}"
    from_clock, to_clock = say_clock(start.hour, start.minute), _clock_of(end, last)
    return f"{since} {first.rstrip(',')}, {from_clock}, {until} {final}, {to_clock}"


def say_windows(windows: Sequence[Spoken], now: datetime) -> str:
    """Windows of which the caller leaves the choice, without the dates of the next days; one alone as ever.

    "am Donnerstag oder am Freitag ab zehn Uhr".
    """
    if len(windows) == 1:
        return say_window(windows[0].start, windows[0].end, now)
    groups: list[tuple[list[str], str]] = []
    day_before = ""
    for window in windows:
        day, clock = _shortly(window, now)
        if groups and groups[-1][1] == clock:
            groups[-1][0].append(day)
        else:
            groups.append(([] if day == day_before else [day], clock))
        day_before = day
    return either(" ".join((*filter(None, [_listed(days)]), clock)).rstrip() for days, clock in groups)


def either(choices: Iterable[str]) -> str:
    """ "morgen oder übermorgen"."""
    return f" {said('or')} ".join(choices)


def say_clock(hour: int, minute: int = 0) -> str:
    """ "ein Uhr", "vierzehn Uhr dreißig"."""
    full = f"{_stem(hour)} {said('oclock')}"
    return f"{full} {say_number(minute)}" if minute else full


@cache
def say_number(number: int) -> str:
    """A cardinal number in words, as counted: 1 is "eins"; years as they are spoken in this century."""
    return str(num2words(number, lang="de"))


@cache
def say_ordinal(number: int) -> str:
    """ "dritten", "einundzwanzigsten": the form after "dem"."""
    return f"{num2words(number, lang='de', to='ordinal')}n"


def say_weekday(day: int) -> str:
    """The name of a weekday; 0 is Monday."""
    return str(vocabulary("weekdays_and_months")["weekdays"][day][0]).capitalize()


def say_today(now: datetime) -> str:
    """The day of ``now``: "Donnerstag, der zwölfte März"."""
    ordinal = say_ordinal(now.day).removesuffix("n")
    return f"{say_weekday(now.weekday())}, {said('nominative')} {ordinal} {_say_month(now.month)}"


def _say_month(month: int) -> str:
    return str(vocabulary("weekdays_and_months")["months"][month][0]).capitalize()


def _shortly(window: Spoken, now: datetime) -> tuple[str, str]:
    """Day and hours of a window; one of several days is all in the first."""
    last = (window.end - timedelta.resolution).date() if window.end else window.start.date()
    if last != window.start.date():
        return say_window(window.start, window.end, now), ""
    ahead = (last - now.date()).days
    day = _near(ahead) or (f"{said('on_day')} {say_weekday(last.weekday())}" if ahead < _WEEK else _on_day(last, now))
    if window.end is None:
        return day, _at(window.start)
    if window.onwards:
        return day, f"{said('from')} {say_clock(window.start.hour, window.start.minute)}"
    return day, _between(window.start, window.end)


def _listed(words: Sequence[str]) -> str:
    """ "heute, morgen oder übermorgen"."""
    return either(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _stem(number: int) -> str:
    return said("one") if number == 1 else say_number(number)


def _at(moment: datetime) -> str:
    """ "um zehn Uhr"."""
    return f"{said('at')} {say_clock(moment.hour, moment.minute)}"


def _on_day(day: date, now: datetime) -> str:
    """ "heute", "morgen, Donnerstag, den zwölften,", "am Montag, dem dritten August,"."""
    return _day(day, now) if _near((day - now.date()).days) else f"{said('on_day')} {_day(day, now)}"


def _day(day: date, now: datetime, until: date | None = None) -> str:
    """ "heute", "morgen, Donnerstag, den zwölften,", "Montag, dem dritten August,".

    A far day has its year, unless that of the day ``until`` which it reaches says it.
    """
    ahead = (day - now.date()).days
    weekday, ordinal = say_weekday(day.weekday()), say_ordinal(day.day)
    if near := _near(ahead):
        return near if ahead == 0 else f"{near}, {weekday}, {said('accusative')} {ordinal},"
    month = _say_month(day.month)
    follows = until is not None and until.year == day.year
    year = f" {say_number(day.year)}" if ahead > _HALF_A_YEAR and not follows else ""
    return f"{weekday}, {said('dative')} {ordinal} {month}{year},"


def _near(ahead: int) -> str | None:
    """ "heute", "morgen", "übermorgen"."""
    near = vocabulary("weekdays_and_months")["relative_days"].get(ahead)
    return str(near[0]) if near and ahead <= 2 else None


def _between(start: datetime, end: datetime) -> str:
    last = end - timedelta.resolution
    until = _clock_of(end, last)
    # "zwischen vierzehn und sechzehn Uhr": one "Uhr" serves both
    since = say_clock(start.hour, start.minute) if start.minute else _stem(start.hour)
    return f"{said('between')} {since} {said('and')} {until}"


def _clock_of(end: datetime, last: datetime) -> str:
    return say_clock(_MIDNIGHT_END) if end.date() != last.date() else say_clock(end.hour, end.minute)
