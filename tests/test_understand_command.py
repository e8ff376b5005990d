"""``rueckruf understand``: one line out for each line in, in order, whatever it holds."""

import json
import subprocess
import sys
from typing import Any

import pytest

from rueckruf.spoken.text.vocabulary import vocabulary
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.process

HEAVY = ("rasa", "tensorflow", "sqlalchemy", "sanic", "flask", "matplotlib")

TIME = {"start": None, "end": None, "kind": None}
PHONE = {"e164": None}
NAME = {"first": None, "last": None, "title": None}
TURN_END = {"ends": None, "wait_ms": None}
WAITS = vocabulary("turn_end")["waits"]

READ: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "time": [
        ("um fünfzehn Uhr", {"start": "2026-03-10T15:00:00", "end": None, "kind": "instant"}),
        (
            "morgen zwischen vierzehn und sechzehn Uhr",
            {"start": "2026-03-11T14:00:00", "end": "2026-03-11T16:00:00", "kind": "interval"},
        ),
        ("morgen", {"start": "2026-03-11T00:00:00", "end": "2026-03-12T00:00:00", "kind": "interval"}),
        ("ab siebzehn Uhr", {"start": "2026-03-10T17:00:00", "end": None, "kind": "open"}),
        ("Guten Tag", TIME),
    ],
    "phone": [
        ("null drei null zwei drei eins zwei fünf null vier zwei", {"e164": "+493023125042"}),
        ("das weiß ich nicht", PHONE),
    ],
    "name": [
        ("Doktor Friedrich von der Heide", {"first": "Friedrich", "last": "von der Heide", "title": "Dr."}),
        ("mein Name ist Müller", {"first": None, "last": "Müller", "title": None}),
        ("", NAME),
    ],
    "turn-end": [
        ("Ja, genau.", {"ends": True, "wait_ms": WAITS["complete"]}),
        ("ja, aber", {"ends": False, "wait_ms": WAITS["incomplete"]}),
        ("", {"ends": False, "wait_ms": WAITS["incomplete"]}),
    ],
}


BAD: list[tuple[bytes, int | None, str]] = [
    (b"[1]\n", None, "is no JSON object"),
    (b"\n", None, "is no JSON"),
    (b"kein JSON\n", None, "is no JSON"),
    (b"\xff\xfe\n", None, "is no JSON"),
    (b"[" * 100_000 + b"\n", None, "is no JSON"),
    (b'{"id": 2}\n', 2, "has no text"),
    (b'{"id": 2, "text": null}\n', 2, "has no text"),
    (b'{"id": 2, "text": ["um zehn"]}\n', 2, "has no text"),
]


def understand(what: str, lines: bytes, *options: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, *options, "-m", "rueckruf", "understand", what],
        input=lines,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )


def asked(**fields: Any) -> bytes:
    """A line with all that any of the commands reads."""
    rest = {"now": "2026-03-10T10:00:00", "asked": "confirmed", "pause_ms": WAITS["complete"]}
    return json.dumps({**rest, **fields}, ensure_ascii=False).encode() + b"\n"


@pytest.mark.parametrize("what", READ)
def test_each_line_is_answered_in_order(what: str) -> None:
    ended = understand(what, b"".join(asked(id=f"n{n}", text=text) for n, (text, _) in enumerate(READ[what])))

    assert ended.returncode == 0
    answers = [json.loads(line) for line in ended.stdout.splitlines()]
    assert answers == [{"id": f"n{n}", **expected} for n, (_, expected) in enumerate(READ[what])]
    assert [list(answer) for answer in answers] == [["id", *READ[what][0][1]]] * len(answers)


@pytest.mark.parametrize("what", READ)
def test_nothing_heavy_is_loaded(what: str) -> None:
    """So it starts in well under two seconds."""
    loaded = understand(what, asked(text=READ[what][0][0]), "-X", "importtime").stderr.decode().splitlines()
    modules = {line.rpartition("|")[2].strip().partition(".")[0] for line in loaded}
    assert "rueckruf" in modules
    assert modules.isdisjoint(HEAVY)


