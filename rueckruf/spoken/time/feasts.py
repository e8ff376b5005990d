"""Feasts and seasons on the calendar."""

from datetime import date, timedelta

from rueckruf.spoken.time.calendar_day import Day, Days, month_of

_ADVENT = date(1, 11, 27)
_MONTHS_OF_A_SEASON = 3


def feast(key: str, today: date, year: int | None = None) -> Day:
    """The feast that is not over on ``today``, or that of ``year``.

    ``key`` as in ``named_days`` of the vocabulary ``weekdays_and_months``: of several feasts the nearest.
    """
    years = [year] if year else [today.year, today.year + 1]
    days = [_days(one, at_year) for one in key.split(" or ") for at_year in years]
    return Day((min(stretch for stretch in days if year or stretch[1] > today),))


def _days(key: str, year: int) -> Days:
    """First day and day after the last: "12-24", "12-25/12-26"."""
    first, _, last = key.partition("/")
    return _date(first, year), _date(last or first, year) + timedelta(days=1)


def _date(key: str, year: int) -> date:
    """ "12-24", "easter+49", "advent+7", "05-sunday-2"."""
    if key.startswith("easter"):
        return _easter(year) + timedelta(days=int(key.removeprefix("easter")))
    if key.startswith("advent"):
        return _sunday(_ADVENT.replace(year=year)) + timedelta(days=int(key.removeprefix("advent")))
    month, *rest = key.split("-")
    if rest[0] == "sunday":
        return _sunday(date(year, int(month), 1)) + timedelta(days=7 * (int(rest[1]) - 1))
    return date(year, int(month), int(rest[0]))


def _sunday(day: date) -> date:
    """The first Sunday from ``day`` on."""
    return day + timedelta(days=6 - day.weekday())


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Gauss's rule in Lichtenberg's form)."""
    century = year // 100
    shift = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    moon = (19 * (year % 19) + shift) % 30
    moon -= (moon + year % 19 // 11) // 29
    border = 21 + moon
    sunday = 7 - (year + year // 4 + 2 - (3 * century + 3) // 4) % 7
    return date(year, 3, 1) + timedelta(days=border + 7 - (border - sunday) % 7 - 1)


def season(first_month: int, today: date, ahead: int | None = None) -> Day:
    """The season that is not over, or where ``ahead`` is 1 or more that many of those still to come.

    It lasts three whole months from its first.
    """
    stretches = (_season(year, first_month) for year in range(today.year - 1, today.year + 4))
    to_come = [(first, end) for first, end in stretches if (first if ahead else end) > today]
    return Day((to_come[max((ahead or 1) - 1, 0)],), grain="month")


def _season(year: int, first_month: int) -> Days:
    last = month_of(year, first_month + _MONTHS_OF_A_SEASON - 1)
    return date(year, first_month, 1), last.stretches[0][1]
