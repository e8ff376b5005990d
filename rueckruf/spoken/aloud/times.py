"""Times as German words to be spoken: "morgen, Donnerstag, zwischen vierzehn und sechzehn Uhr".

Hours are those of the 24-hour clock, so that nobody has to guess the half of the day; there are no digits.
"""

from datetime import date, datetime, time, timedelta
from functools import cache

from num2words import num2words

from rueckruf.spoken.text.vocabulary import vocabulary

_MIDNIGHT_END = 24


def say_window(start: datetime, end: datetime | None, now: datetime) -> str:
    """A window in words, the day named as seen from ``now``; without ``end`` it is a single time.

    All times are naive Berlin wall clock, ``end`` is exclusive. The words fit after "Wir rufen Sie … zurück".
    """
    if end is None:
        return f"{_day(start.date(), now)} um {say_clock(start.hour, start.minute)}"
    last = end - timedelta.resolution
    whole_days = start.time() == end.time() == time.min
    if start.date() == last.date():
        day = _day(start.date(), now)
        return day.rstrip(",") if whole_days else f"{day} {_between(start, end)}"
    first, final = _day(start.date(), now, ""), _day(last.date(), now, "").rstrip(",")
    if whole_days:
        return f"von {first} bis {final}"
    from_clock, to_clock = say_clock(start.hour, start.minute), _clock_of(end, last)
    return f"von {first.rstrip(',')}, {from_clock}, bis {final}, {to_clock}"


def say_clock(hour: int, minute: int = 0) -> str:
    """ "ein Uhr", "vierzehn Uhr dreißig"."""
    return f"{_stem(hour)} Uhr {say_number(minute)}" if minute else f"{_stem(hour)} Uhr"


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
    return f"{say_weekday(now.weekday())}, der {say_ordinal(now.day).removesuffix('n')} {_say_month(now.month)}"


def _say_month(month: int) -> str:
    return str(vocabulary("weekdays_and_months")["months"][month][0]).capitalize()


def _stem(number: int) -> str:
    return "ein" if number == 1 else say_number(number)


def _day(day: date, now: datetime, preposition: str = "am ") -> str:
    """ "heute", "morgen, Donnerstag,", "am Montag, dem dritten August,"."""
    ahead = (day - now.date()).days
    table = vocabulary("weekdays_and_months")
    weekday = say_weekday(day.weekday())
    near = table["relative_days"].get(ahead)
    if near and ahead <= 2:
        return str(near[0]) if ahead == 0 else f"{near[0]}, {weekday},"
    month = _say_month(day.month)
    year = f" {say_number(day.year)}" if day.year != now.year else ""
    return f"{preposition}{weekday}, dem {say_ordinal(day.day)} {month}{year},"


def _between(start: datetime, end: datetime) -> str:
    last = end - timedelta.resolution
    until = _clock_of(end, last)
    if start.minute == 0:
        # "zwischen vierzehn und sechzehn Uhr": one "Uhr" serves both
        return f"zwischen {_stem(start.hour)} und {until}"
    return f"zwischen {say_clock(start.hour, start.minute)} und {until}"


def _clock_of(end: datetime, last: datetime) -> str:
    return say_clock(_MIDNIGHT_END) if end.date() != last.date() else say_clock(end.hour, end.minute)