@pytest.mark.parametrize(
    ("what", "nothing"), [("time", TIME), ("phone", PHONE), ("name", NAME), ("turn-end", TURN_END)]
)
def test_a_line_that_cannot_be_read_costs_the_others_nothing(what: str, nothing: dict[str, None]) -> None:
    text, expected = READ[what][0]
    good = asked(id=1, text=text)
    ended = understand(what, b"".join(bad + good for bad, _, _ in BAD))

    assert ended.returncode == 0
    answers = [json.loads(line) for line in ended.stdout.splitlines()]
    assert answers == [each for _, known, _ in BAD for each in ({"id": known, **nothing}, {"id": 1, **expected})]
    notes = [f"rueckruf: line {2 * number + 1}: {note}" for number, (_, _, note) in enumerate(BAD)]
    assert ended.stderr.decode().splitlines() == notes


def test_a_moment_that_is_none_is_answered_with_nulls() -> None:
    moments = ("gestern", None, 5, "2026-03-10T10:00:00+01:00", "9999-12-31T23:00:00")
    ended = understand("time", b"".join(asked(id=1, text="morgen um zehn", now=moment) for moment in moments))

    assert ended.returncode == 0
    assert [json.loads(line) for line in ended.stdout.splitlines()] == [{"id": 1, **TIME}] * len(moments)
    assert [line[:17] for line in ended.stderr.decode().splitlines()] == [f"rueckruf: line {n + 1}:" for n in range(5)]


@pytest.mark.parametrize(
    ("fields", "wait", "ends"),
    [
        ({"asked": "phone_number", "text": "0151 23456789", "pause_ms": 599}, "complete", False),
        ({"asked": "phone_number", "text": "0151 23456789", "pause_ms": 600.5}, "complete", True),
        ({"asked": "phone_number", "text": "null drei null, zwei drei", "pause_ms": 2000}, "incomplete", False),
        ({"asked": "callback_time", "text": "am Donnerstag zwischen neun und", "pause_ms": 0}, "incomplete", False),
        ({"asked": "callback_time", "text": "am Donnerstag", "pause_ms": 5000}, "usual", True),
        ({"asked": None, "text": "ich hätte gern", "pause_ms": 1500}, "incomplete", False),
        ({"asked": "customer_number", "text": "vier sieben elf", "pause_ms": 700}, "complete", True),
    ],
)
def test_the_open_question_and_the_silence_end_a_turn(fields: dict[str, Any], wait: str, ends: bool) -> None:
    ended = understand("turn-end", asked(id=7, **fields))

    assert json.loads(ended.stdout) == {"id": 7, "ends": ends, "wait_ms": WAITS[wait]}


def test_a_silence_or_a_question_that_is_none_is_answered_with_nulls() -> None:
    wrong: list[dict[str, Any]] = [{"pause_ms": pause} for pause in (None, "600", -1, True, float("nan"), [600])]
    no_slots: tuple[Any, ...] = (5, ["confirmed"], {}, False)
    wrong += [{"asked": question} for question in no_slots]
    ended = understand("turn-end", b"".join(asked(id=1, text="ja", **fields) for fields in wrong))

    assert ended.returncode == 0
    assert [json.loads(line) for line in ended.stdout.splitlines()] == [{"id": 1, **TURN_END}] * len(wrong)
    notes = [line.rpartition(": ")[2] for line in ended.stderr.decode().splitlines()]
    assert notes == ["has no pause_ms"] * 6 + ["asked is no slot"] * 4


def test_what_no_encoding_can_write_is_answered_too() -> None:
    ended = understand("phone", b'{"id": "\\ud800", "text": "\\ud800"}\n')

    assert ended.returncode == 0
    assert json.loads(ended.stdout) == {"id": "\ud800", **PHONE}
