"""The facts of ``company.yml`` as words to be spoken, for the variables of responses."""

from collections.abc import Sequence
from datetime import time
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from num2words import num2words

_DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


def say_number(value: int) -> str:
    """A cardinal number in German words, as counted: 1 is "eins"."""
    return str(num2words(value, lang="de"))


def say_clock(clock: time) -> str:
    """A time of day as on a 24-hour clock: "vierzehn Uhr dreißig"."""
    hour = "ein" if clock.hour == 1 else say_number(clock.hour)
    return f"{hour} Uhr {say_number(clock.minute)}" if clock.minute else f"{hour} Uhr"


def say_months(months: int) -> str:
    """A term in the dative, as after "nach": "einem Monat", "drei Monaten"."""
    return "einem Monat" if months == 1 else f"{say_number(months)} Monaten"


def say_web_address(url: str) -> str:
    """A web address without its scheme: "musterwerk punkt de, Schrägstrich datenschutz"."""
    parts = urlsplit(url)
    path = [part for part in parts.path.split("/") if part]
    host = (parts.hostname or "").removeprefix("www.")
    spoken = " Schrägstrich ".join([host, *path])
    return spoken.replace(".", " Punkt ").replace("-", " Bindestrich ")


def say_opening_hours(week: Sequence[Sequence[tuple[time, time]]]) -> str:
    """The week in one breath: "Montag bis Donnerstag von acht bis siebzehn Uhr und Freitag ...".

    ``week`` holds opening and closing times of the parts of each day, Monday first. Breaks are left out, days of the
    same hours said together.
    """
    days = [(day, (spans[0][0], spans[-1][1])) for day, spans in zip(_DAYS, week, strict=True) if spans]
    groups = [(hours, [day for day, _ in same]) for hours, same in groupby(days, key=lambda entry: entry[1])]
    *most, last = [f"{_say_days(names)} {_say_hours(*hours)}" for hours, names in groups]
    return f"{', '.join(most)} und {last}" if most else last


def _say_days(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return f"{names[0]} {'und' if len(names) == 2 else 'bis'} {names[-1]}"


def _say_hours(opens: time, closes: time) -> str:
    begin = say_clock(opens)
    return f"von {begin if opens.minute else begin.removesuffix(' Uhr')} bis {say_clock(closes)}"


def company_facts(company: Any) -> dict[str, str]:
    """Variables that every response may use, from the company of ``company.yml``."""
    return {
        "company": company.name,
        "parent_company": company.parent,
        "privacy_page": say_web_address(company.privacy_page),
        "retention": say_months(company.retention.months),
        "opening_hours": say_opening_hours(company.hours().week),
    }
