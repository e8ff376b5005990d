"""The facts of ``company.yml`` as words to be spoken, for the variables of responses."""

import re
from collections.abc import Sequence
from datetime import time
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from rueckruf.spoken.aloud.times import say_clock, say_number, say_weekday
from rueckruf.spoken.aloud.words import said
from rueckruf.spoken.text.vocabulary import vocabulary


def say_months(months: int) -> str:
    """A term in the dative, as after "nach": "einem Monat", "drei Monaten"."""
    return said("one_month") if months == 1 else f"{say_number(months)} {said('months')}"


def say_website(url: str) -> str:
    """The host of a web address: "musterwerk Punkt de"."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return _spoken(host)


def say_web_address(url: str) -> str:
    """A web address without its scheme: "musterwerk Punkt de Schrägstrich datenschutz"."""
    path = [_spoken(part) for part in urlsplit(url).path.split("/") if part]
    return f" {said('slash')} ".join([say_website(url), *path])


def _spoken(address: str) -> str:
    return address.replace(".", f" {said('dot')} ").replace("-", f" {said('dash')} ")


def say_opening_hours(week: Sequence[Sequence[tuple[time, time]]]) -> str:
    """The week in one breath: "Montag bis Donnerstag acht bis zwölf und dreizehn bis siebzehn, Freitag acht ... Uhr".

    ``week`` holds opening and closing times of the parts of each day, Monday first. Days of the same hours are said
    together, and all full hours share the last "Uhr": a caller has to listen to the end.
    """
    days = [(say_weekday(day), tuple(spans)) for day, spans in enumerate(week) if spans]
    groups = [(spans, [day for day, _ in same]) for spans, same in groupby(days, key=lambda entry: entry[1])]
    hours = ", ".join(f"{_say_days(names)} {_say_parts(spans)}" for spans, names in groups)
    return hours if groups[-1][0][-1][1].minute else f"{hours} {said('oclock')}"


def _say_days(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return f"{names[0]} {said('and' if len(names) == 2 else 'until')} {names[-1]}"


def _say_parts(spans: Sequence[tuple[time, time]]) -> str:
    parts = (f"{_say_hour(opens)} {said('until')} {_say_hour(closes)}" for opens, closes in spans)
    return f" {said('and')} ".join(parts)


def _say_hour(clock: time) -> str:
    return say_clock(clock.hour, clock.minute).removesuffix(f" {said('oclock')}")


def say_parent(name: str) -> str:
    """The parent company after who else gets the data, with its own comma; nothing without one."""
    return str(vocabulary("company")["parent"]).format(name=name) if name else ""


def say_systems(connected: bool) -> str:
    """That other systems get the data as well, with its own comma; nothing where there are none."""
    return str(vocabulary("company")["systems"]) if connected else ""


def say_processor(text: str) -> str:
    """Who and where, without postcode and what stands in brackets: "Twilio Ireland Limited, Dublin, Irland"."""
    return re.sub(r"\s*\([^)]*\)|\b\d{4,5} ", "", text)


def say_address(text: str) -> str:
    """A postal address without postcode: "Musterstraße eins, München", "Am Ring zwölf a, Ulm"."""
    return re.sub(r"(\d+) ?([a-z]\b)?", _say_house, say_processor(text)).strip()


def _say_house(number: re.Match[str]) -> str:
    return " ".join(filter(None, (say_number(int(number[1])), number[2])))


def company_facts(company: Any) -> dict[str, str]:
    """Variables that every response may use, from the company of ``company.yml``."""
    return {
        "company": company.name,
        "parent_company": say_parent(company.parent),
        "connected_systems": say_systems(company.handover.systems_know_names or bool(company.privacy.systems)),
        "website": say_website(company.privacy_page),
        "privacy_page": say_web_address(company.privacy_page),
        "retention": say_months(company.retention.months),
        "address": say_address(company.privacy.address),
        "stored_at": say_processor(company.privacy.hosting or company.name),
        "telephony": say_processor(company.privacy.telephony),
        "opening_hours": say_opening_hours(company.hours().week),
    }
