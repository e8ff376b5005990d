"""Cases to measure with: what is said, and what it means.

They come from ``benchmarks/data/*.jsonl``; the README there tells fields and sources.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import phonenumbers

from rueckruf.project import ROOT

DATA = ROOT / "benchmarks" / "data"
#: The moment at which sentences are said whose source names none: a Monday morning.
MONDAY = datetime(2026, 3, 9, 9, 0)

#: What is compared, piece by piece: (start,) or (start, end), (E.164,), (title, first, last).
Value = tuple[Any, ...]


@dataclass(frozen=True)
class Case:
    """One sentence. ``want`` None: nothing may be found. ``group``: its set, style or section.

    ``disputed``: conventions on which sources disagree and that the right answer rests on.
    """

    id: str
    group: str
    text: str
    want: Value | None
    now: datetime = MONDAY
    disputed: tuple[str, ...] = ()


def rows(name: str) -> list[dict[str, Any]]:
    """The objects of one JSON-lines file of ``benchmarks/data``."""
    lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def times(field: str) -> list[Case]:
    """Times, of which the start counts (the end where only that is known); ``field``: text or text_spoken."""
    return [_time(row, field, (_moment(row["start"]),) if row["start"] else _bounds(row)) for row in _said(field)]


def ranges(field: str) -> list[Case]:
    """Those times that are ranges; both bounds count."""
    return [_time(row, field, _bounds(row)) for row in _said(field) if row["kind"] == "interval"]


def without_time() -> list[Case]:
    """Sentences without a time, and dictated numbers that stand alone."""
    said = [
        Case(row["id"], "other sentences", row["text"], None, datetime.fromisoformat(row["ref"]))
        for row in rows("time_negatives")
    ]
    dictated = [row for row in rows("phone") if row["style"] != "distractor"]
    return said + [Case(row["id"], "telephone numbers", row["text"], None) for row in dictated]


def phones() -> list[Case]:
    """Dictated telephone numbers, grouped by style."""
    return [Case(row["id"], row["style"], row["text"], (row["e164"],)) for row in rows("phone")]


def without_phone() -> list[Case]:
    """Times, which hold no telephone number however many digits they have."""
    return [_time(row, field, None) for field in ("text", "text_spoken") for row in _said(field)]


def recognised(field: str, slot: str) -> list[Case]:
    """Answers with a name or number as said (``ref``), or as a recogniser wrote each recording (``hyp``)."""
    heard = {(row["id"], row["conf"] if field == "hyp" else None): row for row in _answers(slot)}
    return [Case(_id(row), field, row[field], (_meant(slot, row["slots"][slot]),)) for row in heard.values()]


def recognised_times(meaning: Callable[[Case], Value | None]) -> list[Case]:
    """Times as a recogniser wrote them; what they mean is what ``meaning`` reads in the words that were said."""
    said = [(row, meaning(Case(_id(row), "ref", row["ref"], None))) for row in _answers("time")]
    return [Case(_id(row), "hyp", row["hyp"], want) for row, want in said if want]


def _answers(slot: str) -> list[dict[str, Any]]:
    """Recognised answers to the question for this slot; a wish may name somebody else ("Frau Becker, bitte")."""
    return [row for row in rows("recognised") if slot in row["slots"] and row["cat"] != "wunsch"]


def _id(row: dict[str, Any]) -> str:
    return f"{row['id']} ({row['conf']})"


def _said(field: str) -> list[dict[str, Any]]:
    return [row for row in rows("time") if row[field]]


def _time(row: dict[str, Any], field: str, want: Value | None) -> Case:
    now = datetime.fromisoformat(row["ref"])
    return Case(row["id"], row["set"], row[field], want, now, tuple(row["flags"]))


def _bounds(row: dict[str, Any]) -> Value:
    return _moment(row["start"]), _moment(row["end"])


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _meant(slot: str, said: str) -> str:
    if slot != "phone":
        return said
    local, _, prefix = said.partition("|")
    number = phonenumbers.parse(prefix + local, "DE")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
