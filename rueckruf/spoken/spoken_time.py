"""Times as German words to be spoken: "morgen, Donnerstag, zwischen vierzehn und sechzehn Uhr".

Hours are those of the 24-hour clock, so that nobody has to guess the half of the day; there are no digits.
"""

from datetime import date, datetime, time, timedelta

from rueckruf.spoken.vocabulary import vocabulary

_SHORT_ORDINALS = 20
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


def say_number(number: int) -> str:
    """A number from 0 to 9999 in words, years as they are spoken in this century ("zweitausendsechsundzwanzig")."""
    if number >= 1000:
        head, rest = divmod(number, 1000)
        return f"{_stem(head)}tausend{say_number(rest) if rest else ''}"
    if number >= 100:
        head, rest = divmod(number, 100)
        return f"{_stem(head)}hundert{say_number(rest) if rest else ''}"
    table = vocabulary("numbers")
    if number in table["units"]:
        return str(table["units"][number][0])
    if number in table["teens"]:
        return str(table["teens"][number][0])
    tens, unit = divmod(number, 10)
    ten = str(table["tens"][tens * 10][0])
    return f"{_stem(unit)}und{ten}" if unit else ten


def say_ordinal(number: int) -> str:
    """ "dritten", "einundzwanzigsten": the form after "dem"."""
    irregular = vocabulary("numbers")["ordinals"].get(number)
    if irregular:
        return f"{irregular[0]}en"
    return f"{say_number(number)}{'ten' if number < _SHORT_ORDINALS else 'sten'}"


def _stem(number: int) -> str:
    return "ein" if number == 1 else say_number(number)


def _day(day: date, now: datetime, preposition: str = "am ") -> str:
    """ "heute", "morgen, Donnerstag,", "am Montag, dem dritten August,"."""
    ahead = (day - now.date()).days
    table = vocabulary("weekdays_and_months")
    weekday = str(table["weekdays"][day.weekday()][0]).capitalize()
    near = table["relative_days"].get(ahead)
    if near and ahead <= 2:
        return str(near[0]) if ahead == 0 else f"{near[0]}, {weekday},"
    month = str(table["months"][day.month][0]).capitalize()
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
