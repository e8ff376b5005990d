"""The facts of ``company.yml`` as words to be spoken, for the variables of responses."""

from collections.abc import Iterable, Sequence
from datetime import time
from itertools import groupby
from typing import Any, Protocol
from urllib.parse import urlsplit

from num2words import num2words

_DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


class _Span(Protocol):
    opens: time
    closes: time


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


def say_opening_hours(week: Sequence[Sequence[_Span]]) -> str:
    """The week in one breath, days of the same hours together: "Montag bis Freitag von acht Uhr bis ...".

    ``week`` holds the open spans of each day, Monday first.
    """
    days = [(day, tuple((span.opens, span.closes) for span in spans)) for day, spans in zip(_DAYS, week, strict=True)]
    groups = [(hours, [day for day, _ in same]) for hours, same in groupby(days, key=lambda entry: entry[1])]
    return _list(f"{_say_days(names)} {_say_spans(hours)}" for hours, names in groups if hours)


def _say_days(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return f"{names[0]} {'und' if len(names) == 2 else 'bis'} {names[-1]}"


def _say_spans(spans: Iterable[tuple[time, time]]) -> str:
    return _list(f"von {say_clock(opens)} bis {say_clock(closes)}" for opens, closes in spans)


def _list(parts: Iterable[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} und {last}" if most else last


def company_facts(company: Any) -> dict[str, str]:
    """Variables that every response may use, from the company of ``company.yml``."""
    return {
        "company": company.name,
        "parent_company": company.parent,
        "privacy_page": say_web_address(company.privacy_page),
        "retention": say_months(company.retention.months),
        "opening_hours": say_opening_hours(company.hours().week),
    }
