"""Dates written out in digits with their year, read by dateparser: "3.12.2026", "3/12/26", "2026-12-03".

The one piece of a wish that needs no German: the century of "26" and the days of each month are what dateparser
knows. What it makes of them is checked, for it would rather turn day and month round than give up.
"""

import re
from datetime import date
from functools import cache
from typing import Any

_GROUPS = re.compile(r"\d+")


def written_date(text: str) -> date | None:
    """The date of ``text``, three groups of digits with one kind of mark between; None where there is no such day."""
    year_first = text[:4].isdecimal()
    found = _parser("YMD" if year_first else "DMY").get_date_data(text).date_obj
    if found is None:
        return None
    groups = [int(group) for group in _GROUPS.findall(text)]
    day, month = groups[:0:-1] if year_first else groups[:2]
    return found.date() if (found.day, found.month) == (day, month) else None


@cache
def _parser(order: str) -> Any:
    # Imported late: it takes a third of a second, and most calls never need it.
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=["de"],
        settings={"DATE_ORDER": order, "PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"]},
    )
