"""Other systems, used as favourably as they can be."""

import importlib.util
from datetime import datetime
from typing import Any

import pytest

from rueckruf.evaluation import peers
from rueckruf.evaluation.cases import Case, Value
from rueckruf.evaluation.scores import Answer, judge
from rueckruf.evaluation.systems import System

pytestmark = pytest.mark.unit

TUESDAY = datetime(2026, 3, 10, 9, 0)


def ask(systems: list[System], name: str, text: str, now: datetime = TUESDAY) -> Answer | None:
    system = next(system for system in systems if system.name == name)
    assert system.read is not None
    return system.read(Case("id", "set", text, None, now))


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("um fünfzehn uhr fünf", "um 15:05"),
        ("am zehnten zwölften zweitausendsechsundzwanzig", "am 10.12.2026"),
        ("am siebzehnten mai", "am 17. mai"),
    ],
)
def test_numbers_in_words_are_joined_as_people_type_them(words: str, digits: str) -> None:
    assert peers.with_digits(words) == digits


@pytest.mark.parametrize(
    ("system", "text", "number"),
    [
        ("text2num + joining", "null drei null zwei drei eins zwei fünf null null sechs", "+493023125006"),
        ("text2num + joining", "meine nummer ist die +43 1 23125", "+43123125"),
        ("text2num + matcher", "null drei null zwei drei eins zwei fünf null null sechs", "+493023125006"),
    ],
)
def test_digits_become_a_number(system: str, text: str, number: str) -> None:
    assert judge((number,), ask(peers.phone_systems(), system, text)) == "right"


@pytest.mark.parametrize("system", ["text2num + joining", "text2num + matcher"])
def test_no_digits_are_no_number(system: str) -> None:
    assert ask(peers.phone_systems(), system, "ein Angebot") is None


def test_a_day_without_clock_time_begins_at_midnight() -> None:
    assert judge((datetime(2026, 3, 11),), ask(peers.time_systems(), "dateparser", "morgen")) == "right"


def entity(start: int, end: int, value: dict[str, Any]) -> dict[str, Any]:
    return {"start": start, "end": end, "value": {**value, "values": [value]}}


def at(hour: str, grain: str = "hour") -> dict[str, str]:
    return {"value": f"2026-03-10T{hour}:00.000+00:00", "grain": grain}


HALF_PAST_NINE = entity(0, 4, {"type": "value", **at("09:30", "minute")})
TO_ELEVEN = entity(5, 30, {"type": "interval", "from": at("10:00"), "to": at("12:00")})
UNTIL_ELEVEN = entity(0, 9, {"type": "interval", "to": at("11:00")})


@pytest.mark.parametrize(
    ("entities", "want", "verdict"),
    [
        ([HALF_PAST_NINE], (datetime(2026, 3, 10, 9, 30),), "right"),
        ([UNTIL_ELEVEN], (None, datetime(2026, 3, 10, 11)), "right"),
        ([TO_ELEVEN], (datetime(2026, 3, 10, 10), datetime(2026, 3, 10, 12)), "right"),
        ([TO_ELEVEN], (datetime(2026, 3, 10, 10), datetime(2026, 3, 10, 11)), "right"),
        ([HALF_PAST_NINE, TO_ELEVEN], (datetime(2026, 3, 10, 10),), "right"),
        ([HALF_PAST_NINE, TO_ELEVEN], (datetime(2026, 3, 10, 9, 30),), "ambiguous"),
        ([], (datetime(2026, 3, 10, 9, 30),), "empty"),
    ],
)
def test_duckling_counts_with_its_longest_reading_and_either_end(
    entities: list[dict[str, Any]], want: Value, verdict: str
) -> None:
    assert judge(want, peers.duckling_answer(entities)) == verdict


@pytest.mark.skipif(importlib.util.find_spec("duckling") is None, reason="`make peers` installs Duckling")
@pytest.mark.parametrize("system", ["Duckling", "text2num + Duckling"])
def test_duckling_answers_in_wall_clock_time(system: str) -> None:
    answer = ask(peers.time_systems(), system, "morgen um fünfzehn uhr")

    assert judge((datetime(2026, 3, 11, 15), None), answer) == "right"


def test_a_peer_that_is_not_installed_tells_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    missing = [system for system in peers.time_systems() if system.read is None]

    assert [(system.name, system.remedy) for system in missing] == [
        ("text2num + Duckling", "make peers"),
        ("Duckling", "make peers"),
    ]
