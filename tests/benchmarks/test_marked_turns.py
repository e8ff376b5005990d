"""Marked turns are whole: marks and values agree, writers are many and of one part each, and no turn stands in two."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from rueckruf.callbacks.request import is_possible_phone

pytestmark = pytest.mark.unit

FOLDER = Path("benchmarks/data/turns")
PARTS = ("train", "tuning", "apart")
KEYS = {"id", "asked", "said", "now", "name", "phone", "time", "concern", "acts"}
ASKED = {"opening", "caller_name", "phone_number", "callback_time", "concern", "confirmed"}
LABELS = {"name", "spelled", "other_name", "phone", "other_number", "time", "not_time", "other_time", "concern"}
ACTS = {
    *("tells", "affirms", "denies", "corrects", "asks", "refuses"),
    *("waits", "repeats", "cancels", "goodbye", "person", "chats"),
}
MOST_OF_A_WRITER = 250
MARK = re.compile(r"\[([^\[\]|]+)\|([a-z_]+)\]")


def turns(part: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each turn of a part, with where it stands."""
    for file in sorted((FOLDER / part).glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            yield f"{file.name}:{number}", json.loads(line)


def faults(turn: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the marks of a turn, or with its values beside them."""
    labels = {label for _, label in MARK.findall(turn["said"])}
    if (
        turn.keys() != KEYS
        or turn["asked"] not in ASKED
        or labels - LABELS
        or not turn["acts"]
        or {*turn["acts"]} - ACTS
    ):
        yield "a key, a question, a label or an act is unknown"
    if re.search(r"[\[\]|]", MARK.sub("", turn["said"])):
        yield "a mark is open"
    if bool(turn["name"]) != bool(labels & {"name", "spelled"}) and "name" in labels:
        yield "name"
    if any(bool(turn[key]) != (key in labels) for key in ("phone", "time", "concern")):
        yield "a value and its mark disagree"
    if not all(map(is_possible_phone, turn["phone"])):
        yield "a number that cannot be"
    if any(
        start and end and datetime.fromisoformat(start) >= datetime.fromisoformat(end) for start, end in turn["time"]
    ):
        yield "a window runs backwards"


@pytest.mark.parametrize("part", PARTS)
def test_marks_and_values_agree(part: str) -> None:
    assert [f"{place}: {fault}" for place, turn in turns(part) for fault in faults(turn)] == []


def test_no_writer_counts_for_more_than_others() -> None:
    written = Counter(path.name for part in PARTS for path in (FOLDER / part).glob("*.jsonl"))
    assert set(written.values()) == {1}
    assert all(count <= MOST_OF_A_WRITER for count in Counter(place.split(":")[0] for place, _ in every()).values())


def test_no_turn_of_words_stands_in_two_parts() -> None:
    """Shorter ones may: there are only so many ways to say yes."""
    parts: dict[str, set[str]] = {}
    for part in PARTS:
        for _, turn in turns(part):
            words = " ".join(re.findall(r"\w+", MARK.sub(r"\1", turn["said"]).lower()))
            if len(words.split()) > 4:
                parts.setdefault(words, set()).add(part)
    assert [words for words, of in parts.items() if len(of) > 1] == []


def test_who_marks_a_turn_again_has_the_same_words() -> None:
    first = {turn["id"]: turn for _, turn in turns("train")}
    again = list(map(json.loads, (FOLDER / "twice.jsonl").read_text(encoding="utf-8").splitlines()))
    assert len(again) == len({turn["id"] for turn in again})
    assert [
        turn["id"] for turn in again if MARK.sub(r"\1", turn["said"]) != MARK.sub(r"\1", first[turn["id"]]["said"])
    ] == []


def every() -> Iterator[tuple[str, dict[str, Any]]]:
    """All turns of all parts."""
    for part in PARTS:
        yield from turns(part)


def test_the_readme_counts_them() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for file in sorted(FOLDER.rglob("*.jsonl")):
        count = len(file.read_text(encoding="utf-8").splitlines())
        assert f"| `{file.relative_to(FOLDER)}` | {count} |" in readme
