"""Open systems that read German times or telephone numbers, each used as favourably as it can be."""

import importlib
import importlib.util
import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import phonenumbers
from text_to_num import alpha2digit

from rueckruf.evaluation.cases import Case, Value
from rueckruf.evaluation.scores import Answer
from rueckruf.evaluation.systems import System

_CLOCK = re.compile(r"\b(\d{1,2}) uhr (\d{1,2})\b")
_DATE = re.compile(r"\b(\d{1,2}\.) (\d{1,2}\.)")
_DATE_WITH_YEAR = re.compile(r"\b(\d{1,2}\.\d{1,2}\.) (\d{4})\b")
_GRAINS = {"hour": timedelta(hours=1), "minute": timedelta(minutes=1)}
_NOT_DIALLED = re.compile(r"[^\d+]|(?<=\d)\D*\+")


def time_systems() -> list[System]:
    """The peers for times."""
    installed = importlib.util.find_spec("duckling") is not None
    return [
        System("text2num + Duckling", _read_with_numbers if installed else None, "make peers"),
        System("Duckling", _read_with_duckling if installed else None, "make peers"),
        System("dateparser", _read_with_dateparser),
    ]


def phone_systems() -> list[System]:
    """The peers for telephone numbers."""
    return [
        System("text2num + joining", _read_joined),
        System("text2num + matcher", _read_matched),
    ]


def with_digits(text: str) -> str:
    """Numbers in words as digits (text2num), joined to clock times and dates as people type them."""
    text = _CLOCK.sub(lambda clock: f"{clock[1]}:{int(clock[2]):02}", alpha2digit(text, "de"))
    return _DATE_WITH_YEAR.sub(r"\1\2", _DATE.sub(r"\1\2", text))


def _read_with_duckling(case: Case) -> Answer | None:
    return duckling_answer(_duckling()(case.text, case.now))


def _read_with_numbers(case: Case) -> Answer | None:
    return duckling_answer(_duckling()(with_digits(case.text), case.now))


def duckling_answer(entities: list[dict[str, Any]]) -> Answer | None:
    """Of Duckling's entities the one with the most words; the others, and its next dates, are second choices."""
    if not entities:
        return None
    longest = max(entities, key=lambda entity: entity["end"] - entity["start"])
    best, *same = _bounds(longest["value"])
    others = [_bounds(value)[0] for entity in entities for value in entity["value"].get("values", [])]
    return Answer(best, others=tuple(others), same=tuple(same))


def _bounds(value: dict[str, Any]) -> list[Value]:
    """Start and end, and the same with the end as it was said: Duckling ends "bis elf Uhr" a grain after eleven."""
    if value["type"] != "interval":
        return [(_wall_clock(value), None)]
    start, end = _wall_clock(value.get("from")), _wall_clock(value.get("to"))
    if end is None or value["to"]["grain"] not in _GRAINS:
        return [(start, end)]
    return [(start, end), (start, end - _GRAINS[value["to"]["grain"]])]


def _wall_clock(moment: dict[str, str] | None) -> datetime | None:
    return datetime.fromisoformat(moment["value"]).replace(tzinfo=None) if moment else None


@cache
def _duckling() -> Callable[[str, datetime], list[dict[str, Any]]]:
    """Duckling in this process. It runs in UTC, so that wall-clock times stay as they are."""
    duckling = importlib.import_module("duckling")
    zones = duckling.load_time_zones(str(files("tzdata") / "zoneinfo"))
    locale = duckling.parse_locale("DE_DE", duckling.default_locale_lang(duckling.parse_lang("DE")))
    dimensions = duckling.parse_dimensions(["time"])

    def parse(text: str, now: datetime) -> list[dict[str, Any]]:
        seconds = int(now.replace(tzinfo=UTC).timestamp())
        context = duckling.Context(duckling.parse_ref_time(zones, "UTC", seconds), locale)
        return list(duckling.parse(text, context, dimensions, False))

    return parse


def _read_with_dateparser(case: Case) -> Answer | None:
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": case.now, "PREFER_DATES_FROM": "future"}
    found = search_dates(case.text, languages=["de"], settings=settings)
    if not found:
        return None
    moments = [_whole_day(moment.replace(tzinfo=None), case.now) for _, moment in found]
    return Answer((moments[0], moments[1] if len(moments) > 1 else None), tuple((moment,) for moment in moments[1:]))


def _whole_day(moment: datetime, now: datetime) -> datetime:
    """A day without clock time: dateparser leaves the current clock time in it."""
    is_day = moment.time() == now.time() and moment.date() != now.date()
    return datetime.combine(moment, time()) if is_day else moment


def _read_joined(case: Case) -> Answer | None:
    """All digits of the sentence taken for one number."""
    digits = _NOT_DIALLED.sub("", alpha2digit(case.text, "de").replace("plus ", "+"))
    try:
        number = phonenumbers.parse(digits, "DE")
    except phonenumbers.NumberParseException:
        return None
    return _number(number) if phonenumbers.is_possible_number(number) else None


def _read_matched(case: Case) -> Answer | None:
    """The first valid number that phonenumbers finds in the sentence."""
    found = phonenumbers.PhoneNumberMatcher(alpha2digit(case.text, "de"), "DE")
    return next((_number(match.number) for match in found), None)


def _number(number: phonenumbers.PhoneNumber) -> Answer:
    return Answer((phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),))
